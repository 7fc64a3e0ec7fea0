import { handedIn, isOpen, type Round, starsCast } from '../../flows/rounds.ts'
import { FLOOR } from '../../kit/gate.ts'
import { blockOf } from '../../kit/kit.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { type Button, buttons, type Card, card, heading, text } from '../card.ts'
import { type Names, type Voice, when } from '../voice.ts'
import { directionsOf } from './actionScreens.ts'
import { ADVISED, confirmScreen } from './rankingScreen.ts'
import { namedFew } from './startScreens.ts'

type SteeringVerb =
  | 'round.close'
  | 'round.extend'
  | 'round.cancel'
  | 'round.show'
  | 'talk.done'
  | 'ballot.close'
  | 'round.remind'

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
export const controlScreen = (voice: Voice, names: Names, round: Round, reminded = false): Card => {
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
    reminded && text(say('control.reminded'), 'strong'),
    unreachable.length > 0 &&
      text(
        say('control.unreachable', { count: unreachable.length, names: namedFew(voice, unreachable.map(names)) }),
        'warning',
      ),
    buttons(
      { label: say('control.close'), main: done === total, ...steer(round, 'round.close') },
      done < total && { label: say('control.remind'), ...steer(round, 'round.remind') },
      extend(voice, round),
      stop(voice, round),
    ),
  ])
}

/** After the close: what comes next is one button, and when nothing does, a word. */
const endScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  if (round.status === 'ranked') return confirmScreen(voice, round, proposed(round), '', 'first')
  const head = [heading(say('control.title')), text(round.title, 'strong')]
  if (round.status === 'closed' && round.result?.depth !== 'nothing') {
    return card(say('control.summary'), [
      ...head,
      text(say('control.talk')),
      buttons(
        { label: say('control.talked'), main: true, ...steer(round, 'talk.done') },
        { label: say('control.early'), ...steer(round, 'talk.done') },
      ),
    ])
  }
  if (round.status === 'starring') {
    const values = { when: when(voice, round.starsCloseAt ?? 0), done: starsCast(round), total: round.asked }
    return card(say('control.summary'), [
      ...head,
      text(say('control.starring', values)),
      buttons({
        label: say('control.closeStars'),
        main: values.done === values.total,
        ...steer(round, 'ballot.close'),
      }),
    ])
  }
  if (round.status === 'prioritised') return directionScreen(voice, round)
  return card(say('control.summary'), [...head, text(wordOf(voice, round))])
}

const wordOf = ({ say }: Voice, round: Round): string => {
  if (round.status === 'stopped') return say('control.stopped')
  if (round.status === 'closed') return say('result.nothing')
  return say(round.status === 'starsClosing' ? 'stars.closed' : 'control.closing')
}

/** Between priorities and plan: where to, per priority. */
const directionScreen = (voice: Voice, round: Round): Card => {
  const { kit, say } = voice
  const blocks = round.priorities?.blocks ?? []
  const open = blocks.find((block) => !round.directions?.[block])
  return card(say('control.summary'), [
    heading(say('control.title')),
    text(round.title, 'strong'),
    text(say('control.prioritised')),
    ...directionsOf(voice, round),
    ...(open === undefined
      ? []
      : [
          text(say('direction.text')),
          {
            kind: 'textInput' as const,
            id: 'text',
            label: say('result.block', { block: open, name: blockOf(kit, open).name }),
            value: '',
            example: '',
            most: LONGEST.remark,
            lines: 'many' as const,
          },
          buttons({
            label: say('direction.save'),
            main: true,
            verb: 'direction.save',
            data: { round: round.id, block: open },
          }),
        ]),
  ])
}

/** The first three of the ranking, as a proposal. */
const proposed = (round: Round): string[] =>
  (round.ranking?.places ?? []).slice(0, ADVISED.most).map(({ block }) => block)

/** Closing the stars asks first, too. */
export const closeStarsScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const values = { done: starsCast(round), total: round.asked }
  const few = values.done < FLOOR.least
  return card(say('closeStars.summary'), [
    heading(say('closeStars.title')),
    text(round.title, 'strong'),
    text(say(few ? 'closeStars.few' : 'closeStars.text', values)),
    buttons(
      { label: say('close.yes'), main: !few, ...steer(round, 'ballot.close', true) },
      back(voice, round, 'close.no'),
    ),
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
