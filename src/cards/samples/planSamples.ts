import type { Action } from '../../flows/action/action.ts'
import type { Ballot } from '../../flows/ballot/ballot.ts'
import { planRowOf } from '../../flows/channel/plan.ts'
import type { ClosedRound, PrioritisedRound, Round } from '../../flows/round/round.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Card, Choice } from '../card.ts'
import { confirmScreen } from '../screens/ballot/rankingScreen.ts'
import {
  noPaperLinkScreen,
  paperLinkScreen,
  paperSentScreen,
  papersOfScreen,
  papersScreen,
} from '../screens/papers/paperScreens.ts'
import { type HomeView, homeScreen, restingHomeScreen } from '../screens/person/homeScreen.ts'
import { actionFormScreen } from '../screens/plan/actionFormScreen.ts'
import { actionSaidScreen, actionScreen, agendaScreen } from '../screens/plan/actionScreens.ts'
import { digestScreen, digestSetScreen } from '../screens/plan/digestScreen.ts'
import { mineScreen, teamsScreen } from '../screens/plan/mineScreen.ts'
import { A_PAGE, planScreen } from '../screens/plan/planScreen.ts'
import { suggestScreen, suggestSentScreen } from '../screens/plan/suggestScreen.ts'
import { type TeamForm, teamScreen } from '../screens/plan/teamScreen.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { directionScreen } from '../screens/round/directionScreens.ts'
import { planFormSentScreen } from '../screens/round/startScreens.ts'
import { quickActionScreen } from '../screens/talk/quickActionScreen.ts'
import type { Names, Voice } from '../voice.ts'
import { channelSamples } from './channelSamples.ts'
import { followUpSamples } from './followUpSamples.ts'
import { sampleAction } from './sampleActions.ts'
import { stepSamples } from './stepSamples.ts'

/** As many actions as a busy team writes. */
const BUSY = 20

export const sampleBallot = (round: Round): Ballot => ({
  round: round.id,
  id: 'b',
  page: 0,
  platform: round.platform,
  person: 'p0',
  title: round.title,
  closesAt: round.closesAt,
  zone: round.zone,
  language: round.language,
  blocks: round.blocks,
  status: 'open',
  stars: {},
  reasons: {},
  cards: [],
  nudged: 0,
  quiet: false,
  heard: [],
})

const ANSWERED = ['onTrack', 'adjust'] as const

/** As a plan is: some wait for an answer, some are on track, some were never looked back at, some belong to no block. */
const mixed = (action: Action, at: number): Action => ({
  ...action,
  block: ['1', '4', '2', ''][at % 4] ?? '',
  asked: at % 5 === 0 ? '2026-12-04' : undefined,
  history: at % 3 === 0 ? [] : [{ date: '2026-12-04', outcome: ANSWERED[at % 2] ?? 'onTrack', value: '', note: '' }],
})

/** The plan's screens, for `samples.ts`. */
export const planSamples = (
  voice: Voice,
  names: Names,
  round: ClosedRound,
  people: readonly Choice[],
  words: (usual: string, most: number) => string,
): Readonly<Record<string, Card>> => {
  const typed = (usual: string): string => words(usual, LONGEST.remark)
  const planned: PrioritisedRound = {
    ...round,
    status: 'prioritised',
    starsCloseAt: round.closesAt,
    starsCast: [],
    starsTallied: [],
    ranking: { ballots: 0, depth: 'nothing', places: [], reasons: [] },
    priorities: { blocks: ['1', '4'], reason: '' },
    directions: { '1': typed('Iedereen kan in één zin zeggen waarom we online zijn.') },
  }
  const action = sampleAction(round, words)
  const paper = { of: 'paper', paper: 'worksheet', round: round.id } as const
  const { what, block, term, start, end, goal, owner, means, indicator, remarks, followUp, repeat } = action
  const answered: Action = {
    ...action,
    asked: undefined,
    history: action.history.map((one) => ({ ...one, on: '2026-12-07', by: 'p1' })),
  }
  const form = {
    where: { round: round.id, channel: round.channel },
    people,
    blocks: ['1', '4'],
    owners: ['p0'],
    fields: { what, block, term, start, end, goal, owner, means, indicator, remarks, followUp, repeat },
    more: false,
    problems: {},
  }
  const where = { round: round.id, channel: round.channel }
  const busy = Array.from({ length: BUSY }, (_, at) => mixed(action, at))
  const ended = busy.map((one): Action => ({ ...one, status: 'done', next: undefined, asked: undefined }))
  const view = { where, round: planned, rows: busy.map((one) => planRowOf(one, 1)), page: 0, ended: false }
  const teams = [
    { title: planned.title, channel: round.channel },
    { title: undefined, channel: '19:andere' },
  ]
  const settings: TeamForm = {
    where,
    title: planned.title,
    coordinators: ['p0', 'p1'],
    fields: {
      language: voice.language,
      zone: voice.zone,
      restFrom: '2027-07-01',
      restUntil: '2027-08-31',
      digest: true,
      kept: '24',
      callLine: words('De permanentie, 09 123 45 67', LONGEST.line),
    },
    problems: {},
  }
  const problems = { what: voice.say('action.form.whatMissing'), end: voice.say('action.form.endWrong') }
  const home: HomeView = {
    names,
    waiting: [
      { kind: 'ballot', ballot: sampleBallot(round) },
      { kind: 'round', round },
      { kind: 'action', action },
    ],
    actions: busy.slice(0, 2).map((one) => ({ ...one, asked: undefined })),
    team: {
      ...{ channel: round.channel, round: planned, shown: planned, rows: view.rows },
      ...{ next: busy.slice(0, 3), coordinates: true },
    },
    others: [],
  }
  const crowded: HomeView = {
    ...home,
    waiting: Array.from({ length: 4 }, () => home.waiting).flat(),
    actions: busy,
    others: Array.from({ length: 6 }, (_, at) => ({ channel: `19:${at}`, title: round.title })),
  }
  return {
    home: homeScreen(voice, home),
    homeCrowded: homeScreen(voice, crowded),
    homeNobody: homeScreen(voice, { ...home, waiting: [], actions: [], team: undefined }),
    homeResting: restingHomeScreen(voice),
    direction: controlScreen(voice, names, { ...planned, directions: {} }),
    directionHalf: controlScreen(voice, names, planned),
    directionsSaved: controlScreen(voice, names, {
      ...planned,
      directions: { '1': typed('Iedereen weet waarom.'), '4': typed('We weten wat er leeft.') },
    }),
    suggestions: suggestScreen(voice, planned, '1', 0, 'member'),
    suggestionsLast: suggestScreen(voice, planned, '4', 1, 'coordinator'),
    suggestionsSent: suggestSentScreen(voice, planned),
    papers: papersScreen(voice, planned, true),
    papersEarly: papersScreen(voice, planned, false),
    papersOf: papersOfScreen(voice, [planned, planned]),
    paperSent: paperSentScreen(voice, paper),
    paperLink: paperLinkScreen(voice, paper, `https://x.be/papers/${'a'.repeat(600)}`, 10 * MINUTE),
    paperNoLink: noPaperLinkScreen(voice, paper, 'noLink'),
    paperNotTaken: noPaperLinkScreen(voice, paper, 'notTaken'),
    directionChanged: directionScreen(voice, planned, '4', {
      text: words('', LONGEST.remark + 20),
      problem: voice.say('refusal.noDirection'),
    }),
    prioritiesChanged: confirmScreen(voice, planned, ['1', '4'], typed('Zo besproken.'), 'first'),
    ...stepSamples(voice, names, planned, action),
    ...channelSamples(voice, names, planned, people),
    planFormSent: planFormSentScreen(voice, where, planned.title),
    actionForm: actionFormScreen(voice, form),
    actionFormQuick: quickActionScreen(voice, planned, { ...form, problems: { what: problems.what } }, '4'),
    actionFormQuickAny: quickActionScreen(voice, planned, form, undefined),
    actionFormMore: actionFormScreen(voice, { ...form, more: true, problems }),
    action: actionScreen(voice, names, action),
    actionDone: actionScreen(voice, names, { ...action, status: 'done', next: undefined, asked: undefined }),
    actionSaved: actionSaidScreen(voice, names, action, 'action.saved'),
    ...followUpSamples(voice, names, action, answered, people),
    agenda: agendaScreen(voice, names, action),
    actionEnded: actionScreen(voice, names, { ...action, status: 'done', next: undefined, asked: undefined }, true),
    plan: planScreen(voice, names, view, busy.slice(0, A_PAGE)),
    planEmpty: planScreen(voice, names, { ...view, rows: [] }, []),
    planEnded: planScreen(
      voice,
      names,
      { ...view, rows: ended.map((one) => planRowOf(one, 1)), ended: true },
      ended.slice(0, A_PAGE),
    ),
    planDone: planScreen(voice, names, { ...view, rows: ended.map((one) => planRowOf(one, 1)) }, []),
    mine: mineScreen(voice, names, [{ title: planned.title, actions: busy }], 1),
    mineNone: mineScreen(voice, names, [], 0),
    teamPlans: teamsScreen(voice, 'plan.show', teams),
    teamsNone: teamsScreen(voice, 'team.settings', []),
    digest:
      digestScreen(voice, names, {
        actions: [...busy, ...ended],
        span: { since: '2026-12-01', until: '2027-01-04' },
        where,
        dateOf: () => '2026-12-04',
      }) ?? planScreen(voice, names, view, []),
    digestOff: digestSetScreen(voice, where, false),
    team: teamScreen(voice, names, settings),
    teamWrong: teamScreen(voice, names, {
      ...settings,
      problems: { restUntil: voice.say('teamPlan.settings.endBeforeStart') },
    }),
  }
}
