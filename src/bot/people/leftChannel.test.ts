import { expect, it } from 'vitest'
import { NOW } from '../../../test/deciderSpecification.ts'
import { BEN, roundWith } from '../../../test/given/roundWith.ts'
import { years } from '../../../test/given/years.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { hasLeft } from './leftChannel.ts'

it('looks again who is in a channel ten minutes later, however often that was asked in between', async () => {
  const { deps } = years(NOW)
  const round = roundWith({})
  let now = NOW
  let people = await deps.platform.roster(round.platform, round.channel)
  const platform = { ...deps.platform, roster: async () => people }
  const isGoneAt = (at: number): Promise<boolean> => {
    now = at
    return hasLeft({ ...deps, platform, now: () => now }, round, BEN)
  }
  expect(await isGoneAt(NOW)).toBe(false)
  people = people.filter(({ id }) => id !== BEN)
  for (const minutes of [3, 6, 9]) expect(await isGoneAt(NOW + minutes * MINUTE)).toBe(false)
  expect(await isGoneAt(NOW + 11 * MINUTE)).toBe(true)
})
