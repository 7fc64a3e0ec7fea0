import { DECIDE_WITHIN } from '../../../flows/round/closeScan.ts'
import { hasStars, isPosted, type Round } from '../../../flows/round/round.ts'
import type { Step } from '../../../flows/round/steps/step.ts'
import { missingDirections, stepOf } from '../../../flows/round/steps/stepOf.ts'
import { heading, type Part, text } from '../../card.ts'
import { dayOf, type Voice, when } from '../../voice.ts'
import { troubleOf, unpostedButtons } from './notPostedScreen.ts'

/** What happened and what is next, in a sentence or two; undefined while nothing waits for who steers the round. */
export const stepSentence = (voice: Voice, round: Round): string | undefined => {
  const step = stepOf(round)
  if (!step) return undefined
  const values = valuesOf(voice, round, step)
  if (!speaksOfPost(step) || isPosted(round, SPEAKS_OF[step])) return voice.say(`steps.${step}`, values)
  return `${voice.say(`unposted.step.${step}`, values)} ${whyNotThere(voice, round)}`
}

/** The steps whose sentence says that something stands in the channel. */
const SPEAKS_OF = { talk: 'result', confirm: 'ranking', directions: 'priorities' } as const
const speaksOfPost = (step: Step): step is keyof typeof SPEAKS_OF => step in SPEAKS_OF

/** It isn't recorded there: it is on its way, or the channel doesn't take it. */
const whyNotThere = (voice: Voice, { refused, platform }: Round): string =>
  refused && !refused.over
    ? voice.say('unposted.waiting', { why: troubleOf(voice, refused.trouble, platform.name) })
    : voice.say('unposted.underWay')

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
    round.refused && !round.refused.over && unpostedButtons(voice, round),
  ]
}

const sinceWhen = (voice: Voice, { waiting }: Round): Part | undefined => {
  if (waiting?.heard !== 'reminder') return undefined
  return text(voice.say('steps.reminder', { day: dayOf(voice, waiting.since) }), 'strong')
}
