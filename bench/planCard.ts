import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { channelHash } from '../src/bot/context.ts'
import { planScreens } from '../src/bot/render/planScreens.ts'
import { teamsCard } from '../src/cards/teams/render.ts'
import type { Action } from '../src/flows/action/action.ts'
import { planRowOf } from '../src/flows/channel/plan.ts'
import { actionKey, channelKey } from '../src/flows/keys.ts'
import type { Store } from '../src/store/store.ts'
import { depsOver, storeAt } from './scaleBot.ts'
import { prioritised } from './seeds.ts'

/** The plan's card, drawn from the store to what a platform is sent: of a team with many running actions, and of one with few. */
const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
const NOW = Date.parse('2027-01-04T10:00:00+01:00')
const zone = 'Europe/Brussels'
/** Times a card is drawn at a stretch: the processor's time is counted in large ticks. */
const STRETCH = 100

export const actionOf = (channel: string, round: string, at: number): Action => ({
  id: `${channel.replace(/\W/g, '-')}-${at}`,
  round,
  platform,
  channel,
  zone,
  language: 'nl',
  coordinator: '29:0',
  owners: [`29:${at % 6}`],
  what: `Elke week een online spreekuur voor jongeren, plaats ${at}`,
  block: String((at % 7) + 1),
  term: 'middle',
  start: '2026-12-01',
  end: '',
  goal: 'Bereikbaar zijn waar jongeren zijn',
  owner: '',
  means: '',
  indicator: 'gesprekken per week',
  remarks: '',
  followUp: '2027-02-01',
  repeat: 'monthly',
  status: 'running',
  next: `2027-02-${String((at % 20) + 1).padStart(2, '0')}`,
  asked: undefined,
  value: String(at),
  history: [],
  cards: [],
  agenda: [],
})

/** Saves a plan of so many running actions. @returns what draws its card */
const planOf = async (store: Store, size: number): Promise<() => Promise<void>> => {
  const deps = { ...depsOver(store, () => NOW), wake: () => undefined }
  const channel = `19:plan${size}`
  const key = channelKey(channelHash(deps.hash, platform, channel))
  const team = { platform, channel, coordinators: ['29:0'], zone }
  const round = channel.replace(/\W/g, '-').padStart(32, '0')
  const actions = Array.from({ length: size }, (_, at) => actionOf(channel, round, at))
  for (const action of actions) await store.commit(actionKey(action.id), 0, action, [])
  const plan = { actions: actions.map(({ id }) => id), planRows: actions.map((action) => planRowOf(action, 1)) }
  await prioritised(store, key, team, NOW, plan)
  return async () => {
    const drawn = await planScreens.plan.render(deps, { screen: 'plan', platform, channel })
    if (!drawn) throw new Error('there is no plan to draw')
    JSON.stringify(teamsCard(drawn.card))
  }
}

const cpuOf = async (draw: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  for (let times = 0; times < STRETCH; times++) await draw()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / STRETCH
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** Processor milliseconds of a plan's card of so many actions and of so few: stretches in turn, medians. */
export const planCards = async (few: number, many: number, stretches: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-plan-'))
  const store = await storeAt(join(folder, 'plan.db'))
  try {
    const [small, large] = [await planOf(store, few), await planOf(store, many)]
    const times: { few: number; many: number }[] = []
    // The first is for the compiler.
    for (let stretch = 0; stretch <= stretches; stretch++)
      times.push({ few: await cpuOf(small), many: await cpuOf(large) })
    const measured = times.slice(1)
    return {
      fewMs: median(measured.map((time) => time.few)),
      manyMs: median(measured.map((time) => time.many)),
      planCardRatio: median(measured.map((time) => time.many / time.few)),
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How many times as long a plan's card of 500 actions may take as one of 5. */
export const MOST_PLAN_RATIO = 5
