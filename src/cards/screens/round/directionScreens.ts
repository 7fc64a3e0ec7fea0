import type { Action } from '../../../flows/action/action.ts'
import { hasResult, type PrioritisedRound, type Round, type RoundWithResult } from '../../../flows/round/round.ts'
import { missingDirections, stepOf } from '../../../flows/round/steps/stepOf.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { blockName, directionsOf, written } from '../plan/actionScreens.ts'
import { suggestParts } from '../plan/suggestScreen.ts'
import { notedParts } from '../talk/talkNotes.ts'
import { handOver, steer } from './coordinatorButtons.ts'
import { stepHead, stepSentence } from './stepHead.ts'
import { laterLine } from './stepScreens.ts'

/** What was typed and can't be saved, and why. */
export interface Typed {
  readonly text: string
  readonly problem: string
}

const named = ({ kit, say }: Voice, block: BlockId): string =>
  say('result.block', { block, name: blockOf(kit, block).name })

/** Where to with one priority: the field, and its button. */
const directionInput = (voice: Voice, round: Round, block: BlockId, value: string, problem?: string): Part[] => {
  const { say } = voice
  const save = buttons({
    label: say('direction.save'),
    main: true,
    verb: 'direction.save',
    data: { round: round.id, block },
  })
  return [
    text(say('direction.text')),
    ...notedParts(voice, round),
    {
      kind: 'textInput',
      id: 'text',
      label: named(voice, block),
      value,
      example: '',
      most: LONGEST.remark,
      lines: 'many',
      problem,
    },
    clientWarning(voice),
    ...(save ? [save] : []),
  ]
}

/** From the priorities on: where to, what became of earlier actions, the first action, and then what the bot does. */
export const plannedScreen = (voice: Voice, round: PrioritisedRound, carried: readonly Action[]): Card => {
  const { say } = voice
  const step = stepOf(round)
  const [open] = missingDirections(round)
  const later = laterLine(voice, round)
  const add = { label: say('plan.add'), verb: 'action.form', data: { round: round.id } }
  return card(stepSentence(voice, round) ?? say('control.summary'), [
    ...stepHead(voice, round),
    later !== undefined && text(later, 'small'),
    step === undefined && text(say('steps.living')),
    step === undefined && round.again?.state === 'planned' && text(nextScan(voice, round.again.due), 'small'),
    ...directionsOf(voice, round),
    ...(open === undefined ? [] : directionInput(voice, round, open, '')),
    ...(step === 'carryOver' ? carryParts(voice, round, carried) : []),
    ...(step === 'plan' ? suggestParts(voice, round) : []),
    buttons(open === undefined && { ...add, main: step === 'plan' }, handOver(voice, round)),
    buttons({ label: say('steps.change'), ...steer(round, 'priorities.change') }),
  ])
}

/** With its year: it lies eleven months ahead. */
const nextScan = (voice: Voice, due: number): string =>
  voice.say('steps.nextScan', { day: written(voice, dateIn(voice.zone, due)) })

/** Rows a card: with the longest names it stays under the card's limit. */
const A_CARD = 6

/** Each action of an earlier round that still runs: whether it goes on. */
export const carryParts = (voice: Voice, round: RoundWithResult, actions: readonly Action[]): Part[] => {
  const { say } = voice
  const press = (action: Action, outcome: 'goOn' | 'done' | 'stop') => ({
    verb: 'action.carryOver',
    data: { round: round.id, action: action.id, outcome },
  })
  const rows = actions.slice(0, A_CARD).flatMap((action): (Part | undefined)[] => [
    text(action.what, 'strong'),
    text(blockName(voice, action), 'small'),
    action.status === 'running'
      ? buttons(
          { label: say('steps.goOn'), ...press(action, 'goOn') },
          { label: say('steps.finish'), ...press(action, 'done') },
          { label: say('steps.stop'), ...press(action, 'stop') },
        )
      : // Someone of the channel ended it meanwhile.
        buttons({ label: say('steps.ended', { state: say(`plan.${action.status}`) }), ...press(action, 'goOn') }),
  ])
  const more = actions.length - A_CARD
  return [
    ...rows.filter((part) => part !== undefined),
    ...(more > 0 ? [text(say('open.more', { count: more }), 'small')] : []),
  ]
}

/** The same, where another step comes first: to be decided in the talk, or later. */
export const carryBelow = (voice: Voice, round: Round, actions: readonly Action[]): Part[] => {
  const count = hasResult(round) ? (round.carry ?? []).length : 0
  if (count === 0 || !hasResult(round)) return []
  return [text(voice.say('steps.carryOver', { count })), ...carryParts(voice, round, actions)]
}

/** A direction, to be written anew or with what was wrong with it. */
export const directionScreen = (voice: Voice, round: PrioritisedRound, block: BlockId, typed?: Typed): Card => {
  const { say } = voice
  return card(say('direction.title'), [
    heading(say('direction.title')),
    text(round.title, 'strong'),
    ...directionInput(voice, round, block, typed?.text ?? round.directions?.[block] ?? '', typed?.problem),
    buttons({ label: say('notice.back'), ...steer(round, 'round.show') }),
  ])
}

/** Below the priorities that are being changed: each has its direction. */
export const directionButtons = (voice: Voice, round: PrioritisedRound): Part | undefined =>
  buttons(
    ...round.priorities.blocks.map((block) => ({
      label: voice.say('steps.direction', { name: blockOf(voice.kit, block).name }),
      verb: 'priorities.change',
      data: { round: round.id, block },
    })),
    { label: voice.say('notice.back'), ...steer(round, 'round.show') },
  )
