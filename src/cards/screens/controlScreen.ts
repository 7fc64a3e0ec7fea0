import { handedIn, isOpen, type Round } from '../../flows/rounds.ts'
import { FLOOR } from '../../kit/gate.ts'
import { type Button, buttons, type Card, card, heading, text } from '../card.ts'
import { type Names, type Voice, when } from '../voice.ts'
import { namedFew } from './startScreens.ts'

type SteeringVerb = 'round.close' | 'round.extend' | 'round.cancel' | 'round.show'

const steer = (round: Round, verb: SteeringVerb, confirmed?: true) => ({
  verb,
  data: { round: round.id, ...(confirmed ? { confirmed } : {}) },
})

const extend = ({ say }: Voice, round: Round): Button => ({
  label: say('control.extend'),
  ...steer(round, 'round.extend'),
})
const stop = ({ say }: Voice, round: Round): Button => ({ label: say('control.stop'), ...steer(round, 'round.cancel') })
const back = ({ say }: Voice, round: Round, label: 'close.no' | 'stop.no'): Button => ({
  label: say(label),
  ...steer(round, 'round.show'),
})

/** The coordinator's private card: everything that steers the round, so that she is never stuck. */
export const controlScreen = (voice: Voice, names: Names, round: Round): Card => {
  const { say } = voice
  if (!isOpen(round)) return endScreen(voice, round)
  if (round.status === 'short') return shortScreen(voice, round)
  const [done, total] = [handedIn(round), round.asked]
  const { unreachable } = round
  return card(say('control.summary'), [
    heading(say('control.title')),
    text(round.title, 'strong'),
    text(say('control.until', { when: when(voice, round.closesAt), done, total })),
    done === total && text(say('control.all')),
    unreachable.length > 0 &&
      text(
        say('control.unreachable', { count: unreachable.length, names: namedFew(voice, unreachable.map(names)) }),
        'warning',
      ),
    buttons(
      { label: say('control.close'), main: done === total, ...steer(round, 'round.close') },
      extend(voice, round),
      stop(voice, round),
    ),
  ])
}

const endScreen = ({ say }: Voice, round: Round): Card => {
  const how = round.status === 'stopped' || round.status === 'closed' ? round.status : 'closing'
  return card(say('control.summary'), [
    heading(say('control.title')),
    text(round.title, 'strong'),
    text(say(`control.${how}`)),
  ])
}

/** Closing and erasing ask first. */
export const closeQuestionScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const values = { done: handedIn(round), total: round.asked, floor: round.floor }
  return card(say('close.summary'), [
    heading(say('close.title')),
    text(round.title, 'strong'),
    text(say('close.text', values)),
    values.done < round.floor && text(say('close.blocks', values)),
    buttons(
      { label: say('close.yes'), main: true, ...steer(round, 'round.close', true) },
      back(voice, round, 'close.no'),
    ),
  ])
}

export const stopQuestionScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  return card(say('stop.summary'), [
    heading(say('stop.title')),
    text(round.title, 'strong'),
    text(say('stop.text')),
    buttons({ label: say('stop.yes'), ...steer(round, 'round.cancel', true) }, back(voice, round, 'stop.no')),
  ])
}

/** Too few to show anything: a week longer, or stop and erase. */
export const shortScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const done = handedIn(round)
  return card(say('short.summary'), [
    heading(say('short.title', { left: FLOOR.least - done })),
    text(round.title, 'strong'),
    text(say('short.text', { done, total: round.asked, least: FLOOR.least })),
    buttons({ ...extend(voice, round), main: true }, stop(voice, round)),
  ])
}
