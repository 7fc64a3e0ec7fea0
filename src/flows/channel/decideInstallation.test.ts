import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { decideInstallation, type Installation, type InstallationEvent } from './installation.ts'

const { given, expectSafeIds } = deciderSpecification<Installation, InstallationEvent>(decideInstallation)

const seen = (channel: string): InstallationEvent => ({ type: 'channelSeen', platform: PLATFORM, channel })
const installationOf = (...channels: readonly string[]): Installation => ({ platform: PLATFORM, channels })
const gone = (channel: string, number: number) =>
  ({
    id: `channelGone/${NOW}/${number}`,
    due: NOW,
    tell: { type: 'channelGone', platform: PLATFORM, channel },
  }) as const

describe('where the app was added', () => {
  it('is known from the first of its channels that speaks, and by each after it', () => {
    given(undefined).when(seen('19:team')).thenChanged(installationOf('19:team'))
    given(installationOf('19:team'))
      .when(seen('19:other'))
      .thenChanged({ channels: ['19:team', '19:other'] })
  })

  it('knows each channel once', () => {
    given(installationOf('19:team', '19:other')).when(seen('19:team')).thenUnchanged()
  })

  it('is forgotten when the app is removed, and each of its channels hears', () => {
    given(installationOf('19:team', '19:other'))
      .when({ type: 'removed' })
      .thenForgotten(gone('19:team', 0), gone('19:other', 1))
  })

  it('has nothing to forget twice', () => {
    given(installationOf('19:team'), { type: 'removed' }).when({ type: 'removed' }).thenUnchanged()
  })

  it('names no channel in an effect’s id, and gives the same id to the same event', () => {
    expectSafeIds([undefined, installationOf('19:team', '19:other')], {
      channelSeen: { type: 'channelSeen', platform: PLATFORM, channel: '19:team' },
      removed: { type: 'removed' },
    })
  })
})
