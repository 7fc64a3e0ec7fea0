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
  z.object({ type: z.literal('users_select'), selected_user: id.nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(id).nullish() }),
])
type Field = z.infer<typeof fieldSchema>

/** A field's value in the form every platform sends it: text, a date, one id, or ids with commas between. */
const fieldValue = (field: Field): string => {
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
    case 'users_select':
      return field.selected_user ?? ''
    case 'multi_users_select':
      return (field.selected_users ?? []).join(',')
  }
}

/** A card's fields as Slack sends them: by block, then by element. */
export const stateSchema = z.object({ values: z.record(z.string(), record) })
/** The fields of a message or view, with what is filled in. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export type State = z.infer<typeof stateSchema>

/** The values of a card's fields, each under its own id. */
export const fieldsOf = ({ values }: State): Record<string, string> =>
  Object.fromEntries(
    Object.values(values).flatMap((elements) =>
      Object.entries(elements).flatMap(([name, element]) => {
        const field = fieldSchema.safeParse(element)
        return field.success ? [[name, fieldValue(field.data)]] : []
      }),
    ),
  )

/** The data in a button or window of ours, which is a JSON object; undefined for anything else. */
export const carried = (value: string): Record<string, unknown> | undefined => {
  try {
    const parsed = record.safeParse(JSON.parse(value))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
