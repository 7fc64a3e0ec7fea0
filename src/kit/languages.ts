import { z } from 'zod'

/** The languages of our content, which has a folder for each. */
export const LANGUAGES = ['nl', 'en', 'fr'] as const
/** One of `LANGUAGES`. Another content pack may bring others: those are known when the bot starts (`Voice.languages`), not to the compiler. */
export type Language = (typeof LANGUAGES)[number]

/** What a folder of a language is called. */
export const languageSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'expected a language, such as nl or de')
  .transform((language) => language as Language)
