import { decided, FORGOTTEN, UNCHANGED } from '../../flows/decision.ts'
import { notedKey, rosterKey, roundKey, sheetKey } from '../../flows/keys.ts'
import type { Erasure } from '../../flows/person/erasure.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { DAY } from '../../kit/instant.ts'
import type { Deps } from '../context.ts'
import { updatePerson } from '../people.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import type { DeliveryOutcome } from './outcome.ts'

/** Past every retention (24 months): what an older backup has, its own dates forget as soon as a bot starts on it. */
export const NOTES_KEPT_MONTHS = 25
const NOTES_KEPT = NOTES_KEPT_MONTHS * 31 * DAY

/** Written down outside the store first; then the store knows how far that is. */
export const noteErasure = async (deps: Deps, erasure: Erasure): Promise<DeliveryOutcome> => {
  if (!deps.erasureLog) return 'heard'
  const { file, count } = deps.erasureLog.note(erasure, deps.now())
  await heardOf(deps, file, count)
  return 'heard'
}

const heardOf = (deps: Deps, file: string, noted: number) =>
  transact(deps, notedKey(file), (known) => decided({ noted: Math.max(known?.noted ?? 0, noted) }))

/**
 * What was erased after the backup that this store was restored from is erased again, before anyone is let in. In a store
 * that was never restored there is nothing to do but what a killed process noted last.
 * @returns how many there were
 */
export const replayErasures = async (deps: Deps): Promise<number> => {
  let replayed = 0
  for (const { file, erasures, last } of deps.erasureLog?.all() ?? []) {
    const noted = (await stateOf(deps, notedKey(file)))?.noted ?? 0
    for (const erasure of erasures.slice(noted)) {
      await again(deps, erasure)
      replayed += 1
    }
    if (last + NOTES_KEPT < deps.now()) await noLonger(deps, file)
    else if (erasures.length > noted) await heardOf(deps, file, erasures.length)
  }
  return replayed
}

/** A note names a person: it goes too. The file last, so that a start that is cut off here does it again. */
const noLonger = async (deps: Deps, file: string): Promise<void> => {
  await transact(deps, notedKey(file), (known) => (known ? decided(FORGOTTEN) : UNCHANGED))
  deps.erasureLog?.remove(file)
}

const again = async (deps: Deps, erasure: Erasure): Promise<void> => {
  const now = deps.now()
  switch (erasure.what) {
    case 'person':
      await updatePerson(deps, erasure.platform, erasure.person, { ...erasure, type: 'erased' })
      return
    case 'sheet':
      await transact(deps, sheetKey(erasure.round, erasure.sheet), (sheet) =>
        decideSheetLifecycle(sheet, { type: 'personErased' }, now),
      )
      return
    case 'round':
      // Its result was posted or never will be; a second one from older answers would differ.
      await transact(deps, roundKey(erasure.round), (round) => decideRound(round, { type: 'botRemoved' }, now))
      return
    case 'stars': {
      const round = await roundOf(deps, erasure.round)
      if (round?.status !== 'starring') return
      for (let page = 0; page < round.pages; page++)
        await transact(deps, rosterKey(round.id, page), (roster) =>
          decideRoster(roster, { type: 'ballotsReleased' }, now),
        )
    }
  }
}
