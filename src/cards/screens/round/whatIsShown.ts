import { handedIn, type Round } from '../../../flows/round/round.ts'
import { depthFor, FLOOR, SHARES_FROM } from '../../../kit/gate.ts'
import type { Voice } from '../../voice.ts'

/** What a result says for so many hand-ins that count: as `depthFor`, and from some number on with each word's share. */
export type Shown = ReturnType<typeof depthFor> | 'shares'

/** @param sheets that count @param floor the round's */
export const shownFor = (sheets: number, floor: number): Shown => {
  const depth = depthFor(sheets, floor)
  return depth === 'elements' && sheets >= SHARES_FROM ? 'shares' : depth
}

/** What would be shown if the scan closed with those who count now, and what it takes for more. */
export const whatIsShown = ({ say }: Voice, round: Pick<Round, 'handedIn' | 'floor' | 'perRole'>): string =>
  [meant(say, round), round.perRole && perRole(say, round)].filter(Boolean).join(' ')

/** In a round that is seen per role. */
export const perRole = (say: Voice['say'], { floor }: Pick<Round, 'floor'>): string =>
  say('promises.perRole', { floor })

const meant = (say: Voice['say'], round: Pick<Round, 'handedIn' | 'floor'>): string => {
  const [count, { floor }] = [handedIn(round), round]
  const now = say(`whatCounts.now.${shownFor(count, floor)}`, { count })
  const from = [FLOOR.least, floor, SHARES_FROM].find((sheets) => sheets > count)
  if (from === undefined) return now
  const more = from === count + 1 ? 'one' : 'some'
  return `${now} ${say(`whatCounts.more.${shownFor(from, floor)}`, { from, more, elements: depthFor(count, floor) === 'elements' ? 'already' : 'too' })}`
}
