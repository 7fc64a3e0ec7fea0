import { drawnSteps, stripes } from '../cards/bars.ts'
import { type Button, type Card, dials, fieldsOf, type Part } from '../cards/card.ts'
import { drawnBar, FILLED, HOLLOW, type MarkRow, TAKEN_BACK } from '../cards/marks.ts'
import type { CardPlace } from './cardPlace.ts'
import { inputMarkup } from './inputMarkup.ts'
import { html, type Markup, type Value } from './markup.ts'
import { pressValue } from './pressed.ts'

/** What is hidden in every form. */
export const formHead = ({ formKey, drawing, from }: CardPlace, fields: readonly string[] = []): Markup => html`
<input type="hidden" name="key" value="${formKey}">
<input type="hidden" name="drawing" value="${drawing}">
<input type="hidden" name="from" value="${from}">
${fields.length > 0 && html`<input type="hidden" name="fields" value="${fields.join(',')}">`}`

const button = (one: Button): Markup =>
  html`<button class="${one.main ? 'main' : 'other'}" name="press" value="${pressValue(one)}">${one.label}</button>`

const markRow = ({ name, marks, said }: MarkRow): Markup => html`<div class="marks">
${name !== undefined && html`<span class="name">${name}</span>`}
<span class="row" aria-hidden="true">${marks.map(({ word, letter }) => html`<i class="${word}">${letter}</i>`)}</span>
<span class="said">${said}</span>
</div>`

type Draw = { readonly [K in Part['kind']]: (part: Extract<Part, { kind: K }>, place: CardPlace) => Value }

const draw: Draw = {
  heading: ({ text }, { level }) => (level === 1 ? html`<h1 tabindex="-1">${text}</h1>` : html`<h2>${text}</h2>`),
  text: ({ text, tone }) =>
    tone === 'warning'
      ? html`<p class="warning"><span aria-hidden="true">⚠️ </span>${text}</p>`
      : html`<p class="${tone ?? 'plain'}">${text}</p>`,
  quote: ({ text }) => html`<blockquote>${text}</blockquote>`,
  progress: ({ marks, label }) =>
    html`<p class="progress"><span aria-hidden="true">${drawnSteps(marks)}</span> ${label}</p>`,
  gradeChoice: ({ grade, word, statement, chosen, press }) => html`
<button class="grade ${grade}" name="press" value="${pressValue(press)}" aria-pressed="${chosen === undefined ? 'false' : 'true'}">
<b>${[word, chosen].filter(Boolean).join(' · ')}</b> <span>${statement}</span>
</button>`,
  marks: ({ title, rows }) => html`${title !== undefined && html`<p class="strong">${title}</p>`}${rows.map(markRow)}`,
  bars: ({ rows, most }) =>
    html`<p class="plain">${rows.map(
      (row, at) =>
        html`${at > 0 && html`<br>`}<span class="bar" aria-hidden="true">${drawnBar(row, most)}</span> ${row.said}`,
    )}</p>`,
  counts: ({ title, counts, said }) => html`<p class="strong">${title}</p>
<p aria-hidden="true">${stripes(counts)}</p><p class="small">${said}</p>`,
  row: ({ title, detail, press }, { takes }) =>
    takes(press.verb)
      ? html`<button class="line" name="press" value="${pressValue(press)}"><b>${title}</b> <span>${detail}</span></button>`
      : html`<p class="line"><b>${title}</b> <span>${detail}</span></p>`,
  link: (part) =>
    html`<p class="link"><a href="${part.url}" rel="noopener noreferrer"${
      dials(part) ? '' : html` target="_blank"`
    }>${part.title}</a> <span class="small">${part.detail}</span></p>`,
  rating: (part, place) => html`<div class="rating" role="group" aria-label="${part.title}">
<p><b>${part.title}</b> · ${part.said}</p>
${part.beside && drawPart(part.beside, place)}
<p class="stars">${part.stars.map(
    (star, at) =>
      html`<button class="star" name="press" value="${pressValue(star)}" aria-label="${star.label}">${at < part.given ? FILLED : HOLLOW}</button>`,
  )}${
    part.clear &&
    html`<button class="star" name="press" value="${pressValue(part.clear)}" aria-label="${part.clear.label}">${TAKEN_BACK}</button>`
  }</p>
</div>`,
  buttons: ({ buttons, quiet }, { takes }) => {
    const shown = buttons.filter(({ verb }) => takes(verb))
    return shown.length > 0 && html`<p class="buttons${quiet && ' quiet'}">${shown.map(button)}</p>`
  },
  ...inputMarkup,
}

const drawPart = <K extends Part['kind']>(part: Extract<Part, { kind: K }>, place: CardPlace): Value =>
  (draw[part.kind] as Draw[K])(part, place)

/** What [Enter] in a field does: what the card is for, and not the first button there is. */
const onEnter = ({ parts }: Card, { takes }: CardPlace): Markup | undefined => {
  const all = parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
  const main = all.find((one) => one.main && takes(one.verb))
  return (
    main &&
    html`<button class="unseen" name="press" value="${pressValue(main)}" tabindex="-1" aria-hidden="true"></button>`
  )
}

/** A card of the chat on a page: the same words, and each button the same press. */
export const cardMarkup = (card: Card, place: CardPlace): Markup => {
  const fields = fieldsOf(card.parts)
  return html`<form class="card" method="post" action="/press" autocomplete="off">
${formHead(place, fields)}
${fields.length > 0 && onEnter(card, place)}
${card.parts.map((part) => drawPart(part, place))}
</form>`
}
