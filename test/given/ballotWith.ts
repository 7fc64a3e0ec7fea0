import type { Ballot, BallotBrief } from '../../src/flows/ballot/ballot.ts'
import type { BallotAnswers } from '../../src/kit/stars.ts'

/** For tests: Ada's ballot, not yet given, in the week that stars are asked. */
export const ADA = '29:ada'
/** A Wednesday, nine days on. */
export const CLOSES = Date.parse('2026-12-02T17:00:00+01:00')
export const BRIEF: BallotBrief = {
  round: 'r',
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://service' },
  title: 'Online werken 2026',
  closesAt: CLOSES,
  zone: 'Europe/Brussels',
  language: 'nl',
  blocks: ['1', '2', '3'],
}
export const ballotWith = (part: Partial<Ballot>): Ballot => ({
  ...BRIEF,
  id: 's',
  page: 2,
  person: ADA,
  status: 'open',
  stars: {},
  reasons: {},
  cards: [],
  nudged: 0,
  quiet: false,
  heard: [],
  ...part,
})
export const GIVEN: BallotAnswers = { stars: { '1': 5, '3': 2 }, reasons: { '1': 'eerst dit' } }
