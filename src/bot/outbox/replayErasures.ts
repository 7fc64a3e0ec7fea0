import { FORGOTTEN, step, UNCHANGED } from '../../flows/decision.ts'
import { notedKey, rosterKey, roundKey, sheetKey } from '../../flows/keys.ts'
import type { Erasure } from '../../flows/person/erasure.ts'
import { rostering } from '../../flows/roster/roster.ts'
import { steering } from '../../flows/round/decideRound.ts'
import { keeping } from '../../flows/sheet/sheetLifecycle.ts'
import { DAY } from '../../kit/instant.ts'
import type { Deps } from '../context.ts'
import { tellPerson } from '../people.ts'
import { settle } from '../transact.ts'
import type { Heard } from './outcome.ts'

/** Past every retention (24 months): what an older backup has, its own dates forget as soon as a bot starts on it. */
export const NOTES_KEPT_MONTHS = 25
const NOTES_KEPT = NOTES_KEPT_MONTHS * 31 * DAY

/** Written down outside the store first; then the store knows how far that is. */
export const noting = async (deps: Deps, erasure: Erasure): Promise<Heard> => {
  if (!deps.erasures) return 'heard'
  const { file, count } = deps.erasures.note(erasure, deps.now())
  await heardOf(deps, file, count)
  return 'heard'
}

const heardOf = (deps: Deps, file: string, noted: number) =>
  settle(deps, notedKey(file), (known) => step({ noted: Math.max(known?.noted ?? 0, noted) }))

/**
 * What was erased after the backup that this store was restored from is erased again, before anyone is let in. In a store
 * that was never restored there is nothing to do but what a killed process noted last.
 * @returns how many there were
 */
export const replaying = async (deps: Deps): Promise<number> => {
  let replayed = 0
  for (const { file, erasures, last } of deps.erasures?.all() ?? []) {
    const noted = (await deps.store.load(notedKey(file)))?.state.noted ?? 0
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
  await settle(deps, notedKey(file), (known) => (known ? step(FORGOTTEN) : UNCHANGED))
  deps.erasures?.remove(file)
}

const again = async (deps: Deps, erasure: Erasure): Promise<void> => {
  const now = deps.now()
  switch (erasure.what) {
    case 'person':
      await tellPerson(deps, erasure.platform, erasure.person, { ...erasure, type: 'erased' })
      return
    case 'sheet':
      await settle(deps, sheetKey(erasure.round, erasure.sheet), (sheet) =>
        keeping(sheet, { type: 'personErased' }, now),
      )
      return
    case 'round':
      // Its result was posted or never will be; a second one from older answers would differ.
      await settle(deps, roundKey(erasure.round), (round) => steering(round, { type: 'botRemoved' }, now))
      return
    case 'stars': {
      const round = (await deps.store.load(roundKey(erasure.round)))?.state
      if (round?.status !== 'starring') return
      for (let page = 0; page < round.pages; page++)
        await settle(deps, rosterKey(round.id, page), (roster) => rostering(roster, { type: 'ballotsReleased' }, now))
    }
  }
}
