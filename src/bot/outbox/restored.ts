import { redrawn } from '../../flows/action/effects.ts'
import { decided, UNCHANGED } from '../../flows/decision.ts'
import { send } from '../../flows/effect.ts'
import type { PersonId, Platform } from '../../flows/ids.ts'
import { actionKey, roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { LIFE, type LifeNote } from '../../store/lifeNote.ts'
import { type Deps, personHash } from '../context.ts'
import { updatePerson } from '../people/people.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { breathe } from './tenants/wholeRows.ts'

/** A backup is recognised as one from this long after it was made. */
const EVERY = MINUTE

type LifeDeps = Pick<Deps, 'store' | 'wake' | 'now'>

/** Saves the moment in the store, and then beside it, where no backup reaches: once a minute, called at any time. */
export const lifeBeat = (deps: LifeDeps, note: LifeNote | undefined): (() => Promise<void>) => {
  let last = Number.NEGATIVE_INFINITY
  return async () => {
    const now = deps.now()
    if (!note || now < last + EVERY) return
    last = now
    const done = await transact(deps, LIFE, (known) =>
      (known?.noted ?? 0) >= now ? UNCHANGED : decided({ noted: now }),
    )
    note.write(done.state?.noted ?? now)
  }
}

/**
 * Whether the store was put back since the note beside it was written; who has to know is told from then on, once for each time.
 * To be called before any request is accepted.
 * @returns as of when it stands, where it says so
 */
export const recognizeRestore = async (
  deps: LifeDeps,
  note: LifeNote | undefined,
): Promise<{ readonly asOf: Instant | undefined } | undefined> => {
  const beside = note?.read()
  const known = await stateOf(deps, LIFE)
  if (beside === undefined || beside <= (known?.noted ?? 0)) return undefined
  const now = deps.now()
  const asOf = known?.noted
  const event = { type: 'storeRestored', at: now, ...(asOf === undefined ? {} : { asOf }) } as const
  await transact(deps, LIFE, () => decided({ noted: Math.max(now, beside) }, send(event, now, `storeRestored/${now}`)))
  return { asOf }
}

/** Whom to tell of a plan, by key: once, however much of it is theirs. */
interface Told {
  readonly platform: Platform
  readonly person: PersonId
  readonly language: Language
}

/**
 * Every round and action hears that what came after that moment is gone, and redraws its cards from what the store has. Who has an action in
 * hand, or steers a round that has a plan, hears it once: what was written since is nowhere, so that nobody knows whose it was.
 */
export const tellRestored = async (
  deps: Deps,
  { at, asOf }: { readonly at: Instant; readonly asOf?: Instant },
): Promise<void> => {
  const rows = await deps.whole.open()
  const planners = new Map<string, Told>()
  const plans = ({ platform, language }: Omit<Told, 'person'>, people: readonly PersonId[]): void => {
    for (const person of people) planners.set(personHash(deps.hash, platform, person), { platform, person, language })
  }
  const since = asOf === undefined ? {} : { asOf }
  try {
    for await (const batch of rows.states()) {
      for (const { key } of batch) {
        const [kind, place = ''] = key.split('/')
        if (kind === 'round') {
          const event = { type: 'storeRestored', at, ...since } as const
          const { state } = await transact(deps, roundKey(place), (round) => decideRound(round, event, deps.now()))
          if (state?.status === 'prioritised') plans(state, state.coordinators)
        }
        if (kind === 'action') {
          const { state } = await transact(deps, actionKey(place), (action) =>
            action ? decided(action, ...redrawn(action, deps.now())) : UNCHANGED,
          )
          if (state?.status === 'running') plans(state, state.owners)
        }
      }
      await breathe()
    }
    for (const told of planners.values())
      await updatePerson(deps, told.platform, told.person, { type: 'planRestored', at, ...since, ...told })
  } finally {
    await rows.close()
  }
}
