import { describe, expect, it } from 'vitest'
import { voice } from '../../../../test/voice.ts'
import { usualHours } from '../../../kit/calendar/hours.ts'
import type { Language } from '../../../kit/languages.ts'
import { habitsScreen } from './preferenceScreens.ts'

const said = (language: Language | undefined): string =>
  JSON.stringify(habitsScreen(voice, { language, hours: usualHours(voice.zone) }))

describe('her language', () => {
  it('is said while none is ticked, and no longer once she chose one', () => {
    expect(said(undefined)).toContain('Je koos er nog geen')
    expect(said('fr')).not.toContain('Je koos er nog geen')
  })
})
