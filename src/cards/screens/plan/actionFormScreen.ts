import type { BlockId } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { type ActionFields, REPEATS, TERMS } from '../../../kit/plan.ts'
import { buttons, type Card, type Choice, card, heading, type Part, type PressData } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** The form as it stands: everything typed so far, right or wrong. */
export interface ActionForm {
  readonly where: PressData['data']
  readonly people: readonly Choice[]
  /** The round's priorities come first. */
  readonly blocks: readonly BlockId[]
  readonly owners: readonly string[]
  readonly fields: Readonly<Record<keyof ActionFields, string>>
  readonly more: boolean
  readonly problems: Readonly<Partial<Record<keyof ActionFields | 'people', string>>>
}

/** These two stand on one line wherever the action is named. */
const isLine = (id: TextField): boolean => id === 'what' || id === 'owner'

/** Characters a field may hold. */
export const mostOf = (id: TextField): number => (isLine(id) ? LONGEST.line : LONGEST.remark)

export type TextField = 'what' | 'owner' | 'goal' | 'means' | 'indicator' | 'remarks'

/** Four fields first; every field of the kit's template behind [Meer velden], and nothing typed is lost in between. */
export const actionFormScreen = (voice: Voice, form: ActionForm): Card => {
  const { say } = voice
  return card(say('action.form.summary'), [
    heading(say('action.form.title')),
    words(voice, form, 'what', say('action.form.whatExample')),
    {
      kind: 'choicesInput',
      id: 'people',
      label: say('action.form.who'),
      choices: form.people,
      chosen: form.owners,
      problem: form.problems.people,
    },
    words(voice, form, 'owner', say('action.form.ownerExample')),
    choice(
      voice,
      form,
      'term',
      TERMS.map((id) => ({ id, name: say(`action.${id}`) })),
      true,
    ),
    date(voice, form, 'followUp'),
    ...(form.more ? further(voice, form) : []),
    buttons(
      { label: say('action.form.save'), main: true, verb: 'action.save', data: { ...form.where, more: form.more } },
      !form.more && { label: say('action.form.more'), verb: 'action.form', data: { ...form.where, more: true } },
    ),
  ])
}

const further = (voice: Voice, form: ActionForm): Part[] => {
  const { kit, say } = voice
  const order = [...form.blocks, ...kit.blocks.map(({ id }) => id).filter((id) => !form.blocks.includes(id))]
  const named = order.flatMap((id) => kit.blocks.filter((block) => block.id === id))
  return [
    choice(
      voice,
      form,
      'repeat',
      REPEATS.map((id) => ({ id, name: say(`action.form.${id}`) })),
    ),
    choice(
      voice,
      form,
      'block',
      named.map(({ id, name }) => ({ id, name: say('result.block', { block: id, name }) })),
    ),
    date(voice, form, 'start'),
    date(voice, form, 'end'),
    words(voice, form, 'goal', ''),
    words(voice, form, 'means', ''),
    words(voice, form, 'indicator', ''),
    words(voice, form, 'remarks', ''),
  ]
}

const words = ({ say }: Voice, form: ActionForm, id: TextField, example: string): Part => ({
  kind: 'textInput',
  id,
  label: say(`action.form.${id}`),
  value: form.fields[id],
  example,
  most: mostOf(id),
  lines: isLine(id) ? 'one' : 'many',
  problem: form.problems[id],
})

const choice = (
  { say }: Voice,
  form: ActionForm,
  id: 'term' | 'repeat' | 'block',
  choices: readonly Choice[],
  spread = false,
): Part => ({
  kind: 'choiceInput',
  id,
  label: say(`action.form.${id}`),
  value: form.fields[id],
  choices,
  none: say('action.form.nothing'),
  ...(spread ? { spread } : {}),
})

const date = ({ say }: Voice, form: ActionForm, id: 'followUp' | 'start' | 'end'): Part => ({
  kind: 'dateInput',
  id,
  label: say(`action.form.${id}`),
  value: form.fields[id],
  problem: form.problems[id],
})
