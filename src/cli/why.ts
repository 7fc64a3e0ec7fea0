import type { EffectPayload } from '../flows/effect.ts'
import type { PersonId } from '../flows/ids.ts'
import { personKey, roundKey } from '../flows/keys.ts'
import { hoursOf, type Person } from '../flows/person/person.ts'
import { isWithin, withinHours } from '../kit/calendar/hours.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { DecryptionFailed, type Encryption } from '../store/encryption.ts'
import type { EffectRow, RawRows } from '../store/rawRows.ts'
import { openEnvelope } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'
import { directoryPort } from './erasing/directoryPort.ts'
import { withSomeone } from './erasing/withSomeone.ts'

/** A private message that is owed to her: how it stands, and nothing of what it says. */
export type Owed = Pick<EffectRow, 'due' | 'attempts' | 'reason'>

/** All that is looked at. */
export interface Looked {
  /** Undefined where nothing is kept of her. */
  readonly person: Person | undefined
  readonly owed: readonly Owed[]
  /** In how many of the rounds in which she is asked her card was refused. */
  readonly unreachable: number
  readonly zone: string
}

const moment = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
const messages = (count: number): string => (count === 1 ? '1 private message' : `${count} private messages`)

const FAILED = [
  [
    /^credentials$/,
    "the platform doesn't take the bot's secret or token (quickscan doctor says what to do); they wait",
  ],
  [/^platform 0$/, 'the platform gives no answer (network, proxy, or the platform itself); they are tried again'],
  [/^platform 429$/, 'the platform asks to wait, there is too much at once; they are tried again'],
  [/^platform 40[34]$/, 'the platform refuses to reach her: the app isn’t installed for her, or was blocked'],
  [/^platform/, 'the platform has trouble of its own; they are tried again'],
  [/^quiet hours$/, 'they wait for her hours; the bot writes to nobody outside these by itself'],
] as const

const becauseOf = (reason: string): string =>
  FAILED.find(([pattern]) => pattern.test(reason))?.[1] ?? 'the bot failed at them itself; the log says where'

/** Why she got no message, in plain words: of what is owed to her only that it is. */
export const reasonsFor = ({ person, owed, unreachable, zone }: Looked, now: Instant): readonly string[] => {
  if (!person && owed.length === 0)
    return [
      'Nothing is kept of that person: nobody asked her anything here yet (a round that is begun outside working hours asks people once these begin), or she erased everything of hers.',
    ]
  const dead = owed.filter(({ due }) => due === undefined)
  const waiting = owed.filter(({ due, attempts, reason }) => due !== undefined && (attempts > 0 || reason !== ''))
  const later = owed.filter(({ due, reason }) => due !== undefined && due > now && reason === '')
  const byReason = [...Map.groupBy(waiting, ({ reason }) => reason)]
  const hours = hoursOf(person, zone)
  const lines = [
    ...(person && person.chat === undefined
      ? ['The bot has no private chat with her yet: the app isn’t installed for her, or it never had to write to her.']
      : []),
    ...(unreachable > 0
      ? ['Her card was refused when she was asked, and whoever steers that round was told: install the app for her.']
      : []),
    ...dead.map(({ reason }) => `${messages(1)} was given up: ${becauseOf(reason)} (quickscan effects list).`),
    ...byReason.map(([reason, some]) => `${messages(some.length)} not delivered yet: ${becauseOf(reason)}.`),
    ...(later.length > 0 ? [`${messages(later.length)} planned for later.`] : []),
    ...(isWithin(hours, now)
      ? []
      : [`It is outside her hours: what is not an answer to her comes from ${moment(withinHours(hours, now))} on.`]),
  ]
  return lines.length > 0 ? lines : ['Nothing is owed to her now: all that was to be sent was taken by the platform.']
}

const payloadOf = (encryption: Encryption, { id, value }: EffectRow): EffectPayload | undefined => {
  try {
    return openEnvelope<EffectPayload>(`effect/${id}`, encryption.decrypt(`effect/${id}`, value))
  } catch (error) {
    if (!(error instanceof DecryptionFailed)) throw error
    return undefined
  }
}

const owedTo = async (
  rows: RawRows,
  encryption: Encryption,
  isHers: (person: PersonId, tenant: string) => boolean,
): Promise<readonly Owed[]> => {
  const owed: Owed[] = []
  for await (const batch of rows.effects())
    for (const row of batch) {
      if (!row.id.startsWith('post/')) continue
      const payload = payloadOf(encryption, row)
      if (
        payload?.do === 'post' &&
        payload.to.in === 'private' &&
        isHers(payload.to.person, payload.to.platform.tenant)
      )
        owed.push({ due: row.due, attempts: row.attempts, reason: row.reason })
    }
  return owed
}

const refusedIn = async (store: Store, known: Person | undefined, person: PersonId): Promise<number> => {
  const ids = new Set([
    ...(known?.askedIn ?? []),
    ...(known?.tasks ?? []).flatMap((task) => ('round' in task ? task.round : [])),
  ])
  const rounds = await Promise.all([...ids].map((id) => store.load(roundKey(id))))
  return rounds.filter((round) => round?.state.unreachable.includes(person)).length
}

/** Says why someone got no message. Whoever the bot never reached it knows by Teams' own id alone: Teams is asked whose that is. */
export const why: Run = async (asked, { now }) =>
  withSomeone(
    asked,
    directoryPort(now),
    async ({ platform, named, found, settings, encryption, store, rows, hashOf }) => {
      const id = found.person ?? named
      const person = (await store.load(personKey(hashOf(id))))?.state
      const owed = await owedTo(rows, encryption, (one, tenant) => one === id && tenant === platform.tenant)
      const unreachable = await refusedIn(store, person, id)
      for (const line of reasonsFor({ person, owed, unreachable, zone: settings.TIME_ZONE }, now())) console.log(line)
      return EXIT.done
    },
  )
