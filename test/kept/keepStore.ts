import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { zipSync } from 'fflate'
import manifest from '../../package.json' with { type: 'json' }
import { openPractice } from '../../src/cli/demo.ts'
import { pressablesOf } from '../../src/practice/cardReading.ts'
import { chance } from '../../src/practice/chance.ts'
import { emptySheets, type Sheet } from '../../src/practice/play/autoActs.ts'
import { closeScan, fillIn, startScan } from '../../src/practice/play/autoScan.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { KEPT_KEY } from './keptStores.ts'

/**
 * Writes what this version leaves in a file to `test/kept/`, as it is: a round with its result and an action to look back at, a second
 * round under way with three hand-ins and one half, and what is still to be sent. For `keptStores.test.ts` of every later version: run it
 * before the version is changed (docs/releasing.md), and with `-- --platform slack` for the one on Slack.
 */
const { platform } = parseArgs({ options: { platform: { type: 'string', default: 'teams' } } }).values
if (platform !== 'teams' && platform !== 'slack') throw new Error('--platform is teams or slack')
const practice = await openPractice({
  platform,
  clock: standingClock(Date.parse('2026-11-23T09:00:00+01:00')),
  people: practiceTeam().slice(0, 5),
  environment: { DATA_KEYS: `${KEPT_KEY.id}:${KEPT_KEY.secret.toString('base64')}` },
})
const { room, running, settled, folder } = practice
const quiet = (): void => undefined
const same = (id: string): string => id
const random = chance(3)

const begin = async (handIns: number): Promise<readonly Sheet[]> => {
  const sheets = emptySheets(room, settled)
  const [lotte] = sheets
  if (lotte) await startScan(room, lotte.player, quiet, same)
  await room.pass('PT5S')
  for (const sheet of sheets.slice(0, handIns)) await fillIn(sheet, running.voice.kit, random, false, quiet)
  return sheets
}

const plan = async (sheets: readonly Sheet[]): Promise<void> => {
  const [lotte, samir] = sheets.map(({ player }) => player)
  if (!lotte || !samir) throw new Error('nobody')
  await closeScan(room, lotte, quiet, same)
  await lotte.presses('We hebben het besproken')
  for (const { player } of sheets.slice(0, 4)) {
    await player.stars('1', 5)
    await player.stars('2', 3)
    await player.does('ballot.cast')
  }
  await lotte.presses('Sterren afsluiten')
  await lotte.presses('Ja, afsluiten')
  await lotte.presses('Bevestigen', { reason: 'Dit kunnen we nu aan.' })
  await room.pass('PT1M')
  const priorities = room.world.messages.findLast(
    ({ place, card }) =>
      place === 'channel' && pressablesOf(card ?? {}).some(({ label }) => label === 'Actie toevoegen'),
  )
  if (!priorities) throw new Error('no priorities')
  const fields = {
    ...{ what: 'Elke week een uur TikTok verkennen', people: room.world.ids.person(samir.id) },
    ...{ indicator: 'nieuwe volgers uit de wijk', repeat: 'monthly' },
  }
  await samir.pressesIn(priorities, 'Actie toevoegen')
  await samir.presses('Meer velden', fields)
  await samir.presses('Bewaren', fields)
  await room.pass('PT1M')
}

/** Everything in the folder but what a running bot holds, each database without what it has in its log. */
const filesIn = (from: string): Record<string, Uint8Array> => {
  const copies = mkdtempSync(join(tmpdir(), 'quickscan-keep-'))
  const names = readdirSync(from, { recursive: true }).map(String)
  const databases = names.filter((name) => name.endsWith('.db'))
  for (const name of databases) {
    const db = new DatabaseSync(join(from, name), { readOnly: true })
    db.exec(`VACUUM INTO '${join(copies, name)}'`)
    db.close()
  }
  const files = [
    ...databases.map((name) => [name, readFileSync(join(copies, name))] as const),
    ...names
      .filter((name) => name.startsWith('erasures/'))
      .map((name) => [name, readFileSync(join(from, name))] as const),
  ]
  rmSync(copies, { recursive: true })
  return Object.fromEntries(files)
}

try {
  await plan(await begin(4))
  const [, , , joris] = await begin(3)
  if (joris) await fillIn(joris, running.voice.kit, random, true, quiet)
  await settled()
  const left = { at: room.clock.now(), service: room.address }
  const files = { ...filesIn(folder), 'kept.json': Buffer.from(JSON.stringify(left)) }
  const file = join(import.meta.dirname, `${manifest.version}${platform === 'slack' ? '-slack' : ''}.zip`)
  writeFileSync(file, zipSync(files, { level: 9 }))
  console.log(file)
} finally {
  await practice.stop()
}
