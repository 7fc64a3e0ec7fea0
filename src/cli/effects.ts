import { parseArgs } from 'node:util'
import { buildStore } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import type { Store } from '../store/store.ts'
import { runCommand } from './runCommand.ts'

const USAGE = `usage: npm run effects -- list
       npm run effects -- requeue ID…   (or --all: tries them again now)
       npm run effects -- drop ID…      (or --all: forgets them)

What the bot gave up doing: a message to someone it may not write to, or what failed for a day and a half. It works
beside a running bot, with the same settings.`

interface EffectsCommand {
  readonly what: string | undefined
  readonly ids: readonly string[]
  readonly all: boolean
}

/** Runs the command. @returns a line for each dead letter, and whether all that were named exist */
export const onEffects = async (
  store: Pick<Store, 'dead' | 'requeue' | 'drop'>,
  { what, ids, all }: EffectsCommand,
  now: number,
): Promise<{ readonly lines: readonly string[]; readonly ok: boolean }> => {
  const dead = await store.dead()
  if (what === 'list') {
    const rows = dead.map(({ id, reason, attempts }) => `${id}  ${reason}, ${attempts} tries`)
    return { lines: rows.length > 0 ? rows : ['Nothing was given up.'], ok: true }
  }
  const wanted = all ? dead.map(({ id }) => id) : ids
  if ((what !== 'requeue' && what !== 'drop') || (!all && ids.length === 0)) return { lines: [USAGE], ok: false }
  const done = await Promise.all(
    wanted.map(async (id) => ({ id, found: await (what === 'requeue' ? store.requeue(id, now) : store.drop(id)) })),
  )
  const word = what === 'requeue' ? 'tried again now' : 'forgotten'
  return {
    lines: done.map(({ id, found }) => `${id}  ${found ? word : 'not among what was given up'}`),
    ok: done.every(({ found }) => found),
  }
}

const run = async (): Promise<boolean> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } })
  const [what, ...ids] = positionals
  const settings = processStoreSettings()
  const store = await buildStore(settings, keyRingEncryption(settings.DATA_KEYS), () => undefined, 'maintenance')
  try {
    const { lines, ok } = await onEffects(store, { what, ids, all: values.all === true }, Date.now())
    for (const line of lines) console.log(line)
    return ok
  } finally {
    await store.close()
  }
}

if (import.meta.main) await runCommand(run)
