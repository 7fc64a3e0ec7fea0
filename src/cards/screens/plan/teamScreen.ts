import { KEPT_MONTHS } from '../../../flows/channel/state.ts'
import type { PersonId } from '../../../flows/ids.ts'
import { LONGEST } from '../../../kit/plainText.ts'
import { buttons, type Card, card, heading, type Part, type PressData, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { clientWarning } from '../clientWarning.ts'
import { ZONES, zoneName } from '../person/preferenceScreens.ts'

/** A team's settings as they stand or were sent, right or wrong. */
export interface TeamForm {
  readonly where: PressData['data']
  /** What its newest round is called. */
  readonly title: string | undefined
  readonly coordinators: readonly PersonId[]
  readonly fields: {
    readonly language: string
    readonly zone: string
    readonly restFrom: string
    readonly restUntil: string
    readonly digest: boolean
    readonly kept: string
    readonly callLine: string
  }
  readonly problems: Readonly<Partial<Record<'restFrom' | 'restUntil' | 'callLine', string>>>
  readonly saved?: true
}

/** What a team chooses for itself; who coordinates changes on the control card. */
export const teamScreen = (voice: Voice, names: Names, form: TeamForm): Card => {
  const { say } = voice
  const { fields, where, coordinators } = form
  return card(say('teamPlan.settings.summary'), [
    heading(say('teamPlan.settings.title')),
    form.title !== undefined && text(form.title, 'strong'),
    form.saved && text(say('teamPlan.settings.saved'), 'strong'),
    {
      kind: 'choiceInput',
      id: 'language',
      label: say('teamPlan.settings.language'),
      value: fields.language,
      choices: voice.languages.map((id) => ({ id, name: say(`language.${id}`) })),
      none: say(`language.${voice.language}`),
    },
    {
      kind: 'choiceInput',
      id: 'zone',
      label: say('teamPlan.settings.zone'),
      value: fields.zone,
      choices: [...new Set([fields.zone, ...ZONES])].map((id) => ({ id, name: zoneName(voice, id) })),
      none: zoneName(voice, fields.zone),
    },
    {
      kind: 'toggle',
      id: 'digest',
      label: say('teamPlan.settings.digest'),
      yes: say('teamPlan.settings.digestYes'),
      on: fields.digest,
    },
    text(say('teamPlan.settings.rest'), 'small'),
    date(voice, form, 'restFrom'),
    date(voice, form, 'restUntil'),
    {
      kind: 'choiceInput',
      id: 'kept',
      label: say('teamPlan.settings.kept'),
      value: fields.kept,
      choices: KEPT_MONTHS.map((months) => ({ id: String(months), name: say('teamPlan.settings.months', { months }) })),
      none: say('teamPlan.settings.months', { months: Number(fields.kept) }),
    },
    {
      kind: 'textInput',
      id: 'callLine',
      label: say('guide.settings.label'),
      value: fields.callLine,
      example: say('guide.settings.example'),
      most: LONGEST.line,
      lines: 'one',
      problem: form.problems.callLine,
    },
    clientWarning(voice, 'name', say('guide.settings.hint')),
    buttons({
      label: say('teamPlan.settings.save'),
      main: true,
      verb: 'team.settings',
      data: { ...where, save: true },
    }),
    coordinators.length > 0 &&
      text(say('teamPlan.settings.coordinators', { names: coordinators.map(names).join(', ') }), 'small'),
    where.round !== undefined &&
      buttons({ label: say('teamPlan.settings.handOver'), verb: 'round.handOver', data: { round: where.round } }),
  ])
}

const date = ({ say }: Voice, { fields, problems }: TeamForm, id: 'restFrom' | 'restUntil'): Part => ({
  kind: 'dateInput',
  id,
  label: say(`teamPlan.settings.${id}`),
  value: fields[id],
  problem: problems[id],
})
