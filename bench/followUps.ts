import { channelHash } from '../src/bot/context.ts'
import { transact } from '../src/bot/transact.ts'
import { dueId } from '../src/flows/action/schedule.ts'
import { decided } from '../src/flows/decision.ts'
import { send } from '../src/flows/effect.ts'
import { actionKey, channelKey, sheetKey } from '../src/flows/keys.ts'
import { newSheet, type Sheet } from '../src/flows/sheet/sheet.ts'
import { cacheStates } from '../src/store/states/cachedStates.ts'
import { startRedis } from '../test/redisServer.ts'
import { actionOf } from './planCard.ts'
import { botOver, depsOver, storeAt } from './scaleBot.ts'
import { prioritised } from './seeds.ts'

/** What a turn waits while a thousand teams' actions are all asked about at once, against turns with nothing else to do. */
const NOON = Date.parse('2027-02-01T12:00:00+01:00')
const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const
const zone = 'Europe/Brussels'
const PER_TEAM = 10
/** Answers at a time: some people press while the follow-ups go out, not as many as fit. */
const AT_ONCE = 4

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0

/** On Redis, with states in memory as the bot has it. @param count follow-ups that are due @param turns answers without them */
export const besideFollowUps = async (count: number, turns: number) => {
  const redis = await startRedis()
  const keys = {
    find: async () => undefined,
    findOrCreate: () => Promise.reject(new Error('no key')),
    destroy: async () => undefined,
  }
  const store = cacheStates({ ...(await storeAt(redis.url)), keys }, () => performance.now())
  const hash = depsOver(store, () => NOON).hash
  const bot = botOver(store, () => NOON, { hash })
  const deps = { ...depsOver(store, () => NOON, { hash }), wake: bot.outbox.wake }
  const brief = { platform, channel: 'c', zone, title: 'Meting', coordinators: ['p0'], floor: 5, closesAt: NOON + 1e9 }
  const spoken = { language: 'nl', blocks: ['1'], asksRole: false, open: true } as const
  const answer = async (at: number): Promise<number> => {
    const began = performance.now()
    const sheet = `s${at % 48}`
    await transact(deps, sheetKey('round', sheet), (known: Sheet | undefined) =>
      decided({
        ...(known ?? newSheet({ ...brief, ...spoken, round: 'round' }, 0, { person: `p${at % 48}`, sheet })),
        grades: { '1.1': at % 2 === 0 ? 'green' : 'red' },
      }),
    )
    return performance.now() - began
  }
  /** Until so many were given, or until something else is done. */
  const answering = async (goesOn: (given: number) => boolean): Promise<number[]> => {
    const times: number[] = []
    let next = 0
    const person = async (): Promise<void> => {
      while (goesOn(next)) times.push(await answer(next++))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, person))
    return times
  }
  try {
    for (let team = 0; team < count / PER_TEAM; team++) {
      const channel = `19:team${team}`
      const key = channelKey(channelHash(hash, platform, channel))
      const round = await prioritised(store, key, { platform, channel, coordinators: ['29:0'], zone }, NOON)
      await Promise.all(
        Array.from({ length: PER_TEAM }, (_, at) => {
          const action = { ...actionOf(channel, round.id, at), next: '2027-02-01' }
          const due = send({ type: 'followUpDue', action: action.id, date: '2027-02-01' }, NOON, dueId(action))
          return store.commit(actionKey(action.id), 0, action, [due])
        }),
      )
    }
    await answering((given) => given < turns / 2)
    const without = await answering((given) => given < turns)
    let isDone = false
    const drained = bot.outbox.drain().then(() => {
      isDone = true
    })
    const beside = await answering(() => !isDone)
    await drained
    const asked = await store.load(actionKey(actionOf('19:team0', '', 0).id))
    if (asked?.state.asked !== '2027-02-01') throw new Error('nobody was asked about an action')
    const [p99, besideP99] = [percentile(without, 0.99), percentile(beside, 0.99)]
    return { p99Ms: p99, besideP99Ms: besideP99, turnsBeside: beside.length, besideRatio: besideP99 / p99 }
  } finally {
    await store.close()
    await redis.stop()
  }
}
