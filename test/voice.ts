import { voicesOf } from '../src/build/voices.ts'

/** The real content: tests speak of what people read. */
export const voices = voicesOf({ BOT_LANGUAGE: 'nl', TIME_ZONE: 'Europe/Brussels' })
export const voice = voices.nl
export const { kit } = voice
