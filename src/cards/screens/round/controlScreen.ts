import type { Action } from '../../../flows/action/action.ts'
import {
  type ClosedRound,
  handedIn,
  isOpen,
  type OpenRound,
  type RankedRound,
  type Round,
  type StarringRound,
  starsCast,
} from '../../../flows/round/round.ts'
import { buttons, type Card, card, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { ADVISED, confirmScreen } from '../ballot/rankingScreen.ts'
import { talkControl } from '../talk/talkScreens.ts'
import { namedFew } from './checkScreens.ts'
import { extend, handOver, steer, stop } from './coordinatorButtons.ts'
import { carryBelow, plannedScreen } from './directionScreens.ts'
import { leftParts } from './leavingScreens.ts'
import { shortScreen } from './questionScreens.ts'
import { stepHead, stepSentence } from './stepHead.ts'
import { againScreen, goOnScreen, laterLine, restingScreen } from './stepScreens.ts'
import { undeliveredLine } from './trustScreens.ts'
import { whatIsShown } from './whatIsShown.ts'

/**
 * The coordinator's private card: what happened, what is next, its one button, and everything else that steers the round,
 * so that she is never stuck.
 * @param carried the actions of earlier rounds of which nobody said yet whether they go on
 */
export const controlScreen = (
  voice: Voice,
  names: Names,
  round: Round,
  reminded = false,
  carried: readonly Action[] = [],
): Card => {
  if (round.status === 'short') return shortScreen(voice, round)
  if (isOpen(round)) return openScreen(voice, names, round, reminded)
  const special = againScreen(voice, round) ?? goOnScreen(voice, round) ?? restingScreen(voice, round)
  return special ?? endScreen(voice, names, round, carried)
}

const openScreen = (voice: Voice, names: Names, round: OpenRound, reminded: boolean): Card => {
  const { say } = voice
  const [done, total] = [handedIn(round), round.asked]
  const { unreachable } = round
  return card(stepSentence(voice, round) ?? say('control.summary'), [
    ...stepHead(voice, round),
    text(say('control.until', { when: when(voice, round.closesAt), done, total })),
    text(whatIsShown(voice, round)),
    undeliveredLine(voice, round),
    reminded && text(say('control.reminded'), 'strong'),
    unreachable.length > 0 &&
      text(
        say('control.unreachable', { count: unreachable.length, names: namedFew(voice, names, unreachable) }),
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
    ...leftParts(voice, names, round),
  ])
}

/** After the close: what comes next is one button, and when nothing does, a word. */
const endScreen = (voice: Voice, names: Names, round: Round, carried: readonly Action[]): Card => {
  if (round.status === 'ranked') return rankedScreen(voice, round)
  if (round.status === 'prioritised') return plannedScreen(voice, round, carried)
  if (round.status === 'starring') return starringScreen(voice, names, round)
  if (round.status === 'closed' && round.result.depth !== 'nothing') return talkedScreen(voice, round, carried)
  return card(voice.say('control.summary'), [...stepHead(voice, round), text(wordOf(voice, round))])
}

const talkedScreen = (voice: Voice, round: ClosedRound, carried: readonly Action[]): Card => {
  const { say } = voice
  const later = laterLine(voice, round)
  return card(stepSentence(voice, round) ?? say('control.summary'), [
    ...stepHead(voice, round),
    later !== undefined && text(later, 'small'),
    ...talkControl(voice, round),
    buttons({ label: say('control.talked'), main: true, ...steer(round, 'talk.done') }),
    buttons({ label: say('control.early'), ...steer(round, 'talk.done') }, handOver(voice, round)),
    ...carryBelow(voice, round, carried),
  ])
}

const starringScreen = (voice: Voice, names: Names, round: StarringRound): Card => {
  const { say } = voice
  const values = { when: when(voice, round.starsCloseAt), done: starsCast(round), total: round.asked }
  return card(stepSentence(voice, round) ?? say('control.summary'), [
    ...stepHead(voice, round),
    text(say('control.starring', values)),
    undeliveredLine(voice, round),
    buttons(
      {
        label: say('control.closeStars'),
        main: values.done === values.total,
        ...steer(round, 'ballot.close'),
      },
      handOver(voice, round),
    ),
    ...leftParts(voice, names, round),
  ])
}

const rankedScreen = (voice: Voice, round: RankedRound): Card => {
  const later = laterLine(voice, round)
  const form = confirmScreen(voice, round, proposed(round), '', 'first')
  return card(stepSentence(voice, round) ?? form.summary, [
    ...stepHead(voice, round),
    later !== undefined && text(later, 'small'),
    // Its title says the same as the head, and the round's stands there too.
    ...form.parts.filter(({ kind }, at) => kind !== 'heading' && at !== 1),
    buttons(handOver(voice, round)),
  ])
}

const wordOf = ({ say }: Voice, round: Round): string => {
  if (round.status === 'stopped') return say('control.stopped')
  if (round.status === 'closed') return say('result.nothing')
  return say(round.status === 'starsClosing' ? 'refusal.starsClosing' : 'control.closing')
}

/** The first three of the ranking, as a proposal: never a block of which too few stars say how important it is. */
const proposed = ({ ranking }: RankedRound): string[] =>
  ranking.places
    .filter(({ median }) => ranking.depth !== 'medians' || median !== undefined)
    .slice(0, ADVISED.most)
    .map(({ block }) => block)
