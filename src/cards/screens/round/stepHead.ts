import { DECIDE_WITHIN } from '../../../flows/round/closeScan.ts'
import { hasStars, type Round } from '../../../flows/round/round.ts'
import type { Step } from '../../../flows/round/steps/step.ts'
import { missingDirections, stepOf } from '../../../flows/round/steps/stepOf.ts'
import { heading, type Part, text } from '../../card.ts'
import { dayOf, type Voice, when } from '../../voice.ts'

/** What happened and what is next, in a sentence or two; undefined while nothing waits for who steers the round. */
export const stepSentence = (voice: Voice, round: Round): string | undefined => {
  const step = stepOf(round)
  return step && voice.say(`steps.${step}`, valuesOf(voice, round, step))
}

const valuesOf = (voice: Voice, round: Round, step: Step): Record<string, string | number> => {
  const { asked: total, title } = round
  switch (step) {
    case 'allIn':
      return { total, when: when(voice, round.closesAt) }
    case 'short':
      return { when: when(voice, (round.waiting?.since ?? round.closesAt) + DECIDE_WITHIN) }
    case 'allStarred':
      return { total, when: hasStars(round) ? when(voice, round.starsCloseAt) : '' }
    case 'directions':
      return { left: round.status === 'prioritised' ? missingDirections(round).length : 0 }
    case 'carryOver':
      return { count: 'carry' in round ? (round.carry ?? []).length : 0 }
    case 'talk':
    case 'confirm':
    case 'plan':
    case 'again':
      return { title }
  }
}

/** What stands above everything that steers a round: of what it is, what waits, and since when where that is long ago. */
export const stepHead = (voice: Voice, round: Round): readonly (Part | undefined | false)[] => {
  const { say } = voice
  const sentence = stepSentence(voice, round)
  return [
    heading(say('control.title')),
    text(round.title, 'strong'),
    round.takenOver && text(say('control.takenOver')),
    sentence !== undefined && sinceWhen(voice, round),
    sentence !== undefined && text(sentence),
  ]
}

const sinceWhen = (voice: Voice, { waiting }: Round): Part | undefined => {
  if (waiting?.heard !== 'reminder') return undefined
  return text(voice.say('steps.reminder', { day: dayOf(voice, waiting.since) }), 'strong')
}
