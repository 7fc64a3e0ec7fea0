import type { Instant } from '../kit/calendar/instant.ts'
import { EMPTY_STARS } from '../kit/stars.ts'
import { EMPTY_TALLY } from '../kit/tally.ts'
import { type Effect, type EffectPayload, erasing, send } from './effect.ts'
import type { Key, RoundId } from './ids.ts'

/**
 * What of a round is sealed with a key of its own, which is destroyed when the round is done with it
 * (docs/decisions/023-a-key-per-round.md): `scan` until the result is frozen or the round is stopped, `stars` until the ranking
 * is frozen, `copies` until the last copy that was asked for has arrived or was given up.
 */
export type RoundSecret = (typeof ROUND_SECRETS)[number]
/** Each `RoundSecret`. */
export const ROUND_SECRETS = ['scan', 'stars', 'copies'] as const

/** A stored state or payload, by its fields. */
export type Fields = Readonly<Record<string, unknown>>

/** A state in two parts: what is sealed with its round's key, and what isn't. */
export interface Divided {
  readonly secret: RoundSecret
  readonly open: Fields
  readonly sealed: Fields
}

/** In a state whose sealed part can't be opened any more, until it is saved again: the id of the key that is gone. */
interface Unopened {
  readonly unopened?: string
}

/** What a sheet and a ballot are found, drawn, numbered and ended by. All else on them is sealed, what is added to them later included. */
const OPEN_QUESTIONNAIRE = [
  ...['round', 'id', 'page', 'platform', 'person', 'title', 'closesAt', 'cards', 'zone', 'language', 'blocks'],
  ...['channel', 'coordinator', 'floor', 'asksRole', 'quiet', 'heard', 'lost', 'change'],
]
const OPEN_PAGE = ['round', 'page', 'told']

interface Rule {
  readonly secretOf: (state: Fields) => RoundSecret | undefined
  /** What stays outside the sealed part. */
  readonly isOpen: (name: string, secret: RoundSecret) => boolean
  /** What stands in for a sealed part that can't be opened any more: as if nothing had been given yet. */
  readonly fresh: (secret: RoundSecret) => Fields
}

const NOTHING_ASKED = { nudged: 0, status: 'open' } as const
const GIVEN_IN_COPY = ['grades', 'remarks']

/** By kind of key. A sheet or ballot that is over holds nothing anyone gave, except a sheet whose copy is still on its way. */
const RULES: Readonly<Record<string, Rule>> = {
  sheet: {
    secretOf: ({ status, wantsCopy }) =>
      status !== 'closed' && status !== 'stopped' ? 'scan' : wantsCopy === true ? 'copies' : undefined,
    isOpen: (name, secret) => (secret === 'copies' ? !GIVEN_IN_COPY.includes(name) : OPEN_QUESTIONNAIRE.includes(name)),
    fresh: (secret) =>
      secret === 'copies'
        ? { grades: {}, remarks: {} }
        : { ...NOTHING_ASKED, at: { on: 'invitation' }, grades: {}, remarks: {}, wantsCopy: false },
  },
  ballot: {
    secretOf: ({ status }) => (status === 'closed' ? undefined : 'stars'),
    isOpen: (name) => OPEN_QUESTIONNAIRE.includes(name),
    fresh: () => ({ ...NOTHING_ASKED, stars: {}, reasons: {} }),
  },
  tally: {
    secretOf: () => 'scan',
    isOpen: (name) => OPEN_PAGE.includes(name),
    fresh: () => ({ given: [], added: [], sum: EMPTY_TALLY }),
  },
  stars: {
    secretOf: () => 'stars',
    isOpen: (name) => OPEN_PAGE.includes(name),
    fresh: () => ({ given: [], added: [], sum: EMPTY_STARS }),
  },
}

/** Divides a state that holds what people gave; undefined for every other. */
export const divided = ({ kind }: Key<unknown>, state: Fields): Divided | undefined => {
  const rule = RULES[kind]
  const secret = rule?.secretOf(state)
  if (!rule || secret === undefined) return undefined
  const { unopened: _, ...kept } = state
  const [open, sealed] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(kept).filter(([name]) => rule.isOpen(name, secret) === wanted)),
  )
  return { secret, open: open ?? {}, sealed: sealed ?? {} }
}

/** A state whose sealed part can't be opened any more. @param id of the key that is gone */
export const unopened = ({ kind }: Key<unknown>, open: Fields, secret: RoundSecret, id: string): Fields => ({
  ...open,
  ...RULES[kind]?.fresh(secret),
  ...(kind === 'sheet' || kind === 'ballot' ? { lost: true } : {}),
  unopened: id,
})

/** The one field of an effect's payload that carries what someone gave, with the round it is of; undefined where there is none. */
export const givenIn = (payload: EffectPayload) => {
  if (payload.do !== 'tell') return undefined
  const { event } = payload
  if (event.type === 'added') return { round: event.round, secret: 'scan', field: 'answers' } as const
  if (event.type === 'starsAdded') return { round: event.round, secret: 'stars', field: 'given' } as const
  return undefined
}

/** Destroys a key of a round, once nothing needs it any more: whatever it sealed is unreadable from then on, in each copy. */
export const destroyKey = (round: RoundId, secret: RoundSecret, due: number): Effect =>
  erasing({ id: `destroyKey/${secret}/${round}`, due, timing: 'date', payload: { do: 'destroyKey', round, secret } })

/** The id of the key that is gone, where a state was found that it sealed and that wasn't saved since. */
export const unopenedIn = (state: unknown): string | undefined => (state as Unopened | undefined)?.unopened

/** Tells the round, once for each key, that what people gave can't be opened any more. */
export const tellLoss = ({ kind, place: round }: Key<unknown>, key: string, now: Instant): Effect => {
  const type = kind === 'sheet' || kind === 'tally' ? 'answersLost' : 'starsLost'
  return send({ type, round, key }, now)
}
