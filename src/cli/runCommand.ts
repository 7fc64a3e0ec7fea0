import { BadSettings } from '../config.ts'
import { DecryptionFailed } from '../store/encryption.ts'
import { StoreTaken } from '../store/sqlite/file.ts'
import { StoreDown, StoreUnfit } from '../store/store.ts'

const EXPLAINED = [BadSettings, StoreUnfit, StoreDown, StoreTaken, DecryptionFailed]

/** Runs what someone started; what explains itself is said in its own words, without a stack. @param run whether it did what was asked */
export const runCommand = async (run: () => Promise<boolean>): Promise<void> => {
  try {
    process.exitCode = (await run()) ? 0 : 1
  } catch (error) {
    if (!(error instanceof Error) || !EXPLAINED.some((kind) => error instanceof kind)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
