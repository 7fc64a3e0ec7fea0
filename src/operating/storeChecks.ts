import { basename, dirname, join } from 'node:path'
import { DAY, HOUR, MINUTE } from '../kit/calendar/instant.ts'
import type { Check } from './checks.ts'

/** Whether it opens with the settings, and a value can be saved in it. */
export const store: Check = {
  name: 'store',
  suffers: 'everyone',
  hourly: false,
  run: async ({ settings, withStore }) => {
    const where = settings.REDIS_URL ? 'REDIS_URL' : `DATA_FILE (${settings.DATA_FILE})`
    try {
      await withStore((opened) => opened.probe(false))
      return { state: 'ok', words: `${where} opens with DATA_KEYS, and a value can be saved in it` }
    } catch (error) {
      return {
        state: 'wrong',
        words: `nothing can be saved in ${where}: ${error instanceof Error ? error.message : 'unknown'}`,
        todo: 'Put that right: nobody can answer or change anything until then.',
      }
    }
  },
}

/** The key that encrypts, and those that only decrypt. */
export const keys: Check = {
  name: 'keys',
  suffers: 'nobody',
  hourly: false,
  run: async ({ settings: { DATA_KEYS } }) => {
    const [first, ...older] = DATA_KEYS
    const again = older.find(({ id, secret }) => id === first.id || secret.equals(first.secret))
    if (again)
      return {
        state: 'wrong',
        words: `DATA_KEYS has ${again.id} twice, under the same id or with the same key`,
        todo: 'Give each key an id of its own, and make a new one with: openssl rand -base64 32',
      }
    return older.length === 0
      ? { state: 'ok', words: `all is encrypted with one key, ${first.id}` }
      : {
          state: 'warn',
          words: `new values are encrypted with ${first.id}; DATA_KEYS has ${older.map(({ id }) => id).join(', ')} too`,
          todo: 'Run quickscan keys:rotate, take the older keys out when it says so, and restart.',
        }
  },
}

/** What SQLite and the bot have beside a file; a copy that someone made there is no matter to the bot. */
const BESIDE = ['', '-wal', '-shm', '-journal', '.lock'] as const

/** All that belongs to the store on this machine, as far as it is there. */
const filesOf = (settings: Parameters<Check['run']>[0]['settings'], names: (folder: string) => readonly string[]) => {
  const { REDIS_URL, DATA_FILE, ROUND_KEYS_FILE, ERASURES_DIR } = settings
  const folder = dirname(DATA_FILE)
  const own = [basename(DATA_FILE), `round-keys.${basename(DATA_FILE)}`].flatMap((name) =>
    BESIDE.map((end) => `${name}${end}`),
  )
  const beside = REDIS_URL ? [] : names(folder).flatMap((name) => (own.includes(name) ? [join(folder, name)] : []))
  const erasures = ERASURES_DIR ?? (REDIS_URL ? undefined : join(folder, 'erasures'))
  return [
    ...beside,
    ...(ROUND_KEYS_FILE ? [ROUND_KEYS_FILE] : []),
    ...(erasures ? [erasures, ...names(erasures).map((name) => join(erasures, name))] : []),
  ]
}

/** Whether the bot can read and write all that is the store's: a command that ran as another user may have left something. */
export const owner: Check = {
  name: 'owner',
  suffers: 'everyone',
  hourly: true,
  run: async ({ settings, machine }) => {
    const { user } = machine
    if (user === undefined) return undefined
    const foreign = filesOf(settings, machine.names).filter((path) => {
      const facts = machine.facts(path)
      return facts !== undefined && facts.owner !== user && !facts.usable
    })
    if (foreign.length === 0)
      return { state: 'ok', words: `all files of the store belong to ${machine.nameOf(user) ?? `user ${user}`}` }
    return {
      state: 'wrong',
      words: `the bot runs as ${machine.nameOf(user) ?? `user ${user}`}, and can’t use these, which belong to someone else: ${foreign.join(', ')}`,
      todo: `Give them back: sudo chown ${machine.nameOf(user) ?? user} ${foreign.join(' ')}`,
    }
  },
}

/** What is due and wasn't sent. */
const LATE = 10 * MINUTE
const VERY_LATE = HOUR

export const effectsLate: Check = {
  name: 'effectsLate',
  // Who answers is answered; sent elsewhere she wouldn't get her messages sooner.
  suffers: 'nobody',
  hourly: true,
  run: async ({ withStore, now }) => {
    try {
      return await withStore(async (opened) => {
        const [{ due, dead }, next] = await Promise.all([opened.counts(now()), opened.nextDue()])
        const late = next === undefined ? 0 : now() - next
        if (due > 0 && late > LATE)
          return {
            state: late > VERY_LATE ? 'wrong' : 'warn',
            words: `${due} messages and steps are due and not done, the oldest for ${Math.floor(late / MINUTE)} minutes`,
            todo: 'Is a bot running on this store? If one is, its log says what keeps failing.',
          }
        if (dead > 0)
          return {
            state: 'warn',
            words: `${dead} messages or steps were given up`,
            todo: 'quickscan effects list shows them; requeue tries them again once the cause is gone.',
          }
        return { state: 'ok', words: 'nothing is late, and nothing was given up' }
      })
    } catch {
      // Why it doesn't open is said by the check of the store.
      return undefined
    }
  },
}

const OLD = 2 * DAY

/** How old the newest backup is. */
export const backup: Check = {
  name: 'backup',
  suffers: 'nobody',
  hourly: true,
  run: async ({ backups, machine, now }) => {
    if (backups === undefined) return undefined
    const written = machine.names(backups).flatMap((name) => machine.facts(join(backups, name))?.written ?? [])
    if (written.length === 0)
      return { state: 'warn', words: `there is no backup in ${backups}`, todo: 'Make one: quickscan backup --out FILE' }
    const age = now() - Math.max(...written)
    const words = `the newest backup in ${backups} is ${age < DAY ? `${Math.floor(age / HOUR)} hours` : `${Math.floor(age / DAY)} days`} old`
    return age > OLD
      ? { state: 'warn', words, todo: 'See why no newer one was made: what was given since is lost with this disk.' }
      : { state: 'ok', words }
  },
}
