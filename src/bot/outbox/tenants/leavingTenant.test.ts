import { describe, expect, it } from 'vitest'
import { NOW } from '../../../../test/deciderSpecification.ts'
import { type Years, years } from '../../../../test/given/years.ts'
import { DAY, MINUTE } from '../../../kit/calendar/instant.ts'
import { dailySweep } from '../sweep.ts'
import { tenantLeft } from './leavingTenant.ts'

const PLATFORM = { name: 'teams', tenant: 't', serviceUrl: 'https://service' } as const
/** As Slack says that a workspace uninstalled the app: no place, and the workspace is all of it. */
const everywhere = { id: 'e1', platform: PLATFORM, actor: '', place: undefined, added: false, group: 't' } as const

/** A round runs, someone owns an action; of its channel nothing was written down that says in which place it is. */
const used = async (): Promise<Years> => {
  const world = years(NOW)
  await world.starts('29:lotte')
  await world.writes('29:lotte', ['29:ada'], { repeat: 'monthly', end: '' })
  await world.speaks('29:ben')
  await world.follows('29:ben')
  await world.until(NOW + DAY)
  return world
}
const kept = ({ store }: Years): readonly string[] => [...store.states.keys(), ...store.effects.keys()]

describe('privacy.5.13 an organisation that took the app out everywhere', () => {
  it('has every round stopped, a term for every channel, and nothing left after thirty days', async () => {
    const world = await used()
    await tenantLeft(world.deps, everywhere)
    await world.until(world.now() + MINUTE)
    expect((await world.roundNow())?.status).toBe('stopped')
    expect((await world.store.load(world.channelKeyOf()))?.state).toMatchObject({ removedAt: NOW + DAY })
    await world.until(NOW + 30 * DAY)
    expect(kept(world).some((key) => key.startsWith('person/'))).toBe(true)
    await world.until(NOW + 32 * DAY)
    expect(kept(world)).toEqual([])
  })

  it('and did so before an organisation had a term, has it from the next start on', async () => {
    const world = await used()
    await world.uninstalls()
    await world.until(world.now() + DAY)
    await dailySweep(world.deps)()
    await world.until(world.now() + 29 * DAY)
    expect(kept(world)).not.toEqual([])
    await world.until(world.now() + 2 * DAY)
    expect(kept(world)).toEqual([])
  })
})
