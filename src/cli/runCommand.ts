import { BadSettings } from '../config.ts'
import { DecryptionFailed } from '../store/encryption.ts'
import { StoreTaken } from '../store/sqlite/file.ts'
import { StoreDown, StoreUnfit } from '../store/store.ts'

const EXPLAINED = [BadSettings, StoreUnfit, StoreDown, StoreTaken, DecryptionFailed]

/**
 * Runs a maintenance command and sets the exit code. Errors whose message explains itself are printed without a stack.
 * @param run resolves to whether it did what was asked
 */
export const runCommand = async (run: () => Promise<boolean>): Promise<void> => {
  try {
    process.exitCode = (await run()) ? 0 : 1
  } catch (error) {
    if (!(error instanceof Error) || !EXPLAINED.some((kind) => error instanceof kind)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
