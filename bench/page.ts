import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { channelHash, personHash } from '../src/bot/context.ts'
import { createPages } from '../src/bot/render/pages/pages.ts'
import { planRowOf } from '../src/flows/channel/plan.ts'
import { actionKey, channelKey, personKey } from '../src/flows/keys.ts'
import { newPerson } from '../src/flows/person/person.ts'
import { HOUR } from '../src/kit/calendar/instant.ts'
import type { SealedStore } from '../src/store/sealedRounds.ts'
import { cacheStates } from '../src/store/states/cachedStates.ts'
import type { Store } from '../src/store/store.ts'
import { pageRoutes } from '../src/tab/pageRoutes.ts'
import { actionOf } from './planCard.ts'
import { depsOver, storeAt } from './scaleBot.ts'
import { prioritised } from './seeds.ts'

/** A team's page with its plan, from the request to the HTML: of a team with 500 actions, beside a page that knows nobody. */
const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
const NOW = Date.parse('2027-01-04T10:00:00+01:00')
const PERSON = '29:1'

/** What it may come to: milliseconds of all but one in a hundred, bytes, and how many times an empty page. */
export const MOST_PAGE = { p99Ms: 20, bytes: 30_000, ratio: 6 } as const

const percentile = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0

const user = { id: PERSON, alias: 'one', name: 'Samir', guest: false }

/** Pages of a team with so many actions. @returns what asks for one, and says how large it is */
const pageOf = async (store: Store, size: number) => {
  const deps = { ...depsOver(store, () => NOW, { platform: { roster: async () => [user] } }), wake: () => undefined }
  const channel = `19:page${size}`
  const team = channelHash(deps.hash, platform, channel)
  const round = channel.replace(/\W/g, '-').padStart(32, '0')
  const actions = Array.from({ length: size }, (_, at) => actionOf(channel, round, at))
  for (const action of actions) await store.commit(actionKey(action.id), 0, action, [])
  const plan = { actions: actions.map(({ id }) => id), planRows: actions.map((action) => planRowOf(action, 1)) }
  const where = { platform, channel, coordinators: ['29:0'], zone: 'Europe/Brussels' }
  await prioritised(store, channelKey(team), where, NOW, plan)
  const id = personHash(deps.hash, platform, PERSON)
  const until = NOW + HOUR
  await store.commit(personKey(id), 0, { ...newPerson(id), visits: [{ visit: 'v', until }] }, [])
  const cookie = `__Host-page=${deps.links.issue('visit', { platform, person: PERSON, visit: 'v', until })}`
  const pages = createPages(deps, new Map(), () => Promise.reject(new Error('nothing is pressed')))
  const { 'GET /team/*': route } = pageRoutes({
    ...{ pages, voices: deps.voices, voice: deps.voice, publicUrl: () => 'https://bench.example' },
    // So that none is one too many.
    ...{ log: { refused: () => undefined }, realNow: () => performance.now() * HOUR },
  })
  if (typeof route !== 'function') throw new Error('there is no page of a team')
  const url = new URL(`/team/${team}?view=plan`, 'http://here')
  return async (): Promise<number> => {
    const { status, body } = await route({ headers: { cookie }, body: Buffer.alloc(0), url })
    if (status !== 200) throw new Error(`the page of a team answered ${status}`)
    return Buffer.byteLength(String(body))
  }
}

/** Milliseconds of a team's page with so many actions, and of one with none. @param times pages of each, in turn */
export const teamPages = async (many: number, times: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-page-'))
  const opened = await storeAt(join(folder, 'page.db'))
  // As a running bot has it: what it saved or read lately is in memory.
  const store = cacheStates(opened as SealedStore, () => performance.now())
  try {
    const [empty, full] = [await pageOf(store, 0), await pageOf(store, many)]
    const took = { empty: [] as number[], full: [] as number[] }
    let bytes = 0
    for (let at = 0; at < times; at++) {
      const began = performance.now()
      await empty()
      const between = performance.now()
      bytes = await full()
      took.empty.push(between - began)
      took.full.push(performance.now() - between)
    }
    // The first are for the compiler.
    const warm = (all: readonly number[]): readonly number[] => all.slice(Math.floor(times / 5))
    const [emptyMs, p50Ms] = [percentile(warm(took.empty), 0.5), percentile(warm(took.full), 0.5)]
    return { bytes, emptyMs, p50Ms, p99Ms: percentile(warm(took.full), 0.99), pageRatio: p50Ms / emptyMs }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
