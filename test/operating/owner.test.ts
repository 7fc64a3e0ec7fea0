import { chownSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/command.ts'
import { runNode } from '../nodeProcess.ts'

/** Nobody in particular. */
const NOBODY = 65_533
const NOW = Date.parse('2026-11-28T07:00:05Z')
const KEY = `a:${Buffer.alloc(32, 1).toString('base64')}`

let folder: string
/** A file of another user than runs this. */
let foreign: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-owner-'))
  const asRoot = process.getuid?.() === 0
  foreign = asRoot ? join(folder, 'quickscan.db') : '/etc/passwd'
  if (!asRoot) return
  writeFileSync(foreign, '')
  chownSync(foreign, NOBODY, NOBODY)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], file: string) => {
  const env = { PATH: process.env.PATH, DATA_KEYS: KEY, DATA_FILE: file }
  const { status, stdout, stderr } = runNode(['bin/quickscan.mjs', ...args], { env, now: NOW })
  return { status, said: `${stdout}${stderr}` }
}

describe('whoever types a command on someone else’s file', () => {
  it.each([
    ['keys:rotate'],
    ['backup', '--out', 'nowhere.db'],
    ['restore', '--from', 'nowhere.db', '--yes'],
    ['person:erase', '--platform', 'teams', '--tenant', 't', '--person', 'p'],
  ])('is refused %s, and reads what to type', (...args) => {
    const { status, said } = run(args, foreign)
    expect(said).toMatch(/belongs to .*Nothing was done\. Type:\n {2}(sudo -u|runuser -u|setpriv --reuid) /s)
    expect(status).toBe(EXIT.refused)
  })
})

describe('the doctor', () => {
  it('says of the machine itself how old the newest backup is', () => {
    const backups = mkdtempSync(join(folder, 'backups-'))
    writeFileSync(join(backups, 'quickscan-20261128T040000Z.db'), '')
    utimesSync(join(backups, 'quickscan-20261128T040000Z.db'), NOW / 1000, NOW / 1000 - 3 * 3600)
    const { said } = run(['doctor', '--backups', backups], join(folder, 'own.db'))
    expect(said).toContain(`the newest backup in ${backups} is 3 hours old`)
  })
})
