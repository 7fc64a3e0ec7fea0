import { buildStore } from '../build/store.ts'
import { processStoreSettings } from '../config.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import type { Store } from '../store/store.ts'
import { EXIT, type Run, WrongUsage } from './command.ts'

const WORDS = ['list', 'requeue', 'drop'] as const
type What = (typeof WORDS)[number]

interface EffectsCommand {
  readonly what: What
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
  const done = await Promise.all(
    wanted.map(async (id) => ({ id, found: await (what === 'requeue' ? store.requeue(id, now) : store.drop(id)) })),
  )
  const word = what === 'requeue' ? 'tried again now' : 'forgotten'
  return {
    lines: done.map(({ id, found }) => `${id}  ${found ? word : 'not among what was given up'}`),
    ok: done.every(({ found }) => found),
  }
}

/** Lists what was given up, tries it again, or forgets it. */
export const effects: Run = async (asked, { now }) => {
  const [word, ...ids] = asked.words
  const what = WORDS.find((known) => known === word)
  const all = asked.flag('all')
  if (what === undefined)
    throw new WrongUsage(`effects ${word ?? ''}: expected list, requeue or drop (quickscan effects --help)`)
  if (what !== 'list' && ids.length === 0 && !all)
    throw new WrongUsage(`effects ${what}: which? Name their ids, or --all (quickscan effects list shows them)`)
  const settings = processStoreSettings()
  const store = await buildStore(settings, keyRingEncryption(settings.DATA_KEYS), () => undefined, 'maintenance')
  try {
    const { lines, ok } = await onEffects(store, { what, ids, all }, now())
    for (const line of lines) console.log(line)
    return ok ? EXIT.done : EXIT.failed
  } finally {
    await store.close()
  }
}
