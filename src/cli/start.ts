import type { Run } from './command.ts'

/** Starts the bot. It ends by itself, so that there is no exit yet. */
export const start: Run = async () => {
  await (await import('../main.ts')).start()
  return undefined
}
