import { join } from 'node:path'
import type { Encryption } from '../src/store/encryption.ts'
import type { RawRows } from '../src/store/rawRows.ts'
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
  return new Map([...kept].map(([place, value]) => [place, encryption.decrypt(place, value)]))
}
