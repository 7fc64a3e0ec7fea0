import { usualHours } from '../kit/calendar/hours.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { MOST_NUDGES, nudgeTimes, type Snooze, snoozedUntil } from '../kit/calendar/nudges.ts'
import type { BlockId } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from './decision.ts'
import type { Deduplicated } from './deduplicate.ts'
import { type Effect, edit, erasing, once, post, quietly, send } from './effect.ts'
import { finalEdits } from './finalEdit.ts'
import {
  type Member,
  type MessageRef,
  NOBODY,
  type PersonId,
  type Platform,
  type RoundId,
  type SheetId,
} from './ids.ts'
import type { Task } from './person/person.ts'
import type { CardRef } from './refs.ts'

/** What one person is asked in private until it closes, whatever is on it: a sheet or a ballot. */
export interface Questionnaire extends Deduplicated {
  readonly round: RoundId
  readonly id: SheetId
  /** The page of the roster, and of the tally, that she is on. */
  readonly page: number
  readonly platform: Platform
  readonly person: PersonId
  readonly title: string
  readonly closesAt: Instant
  /** Every card posted of it, so that each can be edited to one without answers. */
  readonly cards: readonly MessageRef[]
  /** Those of them that couldn't be reached: it doesn't go on there. */
  readonly missing?: readonly string[]
  readonly zone: string
  /** Her own where she chose one, else the round's. */
  readonly language: Language
  /** The blocks the round is about. */
  readonly blocks: readonly BlockId[]
  /** How often the bot reminded her; never more than twice. */
  readonly nudged: number
  /** She asked not to be reminded. */
  readonly quiet: boolean
  /** How often it changed whether what she gave counts; absent before the first time. */
  readonly change?: number
  /** She was in the channel when she was asked. */
  readonly inside?: true
  /** What she gave can't be opened any more, and she wasn't told yet. */
  readonly lost?: true
  /** The store was put back from a backup then, what she gave since may be gone, and she wasn't told yet. */
  readonly restored?: Instant
  /** Its round goes on in another channel, where others read along, and she didn't read so yet. */
  readonly moved?: true
  /** As it was read, with nothing on it: the id of the key that is gone. It is not saved (`roundSecrets.ts`). */
  readonly unopened?: string
}

type Endings = Extract<CardRef, { screen: 'scanClosed' | 'roundStopped' | 'starsClosed' }>['screen']

/** What tells one kind of questionnaire from the other. Its names stand in the ids of stored effects: they never change. */
export interface QuestionnaireKind<Q extends Questionnaire> {
  readonly cardOf: (asked: Q) => CardRef
  readonly nudgeCardOf: (asked: Q) => CardRef
  readonly taskOf: (asked: Q) => Task
  readonly nudge: (asked: Q, times: number, due: Instant) => Effect
  /** Whether there is nothing left to remind her of. */
  readonly isDone: (asked: Q) => boolean
  /** Whether what she gave counts now. */
  readonly counts: (asked: Q) => boolean
  /** Tells the page of the tally that it counts from now on, or no longer does. */
  readonly counted: (asked: Q, counts: boolean, now: Instant) => Effect
  /** What its cards say once it is over; undefined before. */
  readonly endingOf: (asked: Q) => Endings | undefined
  /** What the ids of its effects begin with, and how they name it. */
  readonly ids: {
    readonly invitation: string
    readonly edit: string
    readonly nudge: string
    readonly finalEdit: string
    readonly task: (asked: Q) => string
  }
}

/** What every questionnaire begins with. */
export const newQuestionnaire = (page: number, { person, sheet, inside }: Member) => ({
  ...({ id: sheet, page, person, cards: [], nudged: 0, quiet: person === NOBODY, heard: [] } as const),
  ...(inside ? { inside } : {}),
})

const privately = ({ platform, person }: Questionnaire) => ({ in: 'private', platform, person }) as const

/** Its cards say how it stands now. */
export const redraw = <Q extends Questionnaire>(kind: QuestionnaireKind<Q>, asked: Q, now: Instant): Effect =>
  edit(`${kind.ids.edit}/${asked.round}/${asked.id}`, kind.cardOf(asked), 'own', now)

/** It stands among what is hers, or no longer does. */
export const taskChanged = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  type: 'taskOpened' | 'taskClosed',
  asked: Q,
  now: Instant,
): Effect => {
  const { platform, person } = asked
  return send({ type, platform, person, task: kind.taskOf(asked) }, now, `${type}/${kind.ids.task(asked)}`)
}

/** Its reminders until it closes; none for moments that have passed. */
const reminders = <Q extends Questionnaire>(kind: QuestionnaireKind<Q>, asked: Q, now: Instant): Effect[] =>
  nudgeTimes(usualHours(asked.zone), now, asked.closesAt).map((at, times) => kind.nudge(asked, times, at))

/** She is asked for the first time. @param quiet only within her hours */
export const invite = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q,
  quiet: boolean,
  now: Instant,
): Decision<Q> => {
  if (asked.person === NOBODY) return decided(asked)
  const { round, id } = asked
  const invitation = once(post(`${kind.ids.invitation}/${round}/${id}`, kind.cardOf(asked), privately(asked), now))
  return decided(
    asked,
    quiet ? quietly(invitation) : invitation,
    taskChanged(kind, 'taskOpened', asked, now),
    ...reminders(kind, asked, now),
  )
}

/** She asked for her card again. @param event the platform's event, so that a redelivery posts nothing more */
export const sendAgain = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  event: string,
  now: Instant,
): Decision<Q> =>
  asked && asked.person !== NOBODY
    ? decided(asked, post(`again/${event}`, kind.cardOf(asked), privately(asked), now))
    : UNCHANGED

/** What she gave can't be opened any more: she gets her card once more, with a word about it; who asked for quiet hears it there. */
export const tellLost = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  now: Instant,
): Decision<Q> => {
  if (!asked?.lost || kind.endingOf(asked)) return UNCHANGED
  const { round, id, quiet } = asked
  const again = quietly(post(`lost/${kind.ids.edit}/${round}/${id}`, kind.cardOf(asked), privately(asked), now))
  return decided(asked, redraw(kind, asked, now), ...(quiet ? [] : [again]))
}

/**
 * The store was put back from a backup: her cards say what it has. Who hadn't finished by then may have since, so she gets her card once
 * more, with a word about it; who asked for quiet reads it there, as does who had: she may have changed something. UNCHANGED where nobody
 * has it, and for a time she was told of.
 */
export const tellRestored = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  at: Instant,
  now: Instant,
): Decision<Q> => {
  if (!asked || asked.person === NOBODY || asked.restored === at) return UNCHANGED
  const { round, id, quiet } = asked
  const next: Q = { ...asked, restored: at }
  if (kind.endingOf(asked)) return decided(asked, redraw(kind, asked, now))
  if (kind.isDone(asked)) {
    const card = kind.counts(asked) ? next : asked
    return decided(card, redraw(kind, card, now))
  }
  const again = quietly(post(`restored/${kind.ids.edit}/${round}/${id}`, kind.cardOf(next), privately(next), now))
  return decided(next, redraw(kind, next, now), ...(quiet ? [] : [again]))
}

/** She did something with it and was told in the reply: it is said once. */
export const toldLost = <Q extends Questionnaire>(decision: Decision<Q>): Decision<Q> => {
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  const { state } = decision
  if (!state.lost && !state.moved && state.restored === undefined) return decision
  const { lost: _, moved: __, restored: ___, ...told } = state
  return { ...decision, state: told as Q }
}

/** It closes at another moment: its cards say so, and the reminders follow. */
export const moveDeadline = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q,
  closesAt: Instant,
  now: Instant,
): Decision<Q> => {
  // One that is over has no deadline to move, and nobody to remind.
  if (asked.closesAt === closesAt || kind.endingOf(asked)) return UNCHANGED
  const moved = { ...asked, closesAt }
  return decided(moved, redraw(kind, asked, now), ...reminders(kind, moved, now))
}

/** Its cards speak another language from now on. */
export const speak = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  language: Language,
  now: Instant,
): Decision<Q> =>
  !asked || asked.language === language ? UNCHANGED : decided({ ...asked, language }, redraw(kind, asked, now))

/** A word to who hasn't finished: twice at most, never after finishing, and not to who asked for none. */
export const nudge = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q | undefined,
  now: Instant,
): Decision<Q> => {
  if (!asked || kind.isDone(asked) || now >= asked.closesAt) return UNCHANGED
  if (asked.quiet || asked.nudged >= MOST_NUDGES) return UNCHANGED
  const id = `${kind.ids.nudge}/${asked.round}/${asked.id}/${now}`
  return decided(
    { ...asked, nudged: asked.nudged + 1 },
    quietly(post(id, kind.nudgeCardOf(asked), privately(asked), now)),
  )
}

/** She left the channel, or was taken out: nobody reminds her any more. She can still do something with it by herself. */
export const silence = <Q extends Questionnaire>(asked: Q | undefined): Decision<Q> =>
  !asked || asked.quiet ? UNCHANGED : decided({ ...asked, quiet: true })

/** Not now: it was put off, not used up, so the same reminder comes once more. Past the close there is nothing to put off. */
export const snooze = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q,
  until: Snooze | 'never',
  now: Instant,
): Decision<Q> => {
  if (until === 'never') return decided({ ...asked, quiet: true })
  const at = snoozedUntil(usualHours(asked.zone), until, now)
  if (at >= asked.closesAt) return UNCHANGED
  return decided({ ...asked, nudged: Math.max(0, asked.nudged - 1) }, kind.nudge(asked, MOST_NUDGES + 1, at))
}

/** One of its cards says that it is over, and nothing she gave; none while it isn't over. */
export const endCard = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  asked: Q,
  message: MessageRef,
  now: Instant,
): Effect[] => {
  const { round, id, language, platform } = asked
  const screen = kind.endingOf(asked)
  if (!screen) return []
  const edited = `${kind.ids.finalEdit}/${round}/${id}/${message.message}`
  return finalEdits(edited, { screen, round, language }, message, platform, now)
}

/**
 * She had everything of hers erased: her place stays, empty, with no more of her than its hash. Her cards show it so once more.
 * @param effects of emptying it
 */
export const leave = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  empty: Q,
  effects: readonly Effect[],
  now: Instant,
): Decision<Q> => {
  const { round, id, cards } = empty
  // Which cards show it isn't known any more by the time that the others are carried out.
  const others = effects.filter(
    ({ payload }) => cards.length === 0 || payload.do !== 'edit' || payload.message !== 'own',
  )
  const edited = cards.map((card) =>
    erasing(edit(`${kind.ids.edit}/${round}/${id}/${card.message}`, kind.cardOf(empty), card, now)),
  )
  return decided({ ...empty, person: NOBODY, cards: [], quiet: true }, ...others, ...edited)
}

/** Who left and does something with it is back: from then on it is hers again, and listed so. Nobody reminds her unasked. */
export const comeBack = <Q extends Questionnaire>(
  kind: QuestionnaireKind<Q>,
  known: Q | undefined,
  person: PersonId,
  decide: (asked: Q | undefined) => Decision<Q>,
  now: Instant,
): Decision<Q> => {
  if (known?.person !== NOBODY) return decide(known)
  const decision = decide({ ...known, person })
  if (decision.kind !== 'decided' || decision.state === FORGOTTEN) return decision
  return { ...decision, effects: [...decision.effects, taskChanged(kind, 'taskOpened', decision.state, now)] }
}

/** Nothing of it is left, here and among what is hers. */
export const forget = <Q extends Questionnaire>(kind: QuestionnaireKind<Q>, asked: Q, now: Instant): Decision<Q> =>
  decided(FORGOTTEN, ...(asked.person === NOBODY ? [] : [taskChanged(kind, 'taskClosed', asked, now)]))
