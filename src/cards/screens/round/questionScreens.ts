import { handedIn, type Round, type StarringRound, starsCast } from '../../../flows/round/round.ts'
import { FLOOR } from '../../../kit/gate.ts'
import { asking, buttons, type Card, card, heading, text } from '../../card.ts'
import { dayOf, type Voice } from '../../voice.ts'
import { back, extend, steer, stop } from './coordinatorButtons.ts'
import { stepSentence } from './stepHead.ts'
import { shownFor, whatIsShown } from './whatIsShown.ts'

/** Closing the stars asks first, too. */
export const closeStarsScreen = (voice: Voice, round: StarringRound): Card => {
  const { say } = voice
  const values = { done: starsCast(round), total: round.asked }
  const few = values.done < FLOOR.least
  return asking(
    card(say('closeStars.summary'), [
      heading(say('closeStars.title')),
      text(round.title, 'strong'),
      text(say(few ? 'closeStars.few' : 'closeStars.text', values)),
      buttons(
        { label: say('close.yes'), main: !few, ...steer(round, 'ballot.close', true) },
        back(voice, round, 'close.no'),
      ),
    ]),
  )
}

/** Closing and erasing ask first; the answer carries what was said of the result, so that it is asked again once that changed. */
export const closeQuestionScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const values = { done: handedIn(round), total: round.asked }
  const shows = shownFor(values.done, round.floor)
  const yes = steer(round, 'round.close', true)
  return asking(
    card(say('close.summary'), [
      heading(say('close.title')),
      text(round.title, 'strong'),
      text(say('close.text', values)),
      text(whatIsShown(voice, round)),
      buttons(
        { label: say('close.yes'), main: true, ...yes, data: { ...yes.data, shows } },
        back(voice, round, 'close.no'),
      ),
    ]),
  )
}

export const stopQuestionScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  return asking(
    card(say('stop.summary'), [
      heading(say('stop.title')),
      text(round.title, 'strong'),
      text(say('stop.text')),
      buttons({ label: say('stop.yes'), ...steer(round, 'round.cancel', true) }, back(voice, round, 'stop.no')),
    ]),
  )
}

/** Too few to show anything: a week longer, or stop and erase. */
export const shortScreen = (voice: Voice, round: Round): Card => {
  const { say } = voice
  const done = handedIn(round)
  const sentence = round.status === 'short' ? stepSentence(voice, round) : undefined
  return card(say('short.summary'), [
    round.waiting?.heard === 'reminder' &&
      text(say('steps.reminder', { day: dayOf(voice, round.waiting.since) }), 'strong'),
    heading(say('short.title', { left: FLOOR.least - done })),
    text(round.title, 'strong'),
    text(say('short.text', { done, total: round.asked, least: FLOOR.least })),
    // Only where the deadline passed: while the scan is open, nothing is erased by itself.
    sentence !== undefined && text(sentence),
    buttons(
      { ...extend(voice, round), main: true },
      stop(voice, round),
      // Asked too early: her card has more that helps, such as a reminder.
      round.status === 'open' && back(voice, round, 'close.no'),
    ),
  ])
}
