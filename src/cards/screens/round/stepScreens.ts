import { hasResult, type Round, type RoundWithResult } from '../../../flows/round/round.ts'
import type { Step } from '../../../flows/round/steps/step.ts'
import { canRest, stepOf } from '../../../flows/round/steps/stepOf.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { blockOf } from '../../../kit/kit.ts'
import { type Button, buttons, type Card, card, heading, text } from '../../card.ts'
import { dayOf, type Voice } from '../../voice.ts'
import { written } from '../plan/actionScreens.ts'
import { handOver } from './coordinatorButtons.ts'
import { stepHead, stepSentence } from './stepHead.ts'

const answer = (round: Round, verb: 'round.step' | 'round.again', answered: string) => ({
  verb,
  data: { round: round.id, answer: answered },
})

/** Where nobody has done anything for weeks, whether to go on at all; undefined where that isn't asked. */
export const goOnScreen = (voice: Voice, round: Round): Card | undefined => {
  const { say } = voice
  const { waiting } = round
  const step = stepOf(round)
  if (waiting?.heard !== 'question' || !step || !canRest(step)) return undefined
  return card(say('steps.question', { day: dayOf(voice, waiting.since) }), [
    ...stepHead(voice, round),
    text(say('steps.question', { day: dayOf(voice, waiting.since) }), 'strong'),
    text(say('steps.rest'), 'small'),
    buttons(
      { label: say('steps.goOn'), main: true, ...answer(round, 'round.step', 'goOn') },
      { label: say('steps.later'), ...answer(round, 'round.step', 'later') },
      { label: say('steps.stop'), ...answer(round, 'round.step', 'rest') },
    ),
  ])
}

/** Where the team stopped. What it has stays, and it can go on whenever it likes. */
export const restingScreen = (voice: Voice, round: Round): Card | undefined => {
  const { say } = voice
  if (round.restsAt === undefined || stepOf(round) !== undefined) return undefined
  return card(say('control.summary'), [
    ...stepHead(voice, round),
    text(say('steps.resting')),
    buttons({ label: say('steps.resume'), ...answer(round, 'round.step', 'goOn') }, handOver(voice, round)),
  ])
}

/** Almost a year after a result: what it said, and when. */
export const againScreen = (voice: Voice, round: Round): Card | undefined => {
  const { say } = voice
  if (stepOf(round) !== 'again' || !hasResult(round)) return undefined
  return card(stepSentence(voice, round) ?? '', [
    ...stepHead(voice, round),
    text(whatItSaid(voice, round)),
    buttons(
      { label: say('welcome.start'), main: true, verb: 'round.form', data: { channel: round.channel } },
      { label: say('steps.againLater'), ...answer(round, 'round.again', 'later') },
      { label: say('steps.againNo'), ...answer(round, 'round.again', 'no') },
    ),
  ])
}

const whatItSaid = (voice: Voice, round: RoundWithResult): string => {
  const { kit, say } = voice
  const { handedIn: done } = round.result
  const said = say('steps.againSaid', {
    day: written(voice, dateIn(round.zone, round.closedAt)),
    done,
    total: round.asked,
  })
  if (round.status !== 'prioritised') return said
  const blocks = round.priorities.blocks.map((block) => blockOf(kit, block).name).join(', ')
  return `${said} ${say('steps.againChosen', { blocks })}`
}

/** She wanted to hear of it later: said until then. */
export const laterLine = (voice: Voice, { waiting }: Round): string | undefined => {
  if (waiting?.heard !== 'later' || waiting.until === undefined) return undefined
  return voice.say('steps.laterOn', { day: dayOf(voice, Date.parse(`${waiting.until}T12:00Z`)) })
}

/** In place of a control card that is no longer the newest: nothing on it steers any more. */
export const movedScreen = ({ say }: Voice, round: Round): Card =>
  card(say('steps.moved'), [text(round.title, 'strong'), text(say('steps.moved'))])

/** In the channel: who steered the round is there no more, and something waits. */
export const takeOverScreen = (voice: Voice, round: Round, orphaned: boolean): Card => {
  const { say } = voice
  const step = stepOf(round)
  const take: Button = { label: say('steps.takeOver'), main: true, verb: 'round.takeOver', data: { round: round.id } }
  const title = say(orphaned ? 'steps.takeOverTitle' : 'steps.takenOver')
  return card(title, [
    heading(title),
    text(round.title, 'strong'),
    orphaned && text(say('steps.takeOverText')),
    orphaned && step && text(say('steps.takeOverWaits', { what: waitsFor(voice, step) })),
    orphaned && buttons(take),
  ])
}

const waitsFor = ({ say }: Voice, step: Step): string => say(`steps.wait.${step}`)

/** To who just took the round on, in the channel. */
export const takenOverScreen = ({ say }: Voice, round: Round): Card =>
  card(say('steps.yours'), [heading(say('steps.takenOver')), text(round.title, 'strong'), text(say('steps.yours'))])
