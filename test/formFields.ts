import { fieldsOf as slackFields } from '../src/practice/slack/fields.ts'
import type { DrawnCard } from '../src/practice/world.ts'
import { nodesIn } from './nodes.ts'

/** What a field takes, whichever platform draws it. */
export type Takes = 'text' | 'date' | 'choice' | 'choices' | 'people' | 'tick'

/** One field of a drawn card: what it takes, what stands in it, and what is said right beside it. */
export interface DrawnField {
  readonly id: string
  readonly takes: Takes
  readonly stands: string
  readonly said: string
}

type Node = Readonly<Record<string, unknown>>

const WARNING = '⚠️'

const ofTeams = (card: DrawnCard): DrawnField[] => {
  const nodes = nodesIn({ ...card, refresh: undefined })
  return (card.body as readonly Node[]).flatMap((node, at, all): DrawnField[] => {
    if (!String(node.type).startsWith('Input.')) return []
    const next = JSON.stringify(nodesIn(all[at + 1] ?? {}).flatMap(({ text }) => text ?? []))
    const takes = {
      'Input.Text': 'text',
      'Input.Date': 'date',
      'Input.Toggle': 'tick',
      'Input.ChoiceSet': node['choices.data'] ? 'people' : node.isMultiSelect ? 'choices' : 'choice',
    }[String(node.type)] as Takes
    const stands = String(node.value ?? '')
    if (!nodes.some(({ id }) => id === node.id)) return []
    return [{ id: String(node.id), takes, stands, said: next.includes(WARNING) ? next : '' }]
  })
}

const ofSlack = (card: DrawnCard): DrawnField[] => {
  const blocks = card.blocks as readonly Node[]
  const typed = (card.typed ?? {}) as Readonly<Record<string, unknown>>
  const errors = (card.errors ?? {}) as Readonly<Record<string, string>>
  return slackFields(card).map((field): DrawnField => {
    const { id, element } = field
    const at = blocks.findIndex(({ block_id }) => block_id === id)
    const next = JSON.stringify(blocks[at + 1] ?? {})
    const type = String(element.type)
    const takes: Takes =
      type === 'plain_text_input'
        ? 'text'
        : type === 'datepicker'
          ? 'date'
          : type.includes('users')
            ? 'people'
            : type.startsWith('multi') || (type === 'checkboxes' && !isTick(element))
              ? 'choices'
              : type === 'checkboxes'
                ? 'tick'
                : 'choice'
    const said = errors[id] ?? (next.includes(WARNING) && next.includes('context') ? next : '')
    return { id, takes, stands: String(typed[id] ?? standingIn(field)), said }
  })
}

const isTick = ({ options }: Node): boolean =>
  Array.isArray(options) && options.length === 1 && (options[0] as { value?: unknown }).value === 'true'

const standingIn = ({ element }: { readonly element: Node }): string => {
  const { initial_value, initial_date, initial_option, initial_options, initial_users, initial_user } = element
  const values = (some: unknown): string =>
    (some as readonly ({ readonly value?: string } | string)[])
      .map((one) => (typeof one === 'string' ? one : (one.value ?? '')))
      .join(',')
  if (initial_options) return values(initial_options)
  if (initial_users) return values(initial_users)
  if (initial_option) return values([initial_option])
  return String(initial_value ?? initial_date ?? initial_user ?? '')
}

/** The fields of a card, in reading order. */
export const drawnFields = (card: DrawnCard): DrawnField[] => ('blocks' in card ? ofSlack(card) : ofTeams(card))
