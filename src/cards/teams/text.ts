import type { CardElementArray, IRichTextBlock, ITextRun } from '@microsoft/teams.cards'
import type { Part } from '../card.ts'

type Run = Partial<ITextRun>
type Spacing = NonNullable<IRichTextBlock['spacing']>

/**
 * Literal text. A TextBlock reads Markdown and links in what it is given; a text run doesn't:
 * https://adaptivecards.io/explorer/TextRun.html
 */
export const literal = (text: string, run: Run = {}, spacing?: Spacing): IRichTextBlock => ({
  type: 'RichTextBlock',
  ...(spacing ? { spacing } : {}),
  inlines: [{ type: 'TextRun', text, ...run }],
})

const MARKUP = /[*_`~[\]<>#|\\{}]|https?:|www\.|^\s*(?:\d+[.)]|[-+•=])(?:\s|$)/im

/** A sign of Markdown, and one that looks like it and means nothing. */
const ALIKE: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '`': 'ˋ',
  '~': '∼',
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '#': '＃',
  '|': 'ǀ',
  '\\': '＼',
  '.': '․',
  ')': '﹚',
  '-': '–',
  '+': '＋',
  '=': '＝',
}
const alike = (sign: string): string => ALIKE[sign] ?? sign

/**
 * The words of a choice or a box, which some clients read as Markdown and others show as they stand (the official
 * renderer reads it unless told otherwise: `useMarkdownInRadioButtonAndCheckbox`), so that no escape fits all.
 */
export const unmarked = (text: string): string =>
  text
    .replace(/[*_`~[\]<>#|\\]/g, alike)
    .replace(/^(\s*\d*)([.)+=-])(?=\s|$)/gm, (_all, before: string, sign: string) => before + alike(sign))
    .replace(/(https?:)\/\//gi, '$1∕∕')
    .replace(/\bwww\./gi, 'www․')

/** A heading for screen readers, where it holds nothing that Markdown could read. */
export const title = (text: string): CardElementArray[number] =>
  MARKUP.test(text)
    ? literal(text, { weight: 'Bolder', size: 'Medium' })
    : { type: 'TextBlock', text, wrap: true, weight: 'Bolder', size: 'Medium', style: 'heading' }

export const TONES: Record<NonNullable<Extract<Part, { kind: 'text' }>['tone']>, Run> = {
  plain: {},
  strong: { weight: 'Bolder' },
  small: { isSubtle: true, size: 'Small' },
  // Teams' own red is too pale to read in dark: a sign and bold letters do it in every theme.
  warning: { weight: 'Bolder' },
}
