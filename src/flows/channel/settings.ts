import type { Instant } from '../../kit/calendar/instant.ts'
import type { Rest } from '../../kit/calendar/rest.ts'
import type { Language } from '../../kit/languages.ts'
import { type Decision, decided } from '../decision.ts'
import { edit, send } from '../effect.ts'
import { type DigestPlace, replanDigest } from './digest.ts'
import { type Channel, type ChannelAddress, KEPT_MONTHS, type KeptMonths } from './state.ts'

/** What a team chose, as far as it did. */
export interface TeamSettings {
  readonly language: Language
  readonly zone: string
  /** Undefined: none. */
  readonly rest: Rest | undefined
  readonly digest: boolean
  readonly kept: KeptMonths
  /** Empty: none; undefined: as it was, since a form of before didn't ask. */
  readonly callLine?: string | undefined
}

/** What a team chooses. */
export type SettingsEvent = DigestPlace &
  (
    | {
        readonly type: 'settingsChosen'
        readonly settings: TeamSettings
      }
    | { readonly type: 'digestSet'; readonly on: boolean }
  )

/** A team's own settings. It refuses nothing: who may choose is the guard's. */
export const decideSettings = (
  team: Channel,
  here: ChannelAddress,
  event: SettingsEvent,
  now: Instant,
): Decision<Channel> => {
  if (event.type === 'digestSet')
    return replanned({ ...team, digest: { ...team.digest, off: !event.on } }, here, event, now)
  const { language, zone, rest, digest, kept, callLine = team.callLine ?? '' } = event.settings
  const { rest: _, callLine: __, ...others } = team
  const chosen: Channel = {
    ...others,
    language,
    zone,
    ...(rest ? { rest } : {}),
    ...(callLine === '' ? {} : { callLine }),
    keptMonths: kept,
    digest: { ...team.digest, off: !digest },
  }
  return replanned(chosen, here, event, now, kept !== (team.keptMonths ?? KEPT_MONTHS[1]))
}

const replanned = (
  team: Channel,
  here: ChannelAddress,
  place: DigestPlace,
  now: Instant,
  keeps = false,
): Decision<Channel> => {
  const { digest, effects } = replanDigest(team, here, place, now)
  const { platform, channel } = here
  return decided(
    { ...team, ...(digest ? { digest } : {}) },
    ...effects,
    ...(team.planCards ? [edit(`plan/${place.team}`, { screen: 'plan', platform, channel }, 'own', now)] : []),
    ...(keeps ? team.ended : []).map((round) =>
      send({ type: 'resultKeptFor', round, months: team.keptMonths ?? KEPT_MONTHS[1] }, now),
    ),
    ...(keeps ? (team.actions ?? []) : []).map((action) =>
      send({ type: 'planKeptFor', action, months: team.keptMonths ?? KEPT_MONTHS[1] }, now),
    ),
  )
}
