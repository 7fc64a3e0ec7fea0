/** The longest texts that people may type, in characters (Unicode code points). */
export const LONGEST = { title: 80, line: 120, reason: 200, note: 300, remark: 500 } as const

// Control characters, zero-width and direction-changing characters and tag characters: they hide or reorder what others read.
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * Cleans a text from a person, once, where it comes in: no hidden characters, no card macros, single spaces.
 * The result is still only drawn as literal text (`cards/teams/text.ts`, `cards/slack/render.ts`).
 */
export const plainText = (typed: string): string =>
  typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(LONE_SURROGATE, '')
    .replace(HIDDEN, '')
    // `{{DATE(…)}}` and `${…}` are live in some card hosts: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
    .replace(/\{\{+/g, '{ ')
    .replace(/\$\{/g, '$ {')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** Characters (Unicode code points), as `LONGEST` counts them. */
export const lengthOf = (text: string): number => [...text].length
