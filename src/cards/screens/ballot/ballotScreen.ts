import { BALLOT, type Ballot } from '../../../flows/ballot/ballot.ts'
import { starsSaid } from '../../../flows/round/channel/channelCards.ts'
import type { RoundWithStars } from '../../../flows/round/round.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import type { Result } from '../../../kit/result.ts'
import type { BallotAnswers } from '../../../kit/stars.ts'
import { asking, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { tooLongBy } from '../../fieldProblems.ts'
import { type Voice, when } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { starParts, untapped } from './ballotRows.ts'

/** Seven blocks to give stars, each with what the result says of it; nobody is ever shown hers. */
export const ballotScreen = (
  voice: Voice,
  ballot: Ballot,
  result: Result,
  now: Instant,
  typed: Typed = { reasons: ballot.reasons, explaining: false },
): Card => ({
  ...withLost(voice, ballot, whole(voice, ballot, result, now, typed)),
  refresh: { press: { verb: 'ballot.show', data: { round: ballot.round } }, person: ballot.person },
})

/** What she gave can't be opened any more: above everything else she reads so. */
export const withLost = ({ say }: Voice, ballot: Ballot, drawn: Card): Card => {
  if (ballot.status === 'closed' || (!ballot.lost && ballot.restored === undefined)) return drawn
  const restored = BALLOT.counts(ballot) ? 'restored.starsKept' : 'restored.ballot'
  return { ...drawn, parts: [text(say(ballot.lost ? 'roundKeys.ballotLost' : restored), 'warning'), ...drawn.parts] }
}

/** What stands in the fields for reasons, saved or not, and whether each block has one. */
export interface Typed {
  readonly reasons: BallotAnswers['reasons']
  readonly explaining: boolean
  readonly problem?: 'noStars' | undefined
}

const whole = (voice: Voice, ballot: Ballot, result: Result, now: Instant, typed: Typed): Card => {
  if (ballot.status === 'closed' || now >= ballot.closesAt) return starsClosedScreen(voice, ballot.title)
  return ballot.status === 'cast' ? castScreen(voice, ballot) : openScreen(voice, ballot, result, typed)
}

const openScreen = (voice: Voice, ballot: Ballot, result: Result, { reasons, problem, ...typed }: Typed): Card => {
  const { kit, say } = voice
  const { round } = ballot
  const explaining = typed.explaining || Object.keys(reasons).length > 0
  const drawn = card(say('ballot.summary'), [
    heading(say('ballot.title')),
    text(ballot.title, 'strong'),
    text(say('ballot.text', { when: when(voice, ballot.closesAt) })),
    ...kit.blocks.flatMap((block): (Part | undefined | false)[] => [
      ...starParts(voice, ballot, block, { result, explaining }),
      explaining && reasonInput(voice, block.id, reasons[block.id] ?? ''),
    ]),
    problem && text(say(`refusal.${problem}`), 'warning'),
    explaining && clientWarning(voice, 'name', say('blockEnd.warning')),
    Object.keys(ballot.stars).length > 0 && left(voice, ballot, 'rating.missing'),
    buttons(
      { label: say('ballot.save'), main: true, verb: 'ballot.cast', data: { round, explain: explaining } },
      !explaining && { label: say('ballot.explain'), verb: 'ballot.show', data: { round, explain: true } },
    ),
  ])
  // What is typed is in no ballot yet: the next edit of this message would draw it without fields.
  return explaining ? asking(drawn) : drawn
}

/** Which blocks have no stars of hers, in words; undefined when each has some. */
const left = (voice: Voice, ballot: Ballot, key: 'rating.missing' | 'rating.noVote'): Part | undefined => {
  const names = untapped(voice, ballot)
  return names === '' ? undefined : text(voice.say(key, { names }))
}

const reasonInput = (voice: Voice, block: string, value: string): Part => ({
  kind: 'textInput',
  id: `reasons.${block}`,
  label: voice.say('ballot.reason'),
  value,
  example: voice.say('blockEnd.example'),
  most: LONGEST.reason,
  lines: 'one',
  problem: tooLongBy(voice, value, LONGEST.reason),
})

const castScreen = (voice: Voice, ballot: Ballot): Card => {
  const { kit, say } = voice
  const lines = kit.blocks.flatMap(({ id, name }) => {
    const stars = ballot.stars[id]
    return stars ? [say('ballot.given', { shown: '⭐'.repeat(stars), name })] : []
  })
  return card(say('ballot.cast.summary'), [
    heading(say('ballot.cast.summary')),
    text(say('ballot.cast.text', { when: when(voice, ballot.closesAt) })),
    text(lines.join('\n')),
    left(voice, ballot, 'rating.noVote'),
    buttons({ label: say('ballot.cast.change'), verb: 'ballot.show', data: { round: ballot.round, change: true } }),
  ])
}

export const starsClosedScreen = ({ say }: Voice, title: string): Card =>
  card(say('ballot.closed.summary'), [
    heading(say('ballot.closed.summary')),
    text(title, 'strong'),
    text(say('ballot.closed.text')),
  ])

/** The channel's card while stars are given: in a word how many gave theirs, never the number or who. */
export const starsProgressScreen = (voice: Voice, round: RoundWithStars, sent = false): Card => {
  const { say } = voice
  const { title, until, band } = starsSaid(round)
  return card(say(until === undefined ? 'ballot.closed.summary' : 'stars.summary'), [
    heading(say('stars.title')),
    text(title, 'strong'),
    text(until === undefined ? say('stars.closed') : say('stars.text', { when: when(voice, until) })),
    band !== undefined && text(say(`promises.stars.${band}`), 'strong'),
    sent && text(say('progress.sent')),
    band !== undefined &&
      buttons({ label: say('stars.open'), main: true, verb: 'ballot.show', data: { round: round.id } }),
  ])
}
