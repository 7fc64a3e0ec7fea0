import { join } from 'node:path'
import type { Encryption } from '../src/store/encryption.ts'
import type { RawRows } from '../src/store/rawRows.ts'
import { roundKeys } from '../src/store/roundKeys.ts'
import { isSealed, type Sealed } from '../src/store/schema.ts'
import { openerOf } from '../src/store/sealedRounds.ts'
import { openSqliteKeyPlace } from '../src/store/sqlite/keyPlace.ts'
import { openSqliteRawRows } from '../src/store/sqlite/rawRows.ts'
import type { Team } from './practiceTeam.ts'

/** Every sealed value on a shelf, by the place it is sealed for; what is still to be done under `effect/…`. Closes the shelf. */
export const keptIn = async (shelf: RawRows): Promise<Map<string, Buffer>> => {
  const all = new Map<string, Buffer>()
  for await (const rows of shelf.states()) for (const { key, value } of rows) all.set(key, Buffer.from(value))
  for await (const rows of shelf.effects())
    for (const { id, value } of rows) all.set(`effect/${id}`, Buffer.from(value))
  await shelf.close()
  return all
}

/** The same of a practice team's file, opened. */
export const openedIn = async (
  { folder }: Pick<Team, 'folder'>,
  encryption: Encryption,
): Promise<Map<string, string>> => {
  const kept = await keptIn(openSqliteRawRows(join(folder, 'quickscan.db'), 'maintenance'))
  const keys = openSqliteKeyPlace(join(folder, 'round-keys.quickscan.db'))
  const open = openerOf(roundKeys(keys, encryption))
  try {
    const opened = [...kept].map(
      async ([place, value]) => [place, await unsealed(open, place, encryption.decrypt(place, value))] as const,
    )
    return new Map(await Promise.all(opened))
  } finally {
    await keys.close()
  }
}

/** A stored text with what was sealed in it back in its place; without it where its key is gone. */
export const unsealed = async (open: ReturnType<typeof openerOf>, place: string, text: string): Promise<string> => {
  const { state, ...stored } = JSON.parse(text)
  if (!isSealed(state)) return text
  const { sealed, ...rest } = state as { readonly sealed: Sealed; readonly event?: object }
  const part = (await open(place, sealed))?.state
  const whole = rest.event ? { ...rest, event: { ...rest.event, ...part } } : { ...rest, ...part }
  return JSON.stringify({ ...stored, state: whole })
}
