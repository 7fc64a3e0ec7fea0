import type { Choice, Part, PeopleField } from '../cards/card.ts'
import type { CardPlace } from './cardPlace.ts'
import { html, type Markup, type Value } from './markup.ts'
import { pressValue } from './pressed.ts'

/** More names than this are looked for in place of shown. */
const CHOICES = 100

type Input = Extract<Part, { id: string }>
type Of<K extends Input['kind']> = Extract<Part, { kind: K }>
type DrawInputs = { readonly [K in Input['kind']]: (part: Of<K>, place: CardPlace) => Value }

const named = (id: string): string => `field.${id}`
const problemId = (id: string): string => `${named(id)}.problem`

const problem = (id: string, said: string | undefined): Value =>
  said && html`<p class="problem" id="${problemId(id)}"><span aria-hidden="true">⚠️ </span>${said}</p>`
const described = (id: string, said: string | undefined): Value =>
  said && html` aria-invalid="true" aria-describedby="${problemId(id)}"`

type People = Of<'choicesInput' | 'choiceInput'>

const searchOf = ({ choices, search }: People): PeopleField | undefined =>
  choices.length > CHOICES ? search : undefined

const chosenIn = (part: People): readonly string[] => (part.kind === 'choicesInput' ? part.chosen : [part.value])

const isChosen = (chosen: readonly string[], { id, alias }: Choice): boolean =>
  chosen.includes(id) || (alias !== undefined && chosen.includes(alias))

/** Those who are chosen or may be meant; without a search everyone. */
const listed = (part: People): readonly Choice[] => {
  const search = searchOf(part)
  if (!search) return part.choices
  return part.choices.filter((one) => isChosen(chosenIn(part), one) || search.offered.includes(one.id))
}

const searchField = (part: People): Value => {
  const search = searchOf(part)
  return (
    search &&
    html`<label for="${named(search.id)}">${search.label}</label>
<textarea id="${named(search.id)}" name="${named(search.id)}" rows="2" placeholder="${search.example}">${search.typed}</textarea>
<p class="buttons"><button class="other" name="press" value="${pressValue(search.button)}">${search.button.label}</button></p>
${search.said.map((one) => html`<p class="strong">${one}</p>`)}`
  )
}

const option = (kind: 'checkbox' | 'radio', name: string, { id, name: label }: Choice, on: boolean): Markup =>
  html`<label class="option"><input type="${kind}" name="${name}" value="${id}"${on && html` checked`}> <span>${label}</span></label>`

const options = (part: People, kind: 'checkbox' | 'radio'): Markup => html`${searchField(part)}
<fieldset${part.problem && html` aria-describedby="${problemId(part.id)}"`}><legend>${part.label}</legend>
${listed(part).map((one) => option(kind, named(part.id), one, isChosen(chosenIn(part), one)))}
</fieldset>${problem(part.id, part.problem)}`

const select = ({ id, label, choices, value, none, problem: said }: Of<'choiceInput'>): Markup => html`
<label for="${named(id)}">${label}</label>
<select id="${named(id)}" name="${named(id)}"${described(id, said)}>
${value === '' && html`<option value="" selected>${none}</option>`}
${choices.map((one) => html`<option value="${one.id}"${one.id === value && html` selected`}>${one.name}</option>`)}
</select>${problem(id, said)}`

/** What is typed, chosen or ticked; each comes back under its own id. */
export const inputMarkup: DrawInputs = {
  textInput: ({ id, label, value, example, lines, problem: said }) => html`
<label for="${named(id)}">${label}</label>
${
  lines === 'many'
    ? html`<textarea id="${named(id)}" name="${named(id)}" rows="3" placeholder="${example}"${described(id, said)}>${value}</textarea>`
    : html`<input type="text" id="${named(id)}" name="${named(id)}" value="${value}" placeholder="${example}"${described(id, said)}>`
}${problem(id, said)}`,
  dateInput: ({ id, label, value, problem: said }) => html`
<label for="${named(id)}">${label}</label>
<input type="date" id="${named(id)}" name="${named(id)}" value="${value}"${described(id, said)}>${problem(id, said)}`,
  // Whom the directory alone knows is chosen in the chat, which has its own picker: who is chosen stays so.
  choicesInput: (part) =>
    part.directory
      ? html`<input type="hidden" name="${named(part.id)}" value="${part.chosen.join(',')}">`
      : options(part, 'checkbox'),
  choiceInput: (part) => (part.spread || searchOf(part) ? options(part, 'radio') : select(part)),
  copyable: ({ id, label, value }) => html`
<label for="${named(id)}">${label}</label>
<input type="text" id="${named(id)}" value="${value}" readonly>`,
  toggle: ({ id, label, on, problem: said }) => html`
<label class="option"><input type="checkbox" name="${named(id)}" value="true"${on && html` checked`}> <span>${label}</span></label>${problem(id, said)}`,
}
