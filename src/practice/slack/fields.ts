import type { DrawnCard } from '../world.ts'

/** One field of a card in Slack, and what stands in it. */
export interface Field {
  readonly id: string
  readonly label: string
  readonly element: Readonly<Record<string, unknown>>
}

type Node = Readonly<Record<string, unknown>>
interface Option {
  readonly text: { readonly text: string }
  readonly value: string
}

export const fieldsOf = (card: DrawnCard): Field[] =>
  ((card.blocks ?? []) as readonly Node[]).flatMap((block) => {
    if (block.type !== 'input') return []
    const { element, label } = block as unknown as { element: Node; label: { text: string } }
    return [{ id: String(element.action_id), label: label.text, element }]
  })

/** What stands in a field that nobody touched: as text, with commas between several. */
export const standing = ({ element }: Field): string => {
  const {
    initial_value: typed,
    initial_date: date,
    initial_option: one,
    initial_options: several,
    initial_users: users,
    initial_user: user,
  } = element
  if (Array.isArray(several)) return (several as readonly Option[]).map(({ value }) => value).join(',')
  if (Array.isArray(users)) return users.join(',')
  return String(typed ?? date ?? (one as Option | undefined)?.value ?? user ?? '')
}

const listed = (value: string): readonly string[] => value.split(',').filter(Boolean)

/** What a client says of a field: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const stateOf = ({ element }: Field, value: string): Node => {
  const { type } = element
  const options = (element.options ?? []) as readonly Option[]
  const chosen = (values: readonly string[]): readonly Option[] =>
    options.filter((option) => values.includes(option.value))
  switch (type) {
    case 'plain_text_input':
      return { type, value: value === '' ? null : value }
    case 'datepicker':
      return { type, selected_date: value === '' ? null : value }
    case 'static_select':
    case 'radio_buttons':
      return { type, selected_option: chosen([value])[0] ?? null }
    case 'users_select':
      return { type, selected_user: value === '' ? null : value }
    case 'multi_users_select':
      return { type, selected_users: listed(value) }
    default:
      return { type, selected_options: chosen(listed(value)) }
  }
}

/** Lists that ballots had in earlier versions. A chat still has such cards: whoever chooses in one does so there. */
const EARLIER = /^stars\.\w+$/

const earlier = (typed: Readonly<Record<string, unknown>>) =>
  Object.entries(typed)
    .filter(([id]) => EARLIER.test(id))
    .map(([id, chosen]) => [
      id,
      { [id]: { type: 'static_select', selected_option: chosen === '' ? null : { value: String(chosen) } } },
    ])

/** The fields of a card as Slack sends them along, with what a person typed in place of what stood there. */
export const valuesOf = (card: DrawnCard, typed: Readonly<Record<string, unknown>>): Readonly<Record<string, Node>> =>
  Object.fromEntries([
    ...earlier(typed),
    ...fieldsOf(card).map((field) => [
      field.id,
      { [field.id]: stateOf(field, typed[field.id] === undefined ? standing(field) : String(typed[field.id])) },
    ]),
  ])
