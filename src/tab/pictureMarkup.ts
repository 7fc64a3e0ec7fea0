import { type Picture, tableOf } from '../cards/pictures/picture.ts'
import { svgWith } from '../cards/pictures/svg.ts'
import type { Colours } from '../cards/pictures/theme.ts'
import { drawn, html, type Markup } from './markup.ts'

/** The page's own colours, which follow its theme. */
const ON_PAGE: Colours = {
  page: 'var(--paper)',
  text: 'var(--text)',
  soft: 'var(--soft)',
  line: 'var(--edge)',
  words: {
    'mostly-green': 'var(--green)',
    'mostly-orange': 'var(--orange)',
    'mostly-red': 'var(--red)',
    divided: 'var(--divided)',
    few: 'var(--soft)',
  },
  onWord: 'var(--on-word)',
  bar: 'var(--accent)',
  today: 'var(--red)',
  states: {
    waiting: 'var(--red)',
    adjust: 'var(--orange)',
    open: 'var(--soft)',
    running: 'var(--accent)',
    onTrack: 'var(--green)',
    done: 'var(--green)',
    stopped: 'var(--soft)',
  },
}

/** A picture, and below it the same as a table, made of the same. @param words what the table is called */
export const pictureMarkup = (picture: Picture, words: string): Markup => html`<figure class="card">
<h2 class="unseen">${picture.title}</h2>
${drawn(svgWith(picture, ON_PAGE))}
<details><summary>${words}</summary>
<table><caption class="unseen">${picture.title}</caption><tbody>
${tableOf(picture).rows.map(([title, said]) => html`<tr><th scope="row">${title}</th><td>${said}</td></tr>`)}
</tbody></table></details>
</figure>`
