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

const MARKUP = /[*_`~[\]<>#|\\{}]|https?:|www\./i

/** A heading for screen readers, where it holds nothing that Markdown could read. */
export const title = (text: string): CardElementArray[number] =>
  MARKUP.test(text)
    ? literal(text, { weight: 'Bolder', size: 'Medium' })
    : { type: 'TextBlock', text, wrap: true, weight: 'Bolder', size: 'Medium', style: 'heading' }

export const TONES: Record<NonNullable<Extract<Part, { kind: 'text' }>['tone']>, Run> = {
  plain: {},
  strong: { weight: 'Bolder' },
  small: { isSubtle: true, size: 'Small' },
  warning: { color: 'Attention' },
}
