import { DecryptionFailed } from '../../../store/encryption.ts'
import type { WholeStore } from '../../../store/rawRows.ts'
import { openEnvelope } from '../../../store/schema.ts'
import type { OpenedRow } from './tenantRows.ts'

/** A value that no key opens any more tells nothing; it may still be found by where it stands. */
export const openedRow = ({ encryption }: WholeStore, key: string, value: Uint8Array): OpenedRow => {
  try {
    return { key, value: openEnvelope<unknown>(key, encryption.decrypt(key, value)) }
  } catch (error) {
    if (!(error instanceof DecryptionFailed)) throw error
    return { key, value: undefined }
  }
}

/** Lets a bot answer people between two batches. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Every saved state of some kinds, opened, in batches; some perhaps twice. @param kinds as keys begin */
export async function* statesOf(whole: WholeStore, kinds: readonly string[]): AsyncGenerator<readonly OpenedRow[]> {
  const rows = await whole.open()
  try {
    for await (const batch of rows.states(kinds.length === 1 ? kinds[0] : undefined)) {
      yield batch
        .filter(({ key }) => kinds.includes(key.slice(0, key.indexOf('/'))))
        .map(({ key, value }) => openedRow(whole, key, value))
      await breathe()
    }
  } finally {
    await rows.close()
  }
}
