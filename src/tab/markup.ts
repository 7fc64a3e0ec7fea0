import { raw, html as tagged } from 'hono/html'

/** HTML that is whole: nothing of it is escaped again. */
export type Markup = ReturnType<typeof raw>

/** What may stand in a template: text is escaped, whatever it holds; of what isn't there nothing is written. */
export type Value = string | number | false | undefined | null | Markup | readonly Value[]

/** A template of HTML: every value in it is escaped, for text and for attributes in double quotes alike. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  // It is a promise only where a value is one.
  tagged(strings, ...values) as Markup

/** What is HTML already: only what we drew ourselves, from text that was escaped. */
export const drawn = (markup: string): Markup => raw(markup)
