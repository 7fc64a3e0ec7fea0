import type { Action } from '../../flows/action/action.ts'
import type { Ballot } from '../../flows/ballot/ballot.ts'
import type { ClosedRound, PrioritisedRound, Round } from '../../flows/round/round.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Card, Choice } from '../card.ts'
import { confirmScreen } from '../screens/ballot/rankingScreen.ts'
import { actionFormScreen } from '../screens/plan/actionFormScreen.ts'
import { actionSaidScreen, actionScreen, agendaScreen, planScreen } from '../screens/plan/actionScreens.ts'
import {
  dateScreen,
  evaluationOverScreen,
  evaluationScreen,
  explainScreen,
  passOnScreen,
} from '../screens/plan/evaluationScreen.ts'
import { suggestScreen, suggestSentScreen } from '../screens/plan/suggestScreen.ts'
import type { TodayLine } from '../screens/plan/todayRow.ts'
import { takeOverScreen, todayPastScreen, todayScreen } from '../screens/plan/todayScreen.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { directionScreen } from '../screens/round/directionScreens.ts'
import { planFormSentScreen } from '../screens/round/startScreens.ts'
import { quickActionScreen } from '../screens/talk/quickActionScreen.ts'
import type { Names, Voice } from '../voice.ts'
import { stepSamples } from './stepSamples.ts'

const ID = 'a'.repeat(32)
/** As many actions as a busy team writes. */
const BUSY = 20

export const sampleAction = (round: Round, words: (usual: string, most: number) => string): Action => {
  const long = (usual: string): string => words(usual, LONGEST.remark)
  return {
    id: ID,
    round: round.id,
    platform: round.platform,
    channel: round.channel,
    zone: round.zone,
    language: round.language,
    coordinator: 'p0',
    owners: ['p0', 'p1'],
    status: 'running',
    next: '2027-01-04',
    asked: '2026-12-04',
    value: '12',
    history: Array.from({ length: 4 }, () => ({
      date: '2026-12-04',
      outcome: 'onTrack',
      value: '12',
      note: long('Loopt goed.'),
    })),
    cards: [],
    agenda: [],
    what: words('TikTok verkennen', LONGEST.line),
    block: '4',
    term: 'short',
    start: '2026-12-01',
    end: '2027-06-30',
    goal: long('Weten wat er leeft bij de jongeren van de nieuwe wijk'),
    owner: words('de vrijwilligers', LONGEST.line),
    means: long('Twee uur per week, een werktelefoon'),
    indicator: long('nieuwe volgers uit de wijk'),
    remarks: long('Eerst kijken, dan pas plaatsen.'),
    followUp: '2026-12-04',
    repeat: 'monthly',
  }
}

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

const ROW: Omit<TodayLine['row'], 'action'> = { date: '2026-12-04', role: 'owner', why: 'due', times: 1 }
const line = (names: Names, action: Action): TodayLine => ({ row: { ...ROW, action: ID }, action, names, person: 'p0' })

/** A day with every kind of row. */
const todayLines = (action: Action, answered: Action, names: Names): readonly TodayLine[] => [
  line(names, action),
  { ...line(names, action), row: { ...ROW, action: ID, times: 2 } },
  { ...line(names, action), row: { ...ROW, action: ID, role: 'coordinator', why: 'ownerLeft' } },
  { ...line(names, { ...action, end: '2026-12-04' }), row: { ...ROW, action: ID, why: 'end' } },
  line(names, answered),
  { ...line(names, action), row: { ...ROW, action: ID, role: 'coordinator', why: 'silent' } },
]

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
  const { what, block, term, start, end, goal, owner, means, indicator, remarks, followUp, repeat } = action
  const answered: Action = {
    ...action,
    asked: undefined,
    history: action.history.map((one) => ({ ...one, on: '2026-12-07', by: 'p1' })),
  }
  const form = {
    where: { round: round.id },
    people,
    blocks: ['1', '4'],
    owners: ['p0'],
    fields: { what, block, term, start, end, goal, owner, means, indicator, remarks, followUp, repeat },
    more: false,
    problems: {},
  }
  const problems = { what: voice.say('action.form.whatMissing'), end: voice.say('action.form.endWrong') }
  return {
    direction: controlScreen(voice, names, { ...planned, directions: {} }),
    directionHalf: controlScreen(voice, names, planned),
    directionsSaved: controlScreen(voice, names, {
      ...planned,
      directions: { '1': typed('Iedereen weet waarom.'), '4': typed('We weten wat er leeft.') },
    }),
    suggestions: suggestScreen(voice, planned, '1', 0, 'member'),
    suggestionsLast: suggestScreen(voice, planned, '4', 1, 'coordinator'),
    suggestionsSent: suggestSentScreen(voice, planned),
    directionChanged: directionScreen(voice, planned, '4', {
      text: words('', LONGEST.remark + 20),
      problem: voice.say('refusal.noDirection'),
    }),
    prioritiesChanged: confirmScreen(voice, planned, ['1', '4'], typed('Zo besproken.'), 'first'),
    ...stepSamples(voice, names, planned, action),
    planFormSent: planFormSentScreen(voice, planned),
    actionForm: actionFormScreen(voice, form),
    actionFormQuick: quickActionScreen(voice, planned, { ...form, problems: { what: problems.what } }, '4'),
    actionFormQuickAny: quickActionScreen(voice, planned, form, undefined),
    actionFormMore: actionFormScreen(voice, { ...form, more: true, problems }),
    action: actionScreen(voice, names, action),
    actionDone: actionScreen(voice, names, { ...action, status: 'done', next: undefined, asked: undefined }),
    actionSaved: actionSaidScreen(voice, names, action, 'action.saved'),
    evaluation: evaluationScreen(voice, names, action),
    evaluationOver: evaluationOverScreen(voice, names, answered, '2026-12-04'),
    explain: explainScreen(voice, names, answered, '2026-12-04'),
    followUpDate: dateScreen(voice, action, {
      question: 'today.ask.again',
      verb: 'action.date',
      field: 'date',
      value: '2027-01-04',
      problem: voice.say('action.form.dateWrong'),
    }),
    passOn: passOnScreen(voice, action, people, voice.say('today.ask.whoMissing')),
    takeOver: takeOverScreen(voice, names, { ...action, ownerless: true }),
    takenOver: takeOverScreen(voice, names, action),
    today: todayScreen(voice, todayLines(action, answered, names)),
    todayMore: todayScreen(voice, [...todayLines(action, answered, names), ...todayLines(action, answered, names)], {
      page: 1,
    }),
    todayNew: todayScreen(
      voice,
      [{ ...line(names, { ...action, accepted: [] }), row: { ...ROW, action: ID, why: 'new' } }],
      { files: true },
    ),
    todayAnswered: todayScreen(voice, [line(names, answered)]),
    todayPast: todayPastScreen(voice),
    agenda: agendaScreen(voice, names, action),
    plan: planScreen(
      voice,
      planned,
      Array.from({ length: BUSY }, () => action),
    ),
    planEmpty: planScreen(voice, planned, []),
  }
}
