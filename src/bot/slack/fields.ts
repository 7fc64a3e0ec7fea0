import { z } from 'zod'

const id = z.string().min(1).max(100)
const record = z.record(z.string(), z.unknown())
const option = z.object({ value: z.string().max(2000) })

/** What a field holds, by its element: https://docs.slack.dev/reference/block-kit/block-elements */
const fieldSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.enum(['static_select', 'radio_buttons']), selected_option: option.nullish() }),
  z.object({ type: z.enum(['checkboxes', 'multi_static_select']), selected_options: z.array(option).nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(id).nullish() }),
])
type Field = z.infer<typeof fieldSchema>

/** As a card of ours sends it back on any platform: text, a date, one id, or ids with commas between. */
const heldIn = (field: Field): string => {
  switch (field.type) {
    case 'plain_text_input':
      return field.value ?? ''
    case 'datepicker':
      return field.selected_date ?? ''
    case 'static_select':
    case 'radio_buttons':
      return field.selected_option?.value ?? ''
    case 'checkboxes':
    case 'multi_static_select':
      return (field.selected_options ?? []).map(({ value }) => value).join(',')
    case 'multi_users_select':
      return (field.selected_users ?? []).join(',')
  }
}

/** A card's fields as Slack sends them: by block, then by element. */
export const stateSchema = z.object({ values: z.record(z.string(), record) })
export type State = z.infer<typeof stateSchema>

/** What stands in a card's fields, each under its own id. */
export const fieldsOf = ({ values }: State): Record<string, string> =>
  Object.fromEntries(
    Object.values(values).flatMap((elements) =>
      Object.entries(elements).flatMap(([name, element]) => {
        const field = fieldSchema.safeParse(element)
        return field.success ? [[name, heldIn(field.data)]] : []
      }),
    ),
  )

/** What a button or window of ours carries along: JSON of an object, or nothing of ours. */
export const carried = (value: string): Record<string, unknown> | undefined => {
  try {
    const parsed = record.safeParse(JSON.parse(value))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
