import type { Voice } from '../cards/voice.ts'
import { html, type Markup, type Value } from './markup.ts'

/** Where a page leads. */
export interface Way {
  readonly to: string
  readonly label: string
  readonly here?: boolean
}

/** What stands around what a page is for. */
export interface Frame {
  readonly voice: Pick<Voice, 'language' | 'say'>
  readonly title: string
  /** Addresses of its style and its script, which change with what is in them. */
  readonly style: string
  readonly icon: string
  readonly scripts: readonly string[]
  /** In a frame of Teams, which has a head of its own. */
  readonly framed: boolean
  readonly theme?: 'light' | 'dark' | 'contrast' | undefined
  readonly ways: readonly Way[]
  /** What ends her visit; absent in Teams, which vouches for her anew. */
  readonly leave?: Markup | undefined
}

const way = ({ to, label, here }: Way): Markup =>
  html`<li><a href="${to}"${here && html` aria-current="page"`}>${label}</a></li>`

/** Ways beside each other, which break where there is no room. @param name what they are together */
export const waysMarkup = (name: string, ways: readonly Way[], kind: string): Markup =>
  html`<nav class="${kind}" aria-label="${name}"><ul>${ways.map(way)}</ul></nav>`

/** A whole page: it can be read without a script, at any size. */
export const pageMarkup = (
  { voice, title, style, icon, scripts, framed, theme, ways, leave }: Frame,
  main: Value,
): Markup => html`<!doctype html>
<html lang="${voice.language}"${theme && html` data-theme="${theme}"`}${framed && html` class="framed"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Quickscan</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${style}">
${scripts.map((script) => html`<script src="${script}" defer></script>`)}
</head>
<body>
<a class="skip" href="#main">${voice.say('site.skip')}</a>
<header>
${!framed && html`<span class="brand">Quickscan</span>`}
${ways.length > 0 && waysMarkup(voice.say('site.ways'), ways, 'ways')}
${leave}
</header>
<p id="failed" class="warning" role="alert" hidden>${voice.say('site.failed')}</p>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`
