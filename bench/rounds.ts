import { transact } from '../src/bot/transact.ts'
import { loadKit } from '../src/build/content.ts'
import { rosterKey, roundKey, sheetKey, tallyKey } from '../src/flows/keys.ts'
import { pagesOf } from '../src/flows/roster/roster.ts'
import { decideRound } from '../src/flows/round/decideRound.ts'
import type { Round } from '../src/flows/round/round.ts'
import { newSheet, type Sheet } from '../src/flows/sheet/sheet.ts'
import { newSheetTallyPage } from '../src/flows/tally/sheetTally.ts'
import { ANSWERS, type Answer } from '../src/kit/kit.ts'
import { cacheStates } from '../src/store/states/cachedStates.ts'
import type { Store } from '../src/store/store.ts'
import { botOver, storeAt } from './scaleBot.ts'

/**
 * A round of so many members, all handed in: the time from its close to the frozen result, and the most memory the process
 * ever had. One size in a process of its own, so that neither sees the other's memory: `node bench/rounds.ts SIZE WHERE`.
 */
const NOON = Date.parse('2026-11-24T12:00:00+01:00')
const kit = loadKit('nl')
const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
const spoken = {
  zone: 'Europe/Brussels',
  language: 'nl',
  blocks: kit.blocks.map(({ id }) => id),
  asksRole: false,
} as const

const prepare = async (store: Store, size: number): Promise<string> => {
  const id = `round${size}`
  const members = Array.from({ length: size }, (_, at) => ({ person: `p${at}`, sheet: `s${at}` }))
  const pages = pagesOf(members)
  const own = {
    platform,
    channel: 'channel',
    title: 'Meting',
    coordinators: ['p0'],
    floor: 5,
    closesAt: NOON,
    ...spoken,
  }
  const round: Round = {
    ...own,
    id,
    status: 'open',
    asked: size,
    pages: pages.length,
    added: [],
    members: [],
    handedIn: pages.map(({ length }) => length),
    tallied: [],
    unreachable: [],
    progressCards: [],
    controlCards: [],
  }
  await store.commit(roundKey(id), 0, round, [])
  for (const [page, some] of pages.entries()) {
    await store.commit(rosterKey(id, page), 0, { round: id, page, members: some }, [])
    await store.commit(tallyKey(id, page), 0, newSheetTallyPage(id, page), [])
    await Promise.all(
      some.map((member, at) => {
        const grades: Record<string, Answer> = {}
        for (const [position, element] of kit.elements.entries())
          grades[element.id] = ANSWERS[(position * (at + 1)) % ANSWERS.length] ?? 'green'
        const brief = { ...own, round: id, open: true }
        const sheet: Sheet = { ...newSheet(brief, page, member), status: 'handedIn', grades }
        return store.commit(sheetKey(id, member.sheet), 0, sheet, [])
      }),
    )
  }
  return id
}

const [size = 0, where = ''] = [Number(process.argv[2]), process.argv[3]]
// With states in memory, as the bot has it.
const keys = {
  find: async () => undefined,
  findOrCreate: () => Promise.reject(new Error('no key')),
  destroy: async () => undefined,
}
const store = cacheStates({ ...(await storeAt(where)), keys }, () => performance.now())
const id = await prepare(store, size)
const bot = botOver(store, () => NOON)
const began = performance.now()
await transact({ store, wake: () => undefined }, roundKey(id), (round) =>
  decideRound(round, { type: 'deadlineReached' }, NOON),
)
await bot.outbox.drain()
const frozen = await store.load(roundKey(id))
const ms = performance.now() - began
if (frozen?.state.status !== 'closed' || frozen.state.result.handedIn !== size)
  throw new Error(`the round is ${frozen?.state.status} and not closed with ${size}`)
await store.close()
// maxRSS is in KiB: https://nodejs.org/api/process.html#processresourceusage
process.send?.({ ms, mib: process.resourceUsage().maxRSS / 1024 })
process.exit(0)
