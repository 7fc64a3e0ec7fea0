import { decided, FORGOTTEN, UNCHANGED } from '../../flows/decision.ts'
import type { SubscriptionId } from '../../flows/ids.ts'
import { notedKey, personKey, roundKey, subscriptionKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import type { Erasure } from '../../flows/person/erasure.ts'
import { monthsOf, termEnd } from '../../flows/retention.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { decideSubscription } from '../../flows/subscription/subscription.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Deps } from '../context.ts'
import { erasePerson, eraseSheet } from '../people/erasePerson.ts'
import { noteAllAsked } from '../people/missedRounds.ts'
import { stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { eraseTenant } from './tenants/eraseTenant.ts'

/** Past every retention (24 months): what an older backup has, its own dates forget as soon as a bot starts on it. */
export const NOTES_KEPT_MONTHS = monthsOf('erasureNotes')

type NoteDeps = Pick<Deps, 'store' | 'wake' | 'erasureLog' | 'now'>

/** Writes an erasure to the log outside the store first; the store then records how much of the log it has seen. */
export const noteErasure = async (deps: NoteDeps, erasure: Erasure): Promise<DeliveryOutcome> => {
  if (!deps.erasureLog) return 'delivered'
  const { file, count } = deps.erasureLog.note(erasure, deps.now())
  await recordNoted(deps, file, count)
  return 'delivered'
}

const recordNoted = (deps: Pick<NoteDeps, 'store' | 'wake'>, file: string, noted: number) =>
  transact(deps, notedKey(file), (known) => decided({ noted: Math.max(known?.noted ?? 0, noted) }))

/**
 * Repeats, before any request is accepted, the erasures made after the backup this store was restored from. A store that was
 * never restored has at most the one that a killed process noted last.
 * @returns how many there were
 */
export const replayErasures = async (deps: Deps): Promise<number> => {
  let replayed = 0
  let areAskedNoted = false
  for (const { file, erasures, last } of deps.erasureLog?.all() ?? []) {
    const noted = (await stateOf(deps, notedKey(file)))?.noted ?? 0
    for (const erasure of erasures.slice(noted)) {
      // A backup of a version before 0.4.0 doesn't say in which rounds she was asked, and the sweep that notes it comes later.
      if (erasure.what === 'person' && !areAskedNoted) {
        await noteAllAsked(deps)
        areAskedNoted = true
      }
      await eraseAgain(deps, erasure)
      replayed += 1
    }
    if (isOver(deps, last)) await removeLog(deps, file)
    else if (erasures.length > noted) await recordNoted(deps, file, erasures.length)
  }
  return replayed
}

const isOver = ({ voice, now }: Deps, last: Instant): boolean => termEnd('erasureNotes', voice.zone, last) <= now()

/** While the bot runs, a file goes when its term is over; what this store hasn't heard of yet is done again at a start first. */
export const removeOldNotes = async (deps: Deps): Promise<void> => {
  for (const { file, erasures, last } of deps.erasureLog?.all() ?? []) {
    if (!isOver(deps, last)) continue
    const noted = (await stateOf(deps, notedKey(file)))?.noted ?? 0
    if (noted >= erasures.length) await removeLog(deps, file)
  }
}

/** An old log is removed too, since it names people. The file goes last, so that an interrupted start does it again. */
const removeLog = async (deps: Deps, file: string): Promise<void> => {
  await transact(deps, notedKey(file), (known) => (known ? decided(FORGOTTEN) : UNCHANGED))
  deps.erasureLog?.remove(file)
}

/** The address in the backup is hers again: it is closed, and so is what her own aggregate says of it. */
const withdrawAgain = async (deps: Deps, subscription: SubscriptionId): Promise<void> => {
  const known = await stateOf(deps, subscriptionKey(subscription))
  if (!known) return
  const event = { type: 'calendarWithdrawn', event: subscription, subscription } as const
  await transact(deps, personKey(known.person), (person) =>
    person ? decidePerson(known.person, person, event, deps.now()) : UNCHANGED,
  )
  await transact(deps, subscriptionKey(subscription), (one) =>
    decideSubscription(one, { type: 'subscriptionClosed', subscription }),
  )
}

const eraseAgain = async (deps: Deps, erasure: Erasure): Promise<void> => {
  const now = deps.now()
  switch (erasure.what) {
    case 'person':
      await erasePerson(deps, erasure.platform, erasure.person)
      return
    case 'tenant':
      await eraseTenant(deps, erasure.platform)
      return
    case 'subscription':
      return withdrawAgain(deps, erasure.subscription)
    case 'sheet':
      await eraseSheet(deps, erasure.round, erasure.sheet)
      return
    case 'round':
      // Its result was posted or never will be; a second one from older answers would differ.
      await transact(deps, roundKey(erasure.round), (round) => decideRound(round, { type: 'endedBeforeRestore' }, now))
      return
    case 'stars':
      await transact(deps, roundKey(erasure.round), (round) =>
        decideRound(round, { type: 'starsEndedBeforeRestore' }, now),
      )
  }
}
