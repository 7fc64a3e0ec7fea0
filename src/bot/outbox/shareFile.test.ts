import { describe, expect, it } from 'vitest'
import { NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { years } from '../../../test/given/years.ts'
import { DAY, MINUTE } from '../../kit/calendar/instant.ts'
import { personHash } from '../context.ts'
import { personOf, updatePerson } from '../people/people.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { deliverShare, deliverUnshare } from './shareFile.ts'

const ada = { platform: PLATFORM, person: '29:ada' } as const

/** A platform that takes files, of which the first is in Ada's chat. */
const shared = async (unshare: (file: string) => Promise<void>) => {
  const world = years(NOW)
  const names: string[] = []
  const platform = {
    ...world.deps.platform,
    share: async (_platform: unknown, _conversation: unknown, { name }: { readonly name: string }) =>
      `F${names.push(name)}`,
    unshare: (_platform: unknown, file: string) => unshare(file),
  }
  const deps = { ...world.deps, platform }
  await updatePerson(deps, ada.platform, ada.person, { type: 'languageChosen', ...ada, language: 'en' })
  await deliverShare(deps, { do: 'share', file: { of: 'data' }, to: { in: 'private', ...ada } })
  const filesNow = async () => (await personOf(deps, ada.platform, ada.person))?.files
  const of = personHash(deps.hash, ada.platform, ada.person)
  return {
    world,
    deps,
    names,
    filesNow,
    unshared: () => deliverUnshare(deps, { do: 'unshare', platform: PLATFORM, file: 'F1', of }),
  }
}

describe('privacy.5.6 the file with all that is kept of someone', () => {
  it('is named in her language, and on her list from the moment it is in her chat', async () => {
    const { names, filesNow } = await shared(async () => undefined)
    expect(names).toEqual(['my-data.json'])
    expect(await filesNow()).toMatchObject([{ file: 'F1', until: NOW + DAY }])
  })

  it('is nowhere for someone of whom nothing is kept', async () => {
    const { deps, names } = await shared(async () => undefined)
    const nobody = { in: 'private', platform: PLATFORM, person: '29:nobody' } as const
    expect(await deliverShare(deps, { do: 'share', file: { of: 'data' }, to: nobody })).toBe('delivered')
    expect(names).toHaveLength(1)
  })

  it('is deleted after a day by the effect that was saved with it, whose id says nothing of it', async () => {
    const deleted: string[] = []
    const { world, filesNow, unshared } = await shared(async (file) => void deleted.push(file))
    const owed = [...world.store.effects.values()].filter(({ effect }) => effect.payload.do === 'unshare')
    expect(owed.map(({ effect: { due, payload } }) => [due, 'file' in payload && payload.file])).toEqual([
      [NOW + DAY, 'F1'],
    ])
    expect(owed[0]?.effect.id).not.toMatch(/F1|29:/)
    await unshared()
    expect([deleted, await filesNow()]).toEqual([['F1'], undefined])
  })

  it.each([
    ['somebody deleted it before', new PlatformFailed(403)],
    ['it is nowhere', new PlatformFailed(400)],
  ])('is off her list all the same where %s', async (_why, failure) => {
    const { filesNow, unshared } = await shared(() => Promise.reject(failure))
    expect([await unshared(), await filesNow()]).toEqual(['delivered', undefined])
  })

  it.each([
    ['is busy', new PlatformFailed(503)],
    ['wants less of it', new PlatformFailed(429, MINUTE)],
    ['doesn’t answer', new PlatformFailed(0)],
  ])('is tried again, and stays on her list, where the platform %s', async (_what, failure) => {
    const { filesNow, unshared } = await shared(() => Promise.reject(failure))
    await expect(unshared()).rejects.toBe(failure)
    expect(await filesNow()).toHaveLength(1)
  })
})
