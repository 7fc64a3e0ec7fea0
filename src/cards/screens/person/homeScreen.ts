import type { Action } from '../../../flows/action/action.ts'
import { type PlanRow, runs } from '../../../flows/channel/state.ts'
import type { ChannelId } from '../../../flows/ids.ts'
import type { Round, RoundWithResult } from '../../../flows/round/round.ts'
import { blockOf } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, type Step, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { planCounts, rowOf } from '../plan/planScreen.ts'
import { pictureParts } from '../result/picture.ts'
import { type OpenThing, openLine } from './openScreen.ts'

/** A team of hers, as it stands. */
export interface HomeTeam {
  readonly channel: ChannelId
  /** Its newest round, in the voice it is spoken of. */
  readonly round: Round | undefined
  /** The newest of which the result stands. */
  readonly shown: RoundWithResult | undefined
  readonly rows: readonly PlanRow[]
  /** What comes first in its plan. */
  readonly next: readonly Action[]
  readonly coordinates: boolean
}

/** All that stands on a person's own page. */
export interface HomeView {
  readonly names: Names
  /** What waits for her. */
  readonly waiting: readonly OpenThing[]
  /** Her actions about which nothing is asked now. */
  readonly actions: readonly Action[]
  /** The team that is shown whole; undefined for who is in none. */
  readonly team: HomeTeam | undefined
  readonly others: readonly { readonly channel: ChannelId; readonly title: string | undefined }[]
}

/** So many lines of each: a page on a phone, and with all of them under the fifty blocks of a message. */
export const HOME_LINES = { waiting: 5, actions: 3, plan: 3, teams: 4 } as const

const STEPS = ['scan', 'talk', 'stars', 'plan'] as const
/** How many of the steps are behind a round with that status. */
const BEHIND: Readonly<Record<Round['status'], number>> = {
  ...{ draft: 0, open: 0, short: 0, closing: 0, stopped: 0 },
  ...{ closed: 1, starring: 2, starsClosing: 2, ranked: 2, prioritised: 3 },
}

/** A person's own page: where her team is, what waits for her, her actions, the plan, the result, and the way to all else. */
export const homeScreen = (voice: Voice, view: HomeView): Card => {
  const { say } = voice
  const { team } = view
  return card(say('home.summary'), [
    ...(team ? whereParts(voice, team) : newcomerParts(voice)),
    ...(team || view.waiting.length > 0 ? waitingParts(voice, view) : []),
    ...actionParts(voice, view),
    ...(team ? planParts(voice, view.names, team) : []),
    ...(team?.shown ? resultParts(voice, team.shown) : []),
    ...otherTeams(voice, view),
    ...wayParts(voice, view),
  ])
}

/** In place of what stood on it, once it isn't looked at any more. */
export const restingHomeScreen = ({ say }: Voice): Card =>
  card(say('home.summary'), [
    heading(say('home.summary')),
    text(say('home.resting')),
    buttons({ label: say('home.show'), main: true, verb: 'home.show', data: {} }),
    text(say('help.danger'), 'small'),
  ])

const newcomerParts = ({ say }: Voice): Part[] => [
  heading(say('home.welcome')),
  text(say('home.newcomer')),
  text(say('help.start'), 'strong'),
]

const marksOf = (behind: number): readonly Step[] =>
  STEPS.map((_, at) => (at < behind ? 'done' : at === behind ? 'begun' : 'open'))

const whereParts = (voice: Voice, { round }: HomeTeam): (Part | undefined)[] => {
  const { say } = voice
  if (!round) return [heading(say('home.team')), text(say('home.noRound'))]
  const behind = BEHIND[round.status]
  const label = say('home.step', { at: behind + 1, name: say(`home.steps.${STEPS[behind] ?? 'plan'}`) })
  return [
    heading(round.title),
    round.status === 'stopped' ? undefined : { kind: 'progress', marks: marksOf(behind), label },
    text(stageOf(voice, round)),
  ]
}

const stageOf = (voice: Voice, round: Round): string => {
  const { kit, say } = voice
  if (round.status === 'open') return say('home.stage.open', { when: when(voice, round.closesAt) })
  if (round.status === 'starring') return say('home.stage.starring', { when: when(voice, round.starsCloseAt) })
  if (round.status !== 'prioritised') return say(`home.stage.${round.status}`)
  return say('home.stage.prioritised', {
    blocks: round.priorities.blocks.map((block) => blockOf(kit, block).name).join(', '),
  })
}

/** The same line, with a button of its own beside it. */
const withButton = ({ say }: Voice, part: Part): Part =>
  part.kind === 'row' ? { ...part, label: say('home.open', { title: part.title }) } : part

const waitingParts = (voice: Voice, { waiting }: HomeView): (Part | undefined | false)[] => {
  const { say } = voice
  return [
    heading(say('home.waiting')),
    waiting.length === 0 && text(say('home.nothing')),
    ...waiting.slice(0, HOME_LINES.waiting).map((thing) => withButton(voice, openLine(voice, thing))),
  ]
}

const actionParts = (voice: Voice, { actions }: HomeView): (Part | undefined)[] =>
  actions.length === 0
    ? []
    : [
        heading(voice.say('home.actions')),
        ...actions
          .slice(0, HOME_LINES.actions)
          .map((action) => withButton(voice, openLine(voice, { kind: 'action', action }))),
      ]

const whereOf = ({ round, channel }: HomeTeam) => ({ ...(round ? { round: round.id } : {}), channel })

const planParts = (voice: Voice, names: Names, team: HomeTeam): (Part | undefined)[] => {
  const { say } = voice
  const running = team.rows.filter(runs)
  const where = whereOf(team)
  return [
    heading(say('home.plan')),
    text(running.length > 0 ? planCounts(voice, running) : say('home.noPlan')),
    ...team.next.slice(0, HOME_LINES.plan).map((action) => withButton(voice, rowOf(voice, names, action))),
    buttons(team.rows.length > 0 && { label: say('home.wholePlan'), verb: 'plan.show', data: where }, {
      label: say('plan.add'),
      verb: 'action.form',
      data: where,
    }),
  ]
}

const resultParts = (voice: Voice, round: RoundWithResult): (Part | undefined)[] => {
  const { say } = voice
  const { result } = round
  return [
    heading(say('home.result')),
    text(say('result.of', { title: round.title, done: result.handedIn, total: round.asked }), 'small'),
    ...(result.depth === 'nothing' ? [text(say('result.nothing'))] : pictureParts(voice, result).map(inText)),
    buttons({ label: say('home.wholeResult'), verb: 'result.show', data: { round: round.id } }),
  ]
}

/** As text: a page of so much has no room for cells as well. */
const inText = (part: Part): Part => (part.kind === 'marks' ? { ...part, inText: true } : part)

const otherTeams = (voice: Voice, { others }: HomeView): Part[] => {
  const { say } = voice
  if (others.length === 0) return []
  return [
    heading(say('home.teams')),
    ...others.slice(0, HOME_LINES.teams).map(
      ({ channel, title = say('teamPlan.mine.team') }): Part => ({
        kind: 'row',
        title,
        detail: say('home.teamDetail'),
        label: say('home.open', { title }),
        press: { verb: 'home.show', data: { channel } },
      }),
    ),
  ]
}

/** Whether the team may begin anew: nothing of it is on its way. */
const mayStart = (round: Round | undefined): boolean =>
  round === undefined || round.status === 'stopped' || round.status === 'prioritised'

const wayParts = (voice: Voice, { team, actions }: HomeView): (Part | undefined)[] => {
  const { say } = voice
  return [
    heading(say('home.more')),
    buttons(
      { label: say('home.all'), verb: 'open.show', data: {} },
      actions.length > HOME_LINES.actions && { label: say('home.allActions'), verb: 'actions.mine', data: {} },
      { label: say('home.library'), verb: 'library.browse', data: {} },
      { label: say('help.concern'), verb: 'concern.step', data: {} },
      { label: say('help.reading'), verb: 'block.open', data: {} },
      team?.round && { label: say('papers.button'), verb: 'papers.show', data: { round: team.round.id } },
    ),
    buttons(
      { label: say('calendar.summary'), verb: 'calendar.show', data: {} },
      { label: say('help.habits'), verb: 'hours.set', data: {} },
      { label: say('help.data'), verb: 'data.show', data: {} },
      team?.coordinates && { label: say('home.teamSettings'), verb: 'team.settings', data: { channel: team.channel } },
      team && mayStart(team.round) && { label: say('home.start'), verb: 'round.form', data: { channel: team.channel } },
    ),
    text([say('home.yours'), say('help.danger')].join(' '), 'small'),
  ]
}
