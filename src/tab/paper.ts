import { Marked, type Tokens } from 'marked'
import type { Language } from '../kit/languages.ts'

/** For HTML text and attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** Where a link may lead: a paper may be filled in by anyone. */
const SAFE = /^(https:\/\/|mailto:|\/)/

/** Markdown as HTML in which nothing is live: no markup of the paper's own, no image, and links to web pages alone. */
const markdown = new Marked({
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    image: ({ text }: Tokens.Image) => escaped(text),
    link({ href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens)
      return SAFE.test(href) ? `<a href="${escaped(href)}">${inner}</a>` : inner
    },
  },
})

/** The style of every page, served as a file of its own so that no page needs one inline. */
export const PAPER_STYLE = `:root{color-scheme:light dark}
body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
a{color:#31348a}h1{font-size:1.6rem;line-height:1.25}blockquote{margin:1rem 0;padding:.2rem 1rem;border-left:.25rem solid #767680}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}nav a{display:inline-block;padding:.4rem 0}
table{border-collapse:collapse}td,th{border:1px solid #767680;padding:.4rem;text-align:left;vertical-align:top}
:focus-visible{outline:.2rem solid currentColor;outline-offset:.15rem}
@media (prefers-color-scheme:dark){body{color:#eee;background:#17171b}a{color:#b9bbff}}
`

/** Where a page leads. */
export interface PageLink {
  readonly to: string
  readonly label: string
  /** What is there is in this language. */
  readonly language: Language
}

/** The first heading of a paper. */
export const titleOf = (paper: string): string => /^# (.+)$/m.exec(paper)?.[1] ?? 'Onlife Quickscan'

/** A paper in Markdown as a whole page: readable without a script, by anyone, at any size. @param links the way to the others */
export const paperPage = (language: Language, paper: string, links: readonly PageLink[]): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(titleOf(paper))} · Onlife Quickscan</title>
<link rel="stylesheet" href="/papers.css">
</head>
<body>
<main>
${markdown.parse(paper) as string}</main>
<nav aria-label="Onlife Quickscan">
<ul>
${links.map(({ to, label, language: one }) => `<li><a href="${escaped(to)}" hreflang="${one}" lang="${one}">${escaped(label)}</a></li>`).join('\n')}
</ul>
</nav>
</body>
</html>
`
