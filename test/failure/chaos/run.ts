import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crowd, startRound } from '../../../bench/shots.ts'
import { AT_ONCE } from '../../../src/bot/outbox/worker.ts'
import { BOT_SCOPES } from '../../../src/bot/slack/scopes.ts'
import type { Card } from '../../../src/cards/card.ts'
import { rankingScreen } from '../../../src/cards/screens/ballot/rankingScreen.ts'
import { resultScreen } from '../../../src/cards/screens/result/resultScreen.ts'
import { slackMessage } from '../../../src/cards/slack/render.ts'
import { teamsCard } from '../../../src/cards/teams/render.ts'
import { practiceEnvironment, slackEnvironment } from '../../../src/cli/demo.ts'
import type { Round } from '../../../src/flows/round/round.ts'
import { HOUR, MINUTE } from '../../../src/kit/calendar/instant.ts'
import { gate } from '../../../src/kit/gate.ts'
import { ANSWERS, type Answer } from '../../../src/kit/kit.ts'
import { addBallot, EMPTY_STARS, rank, STARS, type Stars } from '../../../src/kit/stars.ts'
import { addSheet, EMPTY_TALLY } from '../../../src/kit/tally.ts'
import { textsOf } from '../../../src/practice/cardReading.ts'
import { chance } from '../../../src/practice/chance.ts'
import { openPracticeRoom } from '../../../src/practice/practiceRoom.ts'
import { runningClock, type StoryClock } from '../../../src/practice/storyClock.ts'
import type { PracticeRoom } from '../../../src/practice/types.ts'
import { type DrawnCard, type Message, seenBy } from '../../../src/practice/world.ts'
import { keyRingEncryption } from '../../../src/store/encryption.ts'
import type { RawRows } from '../../../src/store/rawRows.ts'
import { openRedisKeyPlace } from '../../../src/store/redis/keyPlace.ts'
import { openRedisRawRows } from '../../../src/store/redis/rawRows.ts'
import { openRedisStore } from '../../../src/store/redis/store.ts'
import { isSealed, openEnvelope } from '../../../src/store/schema.ts'
import { StoreDown } from '../../../src/store/store.ts'
import { MONDAY } from '../../practiceTeam.ts'
import { startRedis } from '../../redisServer.ts'
import { kit, voice } from '../../voice.ts'
import { openBadNetwork } from './badNetwork.ts'
import { type Bots, startBots } from './bots.ts'
import { makeTrouble } from './faults.ts'
import { type People, peopleOf } from './people.ts'
import type { Report } from './report.ts'

const PEOPLE = 30
/** All but every tenth. */
const HAND_IN = 27
const ELEMENTS = 6
const ANSWERED = kit.elements.at(-1)?.id ?? ''
const PROPOSAL = 'Een voorstel, geen besluit'
/** Besides two bots and one Redis that are killed whatever chance has it. */
export const FAULTS = 8
/** Longer than any lease, so that what a killed bot had in hand comes back. */
const PAST_A_LEASE = 31_000
/** The longest that the outbox waits before it tries again what failed. */
const LONGEST_PAUSE = HOUR
/** Milliseconds of the wall's clock for something to be seen, and between two looks. */
const COMES_WITHIN = 300_000
const PAUSE = 50
const realNow = (): number => Date.now()
/** A working Monday at nine, and on from there with the machine: no run depends on the day it is run. */
const begins = (): StoryClock => {
  const began = realNow()
  return runningClock(() => MONDAY + realNow() - began)
}

interface Team {
  readonly room: PracticeRoom
  readonly people: People
  readonly round: string
  readonly sheets: Map<string, Record<string, Answer>>
  readonly ballots: Map<string, Record<string, Stars>>
  /** What the channel's progress card said, each time it changed. */
  readonly progress: Map<string, number[]>
}

const drawn = (room: PracticeRoom, card: Card): string =>
  textsOf((room.world.platform === 'slack' ? slackMessage(card) : teamsCard(card)) as unknown as DrawnCard).join('\n')
const said = ({ card }: Message): string => textsOf(card ?? {}).join('\n')
const inChannel = ({ world }: PracticeRoom): Message[] =>
  world.messages.filter(({ place, from, card }) => place === 'channel' && from === 'bot' && card)
const press = (round: string, verb: string, data = {}, inputs = {}) => ({
  verb,
  data: { v: 1, round, ...data },
  inputs,
})

/** What the channel's card says of how many handed in, from none to nearly all. */
const BANDS = ['nog niemand', 'nog maar enkele', 'meer dan de helft', 'bijna iedereen'].map(
  (band) => `Al ingediend: ${band}`,
)

/** Reads the progress at each call the bot makes: a number that drops would be seen by the channel. */
const watching = ({ room, progress }: Pick<Team, 'room' | 'progress'>): void =>
  room.watch(() => {
    for (const message of inChannel(room)) {
      const done = BANDS.findIndex((band) => said(message).includes(band))
      if (done === -1) continue
      const seen = progress.get(message.id) ?? []
      if (seen.at(-1) !== done) progress.set(message.id, [...seen, done])
    }
  })

/** Everyone answers a few, some change their mind, most hand in. */
const scanning = async ({ room, people, round, sheets }: Team, random: () => number): Promise<void> => {
  const elements = kit.blocks.flatMap(({ elements: own }) => own.slice(0, -1))
  await Promise.all(
    room.world.people.map(async ({ id }, at) => {
      const card = people.card(id)
      const grades: Record<string, Answer> = at === 1 ? { '1.1': 'green' } : {}
      const answer = async (element: string): Promise<void> => {
        const grade = ANSWERS[Math.floor(random() * ANSWERS.length)] ?? 'green'
        await people.press(id, card, press(round, 'sheet.answer', { element, grade }))
        grades[element] = grade
      }
      // A sheet on which all is skipped wouldn't count, so each has an answer where chance doesn't come.
      await people.press(id, card, press(round, 'sheet.answer', { element: ANSWERED, grade: 'green' }))
      grades[ANSWERED] = 'green'
      for (let one = 1; one < ELEMENTS; one++)
        await answer(elements[Math.floor(random() * elements.length)]?.id ?? '1.1')
      if (at % 10 === 9) return
      await people.press(id, card, press(round, 'sheet.handIn'))
      if (random() < 0.3) await answer('1.1')
      sheets.set(id, grades)
    }),
  )
}

const starring = async ({ room, people, round, ballots }: Team, random: () => number): Promise<void> => {
  await Promise.all(
    room.world.people.slice(0, PEOPLE / 2).map(async ({ id }) => {
      const given = kit.blocks.map((block) => [block.id, STARS[Math.floor(random() * STARS.length)] ?? 3] as const)
      const inputs = Object.fromEntries(given.map(([block, stars]) => [`stars.${block}`, String(stars)]))
      const ballot = room.world.messages.find(
        (message) => message.place === `private:${id}` && JSON.stringify(message.card).includes('ballot.cast'),
      )
      if (!ballot) throw new Error(`${id} has no ballot`)
      await people.press(id, ballot, press(round, 'ballot.cast', {}, inputs))
      ballots.set(id, Object.fromEntries(given))
    }),
  )
}

/** All posts of the bot: where, and what they first said. */
const posts = ({ world }: PracticeRoom): Message[] => world.messages.filter(({ from, card }) => from === 'bot' && card)

/** One round on each platform through two bots over one Redis, while everything goes wrong in an order the seed decides. */
export const chaosRun = async (seed: number, faults = FAULTS): Promise<Report> => {
  const random = chance(seed)
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-chaos-'))
  const redis = await startRedis()
  const toRedis = await openBadNetwork(() => redis.port)
  let bots: Bots | undefined
  let stopTrouble: () => Promise<void> = async () => undefined
  const toBots = await openBadNetwork(() => bots?.port())
  const opening = { people: crowd(PEOPLE), realNow, scopes: BOT_SCOPES }
  const clocks = [begins(), begins()] as const
  const rooms = [
    await openPracticeRoom({ ...opening, platform: 'teams', clock: clocks[0] }),
    await openPracticeRoom({ ...opening, platform: 'slack', clock: clocks[1] }),
  ] as const
  const [teams, slack] = rooms
  const secret = randomBytes(32)
  const settings = {
    ...slackEnvironment(slack, folder),
    ...practiceEnvironment(teams.address, folder),
    DATA_FILE: '',
    DATA_KEYS: `practice:${secret.toString('base64')}`,
    REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
  }
  const encryption = keyRingEncryption([{ id: 'practice', secret }])
  try {
    const both = await startBots(
      (which) => ({ ...settings, ERASURES_DIR: join(folder, `bot${which}`) }),
      clocks[0].now() - realNow(),
    )
    bots = both
    const began: Team[] = await Promise.all(
      rooms.map(async (room) => {
        const address = `http://127.0.0.1:${toBots.port}`
        room.connect({ address, settled: async () => undefined, nextDue: async () => undefined })
        const { round } = await startRound(room)
        return { room, round, people: peopleOf(room), sheets: new Map(), ballots: new Map(), progress: new Map() }
      }),
    )
    for (const team of began) watching(team)
    const trouble = makeTrouble({ random, bots: both, redis, toRedis, toBots, rooms: began }, faults)
    stopTrouble = trouble.stop
    const advance = async (by = PAST_A_LEASE): Promise<void> => {
      for (const clock of clocks) clock.moveTo(clock.now() + by)
      await both.advance(by)
    }
    /** Until this can be seen; time goes on meanwhile, so that leases end and what failed is tried again. */
    const comes = async (what: string, so: () => boolean): Promise<void> => {
      const until = performance.now() + COMES_WITHIN
      while (performance.now() < until) {
        if (so()) return
        await advance()
        await new Promise((resolve) => setTimeout(resolve, PAUSE))
      }
      throw new Error(
        `never ${what}; owed: ${await owedIn(redis.url)}${began.map(({ room }) => `\n${room.world.platform}: ${textsOf(seenBy(controlOf(room), 'p0') ?? {}).join(' | ')}`)}`,
      )
    }

    await Promise.all([...began.map((team) => scanning(team, random)), trouble.killBot(), trouble.killRedis()])
    const sealed = await trouble.calmly(() => sheetsIn(redis.url))
    const counted = (room: PracticeRoom): boolean =>
      said(controlOf(room)).includes(`${HAND_IN} van ${PEOPLE} ingediend`)
    await comes('a count', () => rooms.every(counted))
    await Promise.all(
      began.map(({ room, people, round }) =>
        people.press('p0', controlOf(room), press(round, 'round.close', { confirmed: true })),
      ),
    )
    await trouble.killBot()
    await comes('a result', () =>
      rooms.every((room) => inChannel(room).some((one) => said(one).includes('dienden in'))),
    )
    await Promise.all(
      began.map(({ room, people, round }) => people.press('p0', controlOf(room), press(round, 'talk.done'))),
    )
    const hasBallot = (room: PracticeRoom, id: string): boolean =>
      room.world.messages.some(
        ({ place, card }) => place === `private:${id}` && JSON.stringify(card).includes('ballot.cast'),
      )
    await comes('ballots', () => rooms.every((room) => room.world.people.every(({ id }) => hasBallot(room, id))))
    await Promise.all(began.map((team) => starring(team, random)))
    const has = (room: PracticeRoom, words: string): boolean => inChannel(room).some((one) => said(one).includes(words))
    // The channel hears a band; who steers it, how many.
    const starred = (room: PracticeRoom): boolean =>
      said(controlOf(room)).includes(`${PEOPLE / 2} van ${PEOPLE} gaven er al`)
    await comes('a count of stars', () => rooms.every(starred))
    await Promise.all(
      began.map(({ room, people, round }) =>
        people.press('p0', controlOf(room), press(round, 'ballot.close', { confirmed: true })),
      ),
    )
    await comes('a ranking', () => rooms.every((room) => has(room, PROPOSAL)))
    await trouble.stop()
    await both.whole()
    // Beyond what is said once more, after everything under way has landed.
    for (const clock of clocks) clock.advance('PT15M')
    await both.advance(15 * MINUTE)

    const store = await openRedisStore({ urls: [redis.url] }, encryption, () => undefined, 'maintenance')
    const wrong: string[] = []
    // What failed often comes back after up to an hour: nothing being due right now doesn't mean that all was done.
    await advance()
    for (let times = 0; times < 60; times++) {
      const next = await store.nextDue()
      if (next === undefined || next > clocks[0].now() + LONGEST_PAUSE) break
      await advance(Math.max(PAST_A_LEASE, next - clocks[0].now()))
    }
    const { due, dead } = await store.counts(clocks[0].now())
    if (due > 0) wrong.push(`${due} effects were never done: ${await owedIn(redis.url)}`)
    if (dead > 0) wrong.push(`given up: ${(await store.dead()).map(({ id, reason }) => `${id} ${reason}`).join(', ')}`)
    while (!(await store.scrub())) await new Promise((resolve) => setImmediate(resolve))
    await store.close()
    await both.stop()
    wrong.push(...(await leftOf(redis.url, redis.folder, encryption, sealed)))
    const { counts } = trouble
    const cut = counts.kills + counts.redisKills + counts.cuts + counts.lostAnswers
    let [acknowledged, posted, twice] = [0, 0, 0]
    for (const team of began) {
      wrong.push(...wrongIn(team))
      acknowledged += team.people.made.length
      const before = posted
      const copies = new Map<string, number>()
      for (const { place, card } of posts(team.room)) {
        const post = `${place} ${textsOf(card ?? {}).join(' ')}`
        copies.set(post, (copies.get(post) ?? 0) + 1)
        posted += 1
      }
      twice += posted - before - copies.size
      // Each that was in the air may stand once more for each cut, and so many are in the air at most.
      if (Math.max(...copies.values()) > 1 + cut) wrong.push(`one message stands ${Math.max(...copies.values())} times`)
    }
    if (twice > cut * AT_ONCE.calls) wrong.push(`${twice} messages stand twice after ${cut} cuts`)
    return { seed, ...counts, acknowledged, posted, twice, wrong }
  } finally {
    await stopTrouble()
    await bots?.stop()
    for (const room of rooms) await room.stop()
    await Promise.all([toRedis.stop(), toBots.stop()])
    await redis.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const controlOf = ({ world }: PracticeRoom): Message => {
  const found = world.messages.find((one) => one.place === 'private:p0' && said(one).includes('Jouw beheerkaart'))
  if (!found) throw new Error('no control card')
  return found
}

/** Redis may be gone just now. */
const looking = async (url: string): Promise<RawRows> => {
  for (;;) {
    try {
      return await openRedisRawRows({ urls: [url] }, 'maintenance')
    } catch (error) {
      if (!(error instanceof StoreDown)) throw error
    }
  }
}

/** What is still to be done, for who looks into it. */
const owedIn = async (url: string): Promise<string> => {
  const shelf = await looking(url)
  const owed: string[] = []
  for await (const rows of shelf.effects())
    for (const { id, due, attempts, reason } of rows)
      owed.push(`${id.replace(/[\w-]{32}/g, '…')} ${due === undefined ? 'given up' : attempts} ${reason}`)
  await shelf.close()
  return [...new Set(owed)].join('\n  ')
}

/** The ciphertexts of every sheet, as they lie in Redis now. */
const sheetsIn = async (url: string): Promise<Buffer[]> => {
  const shelf = await looking(url)
  const found: Buffer[] = []
  for await (const rows of shelf.states())
    for (const { key, value } of rows) if (key.startsWith('sheet/')) found.push(Buffer.from(value))
  await shelf.close()
  return found
}

/** Nothing of a closed sheet or ballot may be left: not in a value, and not in the bytes of Redis' log. */
const leftOf = async (
  url: string,
  folder: string,
  encryption: ReturnType<typeof keyRingEncryption>,
  sealed: readonly Buffer[],
) => {
  const wrong: string[] = []
  const shelf = await looking(url)
  for await (const rows of shelf.states())
    for (const { key, value } of rows) {
      const state = openEnvelope<{ grades?: object; stars?: object; sum?: unknown }>(
        key,
        encryption.decrypt(key, value),
      )
      const given = { ...(/^sheet/.test(key) ? state.grades : {}), ...(/^ballot/.test(key) ? state.stars : {}) }
      if (Object.keys(given).length > 0 || isSealed(state)) wrong.push(`${key} still has answers`)
      if (/^(tally|stars)\//.test(key)) wrong.push(`${key} is still there`)
    }
  await shelf.close()
  const keys = await openRedisKeyPlace({ urls: [url] }, false)
  for (const { name } of await keys.all()) if (/^(scan|stars)/.test(name)) wrong.push(`the key ${name} is still there`)
  await keys.close()
  const log = join(folder, 'appendonlydir')
  const bytes = Buffer.concat(readdirSync(log).map((name) => readFileSync(join(log, name))))
  const found = sealed.filter((value) => bytes.includes(value)).length
  if (sealed.length < PEOPLE || found > 0) wrong.push(`${found} of ${sealed.length} ciphertexts of sheets are on disk`)
  return wrong
}

const wrongIn = ({ room, round, sheets, ballots, progress }: Team): string[] => {
  const wrong: string[] = []
  const { platform } = room.world
  const tally = [...sheets.values()].map((grades) => ({ grades, remarks: {} })).reduce(addSheet, EMPTY_TALLY)
  const result = gate(kit, tally, 5)
  const title = 'Meting'
  const expected = drawn(room, resultScreen(voice, { id: round, title, asked: PEOPLE }, result))
  const results = inChannel(room).filter((one) => said(one).includes('dienden in'))
  if (results.length === 0 || results.some((one) => said(one) !== expected))
    wrong.push(`${platform}: the result is not what was answered: ${results.map(said).join('\n')}\n---\n${expected}`)
  const stars = [...ballots.values()].map((given) => ({ stars: given, reasons: {} })).reduce(addBallot, EMPTY_STARS)
  const ranking = rank(kit, stars, result, 5)
  const proposed = drawn(room, rankingScreen(voice, { id: round, title, asked: PEOPLE } as Round, ranking))
  const rankings = inChannel(room).filter((one) => said(one).includes(PROPOSAL))
  if (rankings.length === 0 || rankings.some((one) => said(one) !== proposed))
    wrong.push(`${platform}: the ranking is not what was given`)
  for (const [message, seen] of progress)
    if (seen.some((done, at) => done < (seen[at - 1] ?? 0)))
      wrong.push(`${platform}: progress of ${message} went ${seen}`)
  for (const { id } of room.world.people) {
    const own = room.world.messages.filter(({ place }) => place === `private:${id}`)
    const left = own.find((one) => /Mijn scan|van 42 ingevuld/.test(said(one)))
    if (left) wrong.push(`${platform}: ${id} still has answers on a card: ${said(left)}`)
    if (!own.some((one) => said(one).includes('Wat ingediend was, telt mee')))
      wrong.push(`${platform}: ${id} was never told that it is over`)
  }
  return wrong
}
