import { formAgain, tooLongBy } from '../../../cards/fieldProblems.ts'
import { ZONES } from '../../../cards/screens/person/preferenceScreens.ts'
import { digestSetScreen } from '../../../cards/screens/plan/digestScreen.ts'
import type { TeamForm } from '../../../cards/screens/plan/teamScreen.ts'
import type { SettingsEvent } from '../../../flows/channel/settings.ts'
import { KEPT_MONTHS } from '../../../flows/channel/state.ts'
import { closingMoment } from '../../../kit/calendar/calendar.ts'
import { LONGEST, plainText } from '../../../kit/plainText.ts'
import { type Deps, voiceFor } from '../../context.ts'
import type { Reply } from '../../ports/handlers.ts'
import { whereOf } from '../../render/planScreens.ts'
import { drawMine, drawTeamForm, teamForm } from '../../render/teamScreens.ts'
import { updateChannel } from '../../updateChannel.ts'
import type { Contexts } from '../contexts.ts'
import { ok } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

type TeamContext = Contexts['teamCoordinator']
type Chosen = SettingsEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'team' | 'zone'> : never) : never

const decide = async ({ deps, press, channel }: TeamContext, event: Chosen): Promise<void> => {
  const { zone } = deps.voice
  await updateChannel(
    deps,
    { platform: press.platform, channel },
    (team) => ({ ...event, team, zone }) as SettingsEvent,
  )
}

/** The digest is the channel's: what answers there speaks its language. */
const setDigest = async (context: TeamContext, on: boolean): Promise<Reply> => {
  const { deps, channel, team } = context
  await decide(context, { type: 'digestSet', on })
  const voice = voiceFor(deps, { language: team?.language ?? deps.voice.language })
  return ok(digestSetScreen(voice, whereOf({ round: undefined, channel }), on))
}

interface SentSettings {
  readonly save?: boolean | undefined
  readonly language?: string | undefined
  readonly zone?: string | undefined
  readonly restFrom?: string | undefined
  readonly restUntil?: string | undefined
  readonly digest?: boolean | undefined
  readonly kept?: string | undefined
  readonly callLine?: string | undefined
}

/** A form shows all its fields: a date that doesn't come back was emptied. */
const typedInto = (form: TeamForm, sent: SentSettings, languages: readonly string[]): TeamForm => {
  const { language, zone, kept, digest, callLine } = form.fields
  const chosen = <T extends string>(all: readonly T[], given: string | undefined, now: string): string =>
    all.find((one) => one === given) ?? now
  return {
    ...form,
    fields: {
      language: chosen(languages, sent.language, language),
      zone: chosen(ZONES, sent.zone, zone),
      restFrom: sent.restFrom?.trim() ?? '',
      restUntil: sent.restUntil?.trim() ?? '',
      digest: sent.digest ?? (sent.language === undefined ? digest : false),
      kept: chosen(KEPT_MONTHS.map(String), sent.kept, kept),
      callLine: sent.callLine === undefined ? callLine : plainText(sent.callLine).replaceAll('\n', ' '),
    },
  }
}

const problemsIn = (deps: Deps, form: TeamForm): TeamForm['problems'] => {
  const callLine = tooLongBy(deps.voice, form.fields.callLine, LONGEST.line)
  return { ...(callLine === undefined ? {} : { callLine }), ...restProblems(deps, form) }
}

const restProblems = (deps: Deps, { fields: { restFrom, restUntil, zone } }: TeamForm): TeamForm['problems'] => {
  const { say } = deps.voice
  if (restFrom === '' && restUntil === '') return {}
  const [from, until] = [closingMoment(zone, restFrom), closingMoment(zone, restUntil)]
  if (from === undefined)
    return { restFrom: say(restFrom === '' ? 'teamPlan.settings.bothDays' : 'teamPlan.form.noSuchDay') }
  if (until === undefined)
    return { restUntil: say(restUntil === '' ? 'teamPlan.settings.bothDays' : 'teamPlan.form.noSuchDay') }
  if (restUntil < restFrom) return { restUntil: say('teamPlan.settings.endBeforeStart') }
  return until < deps.now() ? { restUntil: say('teamPlan.settings.passed') } : {}
}

const setTeam = async (context: TeamContext, sent: SentSettings): Promise<Reply> => {
  const { deps, press, channel } = context
  const { platform } = press
  const known = await teamForm(deps, platform, channel)
  if (sent.save !== true) return ok(await drawTeamForm(deps, platform, channel, known))
  const form = typedInto(known, sent, deps.voice.languages)
  const problems = problemsIn(deps, form)
  const drawn = await drawTeamForm(deps, platform, channel, { ...form, problems })
  const again = formAgain(deps.voice, drawn, sent, deps.now())
  if (again) return ok(again)
  if (Object.keys(problems).length > 0) return ok(drawn)
  const { language, zone, restFrom: from, restUntil: until, digest, kept, callLine } = form.fields
  await decide(context, {
    type: 'settingsChosen',
    settings: {
      language: deps.voice.languages.find((one) => one === language) ?? deps.voice.language,
      zone,
      rest: from === '' ? undefined : { from, until },
      digest,
      kept: KEPT_MONTHS.find((months) => String(months) === kept) ?? KEPT_MONTHS[1],
      callLine,
    },
  })
  return ok(await drawTeamForm(deps, platform, channel, { ...form, saved: true }))
}

/** What a team chooses for itself, and what a person does in her teams. */
export const teamVerbs: readonly Verb[] = [
  verb({
    verb: 'actions.mine',
    data: data.showMine,
    who: 'person',
    where: 'private',
    press: async ({ deps, press, person }, { page }) =>
      ok(await drawMine(deps, press.platform, press.actor, person, page)),
  }),
  verb({
    verb: 'digest.set',
    data: data.setDigest,
    who: 'teamCoordinator',
    where: 'both',
    press: (context, { on }) => setDigest(context, on),
  }),
  verb({ verb: 'team.settings', data: data.setTeam, who: 'teamCoordinator', where: 'private', press: setTeam }),
]
