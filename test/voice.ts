import { voiceOf } from '../src/main.ts'

/** The real content: tests speak of what people read. */
export const voice = voiceOf({ BOT_LANGUAGE: 'nl', KIT_DIR: undefined, TIME_ZONE: 'Europe/Brussels' })
export const { kit } = voice
