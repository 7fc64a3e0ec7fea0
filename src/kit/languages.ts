/** The languages people can choose; the content has a folder for each. */
export const LANGUAGES = ['nl', 'en', 'fr'] as const
/** One of `LANGUAGES`. */
export type Language = (typeof LANGUAGES)[number]
