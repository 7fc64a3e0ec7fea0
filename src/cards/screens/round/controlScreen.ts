import {
  handedIn,
  isOpen,
  type PrioritisedRound,
  type RankedRound,
  type Round,
  starsCast,
} from '../../../flows/round/round.ts'
import { blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { ADVISED, confirmScreen } from '../ballot/rankingScreen.ts'
import { directionsOf } from '../plan/actionScreens.ts'
import { suggestParts } from '../plan/suggestScreen.ts'
import { notedParts } from '../talk/talkNotes.ts'
import { talkControl } from '../talk/talkScreens.ts'
import { namedFew } from './checkScreens.ts'
import { extend, handOver, steer, stop } from './coordinatorButtons.ts'
import { shortScreen } from './questionScreens.ts'

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
    round.takenOver && text(say('control.takenOver')),
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
    ),
    buttons(
      { label: say('control.add'), ...steer(round, 'round.addMember') },
      handOver(voice, round),
      stop(voice, round),
    ),
  ])
}

/** After the close: what comes next is one button, and when nothing does, a word. */
const endScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  if (round.status === 'ranked') return confirmScreen(voice, round, proposed(round), '', 'first')
  const head = [
    heading(say('control.title')),
    text(round.title, 'strong'),
    round.takenOver && text(say('control.takenOver')),
  ]
  if (round.status === 'closed' && round.result.depth !== 'nothing') {
    return card(say('control.summary'), [
      ...head,
      text(say('control.talk')),
      ...talkControl(voice, round),
      buttons(
        { label: say('control.talked'), main: true, ...steer(round, 'talk.done') },
        { label: say('control.early'), ...steer(round, 'talk.done') },
        handOver(voice, round),
      ),
    ])
  }
  if (round.status === 'starring') {
    const values = { when: when(voice, round.starsCloseAt), done: starsCast(round), total: round.asked }
    return card(say('control.summary'), [
      ...head,
      text(say('control.starring', values)),
      buttons(
        {
          label: say('control.closeStars'),
          main: values.done === values.total,
          ...steer(round, 'ballot.close'),
        },
        handOver(voice, round),
      ),
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
const directionScreen = (voice: Voice, round: PrioritisedRound): Card => {
  const { kit, say } = voice
  const open = round.priorities.blocks.find((block) => !round.directions?.[block])
  return card(say('control.summary'), [
    heading(say('control.title')),
    text(round.title, 'strong'),
    text(say('control.prioritised')),
    ...directionsOf(voice, round),
    ...(open === undefined
      ? suggestParts(voice, round)
      : [
          text(say('direction.text')),
          ...notedParts(voice, round),
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
    buttons(handOver(voice, round)),
  ])
}

/** The first three of the ranking, as a proposal. */
const proposed = ({ ranking }: RankedRound): string[] => ranking.places.slice(0, ADVISED.most).map(({ block }) => block)
