import { type BlockId, blockOf } from '../../../kit/kit.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { type ActionFields, REPEATS, TERMS } from '../../../kit/plan.ts'
import { PAGE } from '../../../kit/reading/pages.ts'
import {
  buttons,
  type Card,
  type Choice,
  card,
  heading,
  type Part,
  type PeopleSearch,
  type PressData,
  text,
} from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { peopleField } from '../peopleField.ts'

/** The form as it stands: everything typed so far, right or wrong. */
export interface ActionForm {
  readonly where: PressData['data']
  readonly people: readonly Choice[]
  /** The team's priorities, which come first. */
  readonly blocks: readonly BlockId[]
  readonly owners: readonly string[]
  /** Who was looked for by name, in a channel too large for a list. */
  readonly search?: PeopleSearch
  readonly fields: Readonly<Record<keyof ActionFields, string>>
  readonly more: boolean
  /** Whether the kit's own example stands above it. */
  readonly example?: true
  readonly problems: Readonly<Partial<Record<keyof ActionFields | 'people', string>>>
}

type FieldName = keyof ActionFields | 'people'

/** The fields of a form that nobody asked more of; the rest of the kit's template is behind [Meer velden]. */
const FIRST_FIELDS: readonly FieldName[] = ['block', 'what', 'people', 'owner', 'term', 'followUp', 'repeat']

/** Whether a form showed a field. @param shown what its button says that it showed; undefined: that isn't known */
export const isOnForm = (field: FieldName, shown: 'first' | 'all' | undefined): boolean =>
  shown === 'all' || (shown === 'first' && FIRST_FIELDS.includes(field))

/** These two stand on one line wherever the action is named. */
const isLine = (id: TextField): boolean => id === 'what' || id === 'owner'

/** Characters a field may hold. */
export const mostOf = (id: TextField): number => (isLine(id) ? LONGEST.line : LONGEST.remark)

export type TextField = 'what' | 'owner' | 'goal' | 'means' | 'indicator' | 'remarks'

/** The block first, then what, who and when; every other field of the kit's template behind [Meer velden]. */
export const actionFormScreen = (voice: Voice, form: ActionForm): Card => {
  const { say } = voice
  const shown = form.more ? 'all' : 'first'
  const changes = form.where.action !== undefined
  return card(say(changes ? 'openForms.changeAction' : 'action.form.summary'), [
    heading(say(changes ? 'openForms.changeAction' : 'action.form.title')),
    ...example(voice, form),
    Object.keys(form.problems).length > 0 && text(say('teamPlan.form.almost'), 'warning'),
    choice(voice, form, 'block', blockChoices(voice, form)),
    words(voice, form, 'what', say('action.form.whatExample')),
    {
      kind: 'choicesInput',
      id: 'people',
      label: say('action.form.who'),
      choices: form.people,
      chosen: form.owners,
      problem: form.problems.people,
      search: peopleField(
        voice,
        'people',
        { verb: 'action.form', data: { ...form.where, more: form.more, shown } },
        form.search,
      ),
    },
    words(voice, form, 'owner', say('action.form.ownerExample')),
    choice(
      voice,
      form,
      'term',
      named(TERMS, (id) => say(`teamPlan.form.${id}`)),
      true,
    ),
    date(
      voice,
      form,
      'followUp',
      form.where.action === undefined ? 'action.form.followUp' : 'teamPlan.form.nextFollowUp',
    ),
    choice(
      voice,
      form,
      'repeat',
      named(LAST_ONCE, (id) => say(`teamPlan.form.${id}`)),
    ),
    ...(form.more ? further(voice, form) : []),
    clientWarning(voice),
    buttons(
      {
        label: say('action.form.save'),
        main: true,
        verb: 'action.save',
        data: { ...form.where, more: form.more, shown },
      },
      !form.more && { label: say('action.form.more'), verb: 'action.form', data: { ...form.where, more: true, shown } },
      !changes &&
        !form.example && {
          ...{ label: say('wisdom.example'), verb: 'action.form' },
          data: { ...form.where, more: form.more, shown, example: true },
        },
    ),
  ])
}

/** The kit's own action, filled in whole, above the empty form. */
const example = ({ reading, say }: Voice, form: ActionForm): readonly Part[] => {
  const page = reading.pages.find(({ id }) => id === PAGE.example)
  if (!form.example || !page) return []
  const items = page.items.map(({ title, text: words }) => say('wisdom.filled', { field: title, words }))
  return [text(page.title, 'strong'), { kind: 'quote', text: items.join('\n') }]
}

/** A date that never comes again is chosen on purpose only. */
const LAST_ONCE = [...REPEATS.filter((id) => id !== 'once'), 'once'] as const

const named = <Id extends string>(ids: readonly Id[], nameOf: (id: Id) => string): readonly Choice[] =>
  ids.map((id) => ({ id, name: nameOf(id) }))

/** The priorities first, each marked as one. */
const blockChoices = ({ kit, say }: Voice, { blocks }: ActionForm): readonly Choice[] => {
  const others = kit.blocks.map(({ id }) => id).filter((id) => !blocks.includes(id))
  const name = (block: BlockId): string => say('result.block', { block, name: blockOf(kit, block).name })
  return [...named(blocks, (id) => say('teamPlan.form.priority', { block: name(id) })), ...named(others, name)]
}

const further = (voice: Voice, form: ActionForm): Part[] => {
  const { say } = voice
  return [
    date(voice, form, 'start'),
    date(voice, form, 'end'),
    words(voice, form, 'goal', say('teamPlan.form.goalExample')),
    words(voice, form, 'means', say('teamPlan.form.meansExample')),
    words(voice, form, 'indicator', say('teamPlan.form.indicatorExample')),
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
  label: say(id === 'repeat' ? 'teamPlan.form.repeat' : `action.form.${id}`),
  value: form.fields[id],
  choices,
  none: say(id === 'repeat' ? 'teamPlan.form.byTerm' : 'action.form.nothing'),
  problem: form.problems[id],
  ...(spread ? { spread } : {}),
})

const date = (
  { say }: Voice,
  form: ActionForm,
  id: 'followUp' | 'start' | 'end',
  label = `action.form.${id}`,
): Part => ({
  kind: 'dateInput',
  id,
  label: say(label),
  value: form.fields[id],
  problem: form.problems[id],
})
