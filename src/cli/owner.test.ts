import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FileFacts, Machine } from '../operating/machine.ts'
import { type Command, Refused } from './command.ts'
import { askedOf } from './commandLine.ts'
import { COMMANDS } from './commands.ts'
import { foreignFile, refuseOthers } from './owner.ts'

const ROOT = 0
const SERVICE = 995
const SOMEONE = 1000
const FILE = '/var/lib/quickscan/quickscan.db'

interface Here {
  readonly user: number
  readonly owners: Readonly<Record<string, number>>
  readonly sudo?: boolean
  readonly mode?: number
}
const facts = (owner: number, mode = 0o600): FileFacts => ({ owner, mode, isFolder: false, usable: true, written: 0 })
const machine = ({ user, owners, sudo = true, mode }: Here): Machine => ({
  user,
  nameOf: (id) => new Map([[SERVICE, 'quickscan']]).get(id),
  facts: (path) => (path in owners ? facts(owners[path] ?? ROOT, mode) : undefined),
  names: () => [],
  has: () => sudo,
  free: () => undefined,
  environment: [],
})
const OWNERS = { '/': ROOT, '/var/lib/quickscan': SERVICE, [FILE]: SERVICE }
const row = (name: string): Command => {
  const found = COMMANDS.find((one) => one.name === name)
  if (!found) throw new Error(name)
  return found
}
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  backup: ['--out', '/backups/today.db'],
  restore: ['--from', '/backups/today.db'],
  copy: ['--from', FILE, '--to', 'redis://127.0.0.1:6379'],
  why: ['--platform', 'teams', '--tenant', 't', '--person', 'p'],
  'person:erase': ['--platform', 'teams', '--tenant', 't', '--person', 'p'],
  'tenant:erase': ['--platform', 'teams', '--tenant', 't'],
}
const refusing = (name: string, here: Here): void => {
  const args = ARGUMENTS[name] ?? []
  refuseOthers(row(name), askedOf(row(name), args), machine(here), ['/usr/bin/quickscan', name, ...args])
}

describe('whoever runs a command', () => {
  beforeEach(() => {
    for (const name of ['REDIS_URL', 'ROUND_KEYS_FILE', 'ERASURES_DIR']) vi.stubEnv(name, undefined)
    vi.stubEnv('DATA_FILE', FILE)
    vi.stubEnv('DATA_KEYS', 'a:secret')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  const writing = COMMANDS.filter(({ places }) => places !== 'none').map(({ name }) => name)

  it.each(writing)('as root is refused %s on a service’s file, with the command to type', (name) => {
    expect(() => refusing(name, { user: ROOT, owners: OWNERS })).toThrow(Refused)
    expect(() => refusing(name, { user: ROOT, owners: OWNERS })).toThrow(
      `sudo -u quickscan --preserve-env=DATA_FILE,DATA_KEYS /usr/bin/quickscan ${name}`,
    )
    expect(() => refusing(name, { user: ROOT, owners: OWNERS, sudo: false })).toThrow(
      `runuser -u quickscan -- /usr/bin/quickscan ${name}`,
    )
  })

  it.each(writing.filter((name) => name !== 'start'))('as someone else is refused %s as well', (name) => {
    expect(() => refusing(name, { user: SOMEONE, owners: OWNERS })).toThrow('sudo -u quickscan')
  })

  it.each(writing)('as its owner may %s', (name) => {
    expect(() => refusing(name, { user: SERVICE, owners: OWNERS })).not.toThrow()
  })

  it.each(COMMANDS.filter(({ places }) => places === 'none').map(({ name }) => name))('as anyone may %s', (name) => {
    const commands = COMMANDS.find((one) => one.name === name)
    const asked = { text: () => undefined, flag: () => false, words: [] }
    if (commands) refuseOthers(commands, asked, machine({ user: SOMEONE, owners: OWNERS }), [])
  })

  it('is told by number of an owner without a name, and the words of the command hold in a shell', () => {
    const owners = { ...OWNERS, [FILE]: 61_234 }
    const said = (sudo: boolean) => (): void =>
      refuseOthers(row('backup'), askedOf(row('backup'), ['--out', "it's.db"]), machine({ user: ROOT, owners, sudo }), [
        'quickscan',
        '--out',
        "it's.db",
      ])
    expect(said(true)).toThrow("sudo -u '#61234'")
    expect(said(true)).toThrow(String.raw`--out 'it'\''s.db'`)
    expect(said(false)).toThrow('setpriv --reuid 61234 --regid 61234 --clear-groups quickscan')
  })

  it('may use what everyone may write to, as on a share of the network where all belongs to one user; not root', () => {
    const owners = { '/': ROOT, '/var/lib/quickscan': SERVICE, [FILE]: SERVICE }
    expect(foreignFile(machine({ user: SOMEONE, owners, mode: 0o777 }), [FILE])).toBeUndefined()
    expect(foreignFile(machine({ user: ROOT, owners, mode: 0o777 }), [FILE])).toMatchObject({ owner: SERVICE })
    expect(foreignFile(machine({ user: SOMEONE, owners, mode: 0o770 }), [FILE])).toMatchObject({ owner: SERVICE })
  })

  it('may not make a file as root in a folder of the service', () => {
    const owners = { '/': ROOT, '/var/lib/quickscan': SERVICE }
    expect(() => refusing('start', { user: ROOT, owners })).toThrow('sudo -u quickscan')
    expect(foreignFile(machine({ user: ROOT, owners: { '/': ROOT } }), ['/new/place/q.db'])).toBeUndefined()
    // Whether she may write there the store itself says.
    expect(foreignFile(machine({ user: SOMEONE, owners: { '/': ROOT } }), ['/new/place/q.db'])).toBeUndefined()
  })

  it('is looked at for the keys of rounds and the erasures too, and for Redis by these alone', () => {
    vi.stubEnv('DATA_FILE', undefined)
    vi.stubEnv('REDIS_URL', 'redis://127.0.0.1:6379')
    expect(() => refusing('keys:rotate', { user: ROOT, owners: OWNERS })).not.toThrow()
    vi.stubEnv('ERASURES_DIR', '/var/lib/quickscan')
    expect(() => refusing('keys:rotate', { user: ROOT, owners: OWNERS })).toThrow('/var/lib/quickscan belongs to')
  })

  it('can’t be told in a container where the owner has no number, and isn’t refused', () => {
    const owners = { ...OWNERS, [FILE]: 65_534 }
    expect(foreignFile(machine({ user: ROOT, owners }), [FILE])).toBeUndefined()
  })
})
