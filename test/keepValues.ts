import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPractice } from '../src/cli/demo.ts'
import { chance } from '../src/practice/chance.ts'
import { emptySheets } from '../src/practice/play/autoActs.ts'
import { makePlan } from '../src/practice/play/autoPlan.ts'
import { closeScan, fillIn, startScan } from '../src/practice/play/autoScan.ts'
import { standingClock } from '../src/practice/storyClock.ts'
import { practiceTeam } from '../src/practice/world.ts'
import { keyRingEncryption } from '../src/store/encryption.ts'
import { SCHEMA_VERSION } from '../src/store/schema.ts'
import { openedIn } from './keptIn.ts'

/**
 * Writes what this version stores at three moments of a round to `test/kept/`, unsealed, for `schema.test.ts` of every later
 * version. Run it before the first change to a stored shape after a release: `npm run keep`.
 */
const secret = Buffer.alloc(32, 7)
const encryption = keyRingEncryption([{ id: 'practice', secret }])
const practice = await openPractice({
  clock: standingClock(Date.parse('2026-11-23T09:00:00+01:00')),
  people: practiceTeam(),
  environment: { DATA_KEYS: `practice:${secret.toString('base64')}` },
})
const { room, running, settled, folder } = practice
const quiet = (): void => undefined
const same = (id: string): string => id

const keep = async (scene: string): Promise<void> => {
  const db = new DatabaseSync(join(folder, 'quickscan.db'), { readOnly: true })
  const values = await openedIn(practice, encryption)
  const opened = (place: string): unknown => JSON.parse(values.get(place) ?? 'null')
  const states = db
    .prepare('SELECT place FROM state ORDER BY place')
    .all()
    .map(({ place }) => ({ key: place, kept: opened(String(place)) }))
  const effects = db
    .prepare('SELECT id, timing, due, erases FROM effect ORDER BY id')
    .all()
    .map((row) => ({ ...row, kept: opened(`effect/${row.id}`) }))
  db.close()
  const kept = { at: room.clock.now(), service: room.address, states, effects }
  const file = join(import.meta.dirname, 'kept', `schema-${SCHEMA_VERSION}-${scene}.json`)
  writeFileSync(file, `${JSON.stringify(kept, undefined, 1)}\n`)
  console.log(`${file}: ${states.length} values, ${effects.length} effects`)
}

const sheets = emptySheets(room, settled)
const [lotte] = sheets
if (!lotte) throw new Error('nobody')
try {
  await startScan(room, lotte.player, quiet, same)
  await room.pass('PT5S')
  const random = chance(3)
  for (const [at, sheet] of sheets.slice(0, 5).entries())
    await fillIn(sheet, running.voice.kit, random, at === 4, quiet)
  await keep('scan')
  await closeScan(room, lotte.player, quiet, same)
  await lotte.player.presses('We hebben het besproken')
  for (const { player } of sheets.slice(0, 4)) await player.does('ballot.cast', { 'stars.1': '5', 'stars.2': '3' })
  await keep('stars')
  await lotte.player.presses('Sterren afsluiten')
  await lotte.player.presses('Ja, afsluiten')
  await lotte.player.presses('Bevestigen', { reason: 'Dit kunnen we nu aan.' })
  await room.pass('PT1M')
  await makePlan(room, sheets, quiet, same)
  await keep('plan')
} finally {
  await practice.stop()
}
