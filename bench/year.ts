import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bot } from '../src/bot/bot.ts'
import { channelHash } from '../src/bot/context.ts'
import type { Reply } from '../src/bot/ports/handlers.ts'
import type { PlatformPort } from '../src/bot/ports/platform.ts'
import type { PressData } from '../src/cards/card.ts'
import type { Action } from '../src/flows/action/action.ts'
import { actionKey, channelKey } from '../src/flows/keys.ts'
import { dateIn } from '../src/kit/calendar/calendar.ts'
import { type Hours, openingOn, usualHours } from '../src/kit/calendar/hours.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../src/kit/calendar/instant.ts'
import { chance } from '../src/practice/chance.ts'
import { keyedHash } from '../src/store/encryption.ts'
import type { Store } from '../src/store/store.ts'
import { botOver, storeAt } from './scaleBot.ts'
import { prioritised } from './seeds.ts'
import { answerDay, isDigest, isFollowUp } from './yearPeople.ts'
import { wrongIn, type YearFigures, yearRecord } from './yearRecord.ts'

/**
 * A year of so many teams that do nothing but answer their cards, a tenth of the people silent: the real store, the real deciders,
 * screens and loop, on a clock that jumps to what is due next. The platform is in memory, and writes down who got what when.
 */
const ACTIONS = 8
const PEOPLE = 6
const SILENT = 0.1
const OWN_HOURS = 0.2
const LEAVES = 0.02
const zone = 'Europe/Brussels'
const usual = usualHours(zone)
const BEGINS = Date.parse('2027-01-04T00:00:00+01:00')
const YEAR = 365 * DAY
/** An evening, by which everything of its day is done. */
const ENDS = BEGINS + YEAR - 2 * HOUR
/** People answer at whole five minutes, so that those of all teams do it together. */
const GRID = 5 * MINUTE
const AT_ONCE = 32
const platform = { name: 'teams', tenant: 'bench', serviceUrl: 'https://bench' } as const

/** What someone of a team is like. */
interface Member {
  readonly id: string
  readonly team: number
  readonly silent: boolean
  readonly hours: Hours
  /** When she leaves the channel. */
  readonly leaves: Instant
}

const memberOf = (random: () => number, team: number, at: number): Member => {
  const from = 9 + Math.floor(random() * 3)
  const own = { zone, days: [1, 2, 3, 4, 5].filter(() => random() < 0.6), from, until: from + 4 }
  const hasOwn = random() < OWN_HOURS && own.days.length > 0
  return {
    id: `29:${team}-${at}`,
    team,
    silent: random() < SILENT,
    hours: hasOwn ? own : usual,
    // Who coordinates stays.
    leaves: at > 0 && random() < LEAVES ? BEGINS + random() * YEAR : Number.POSITIVE_INFINITY,
  }
}

/** The moments at which people do something, the earliest first. */
const agenda = () => {
  const moments = new Map<Instant, (() => Promise<void>)[]>()
  const times: Instant[] = []
  return {
    add: (at: Instant, what: () => Promise<void>): void => {
      const moment = Math.ceil(at / GRID) * GRID
      const known = moments.get(moment)
      if (known) return void known.push(what)
      moments.set(moment, [what])
      const place = times.findIndex((time) => time < moment)
      times.splice(place === -1 ? times.length : place, 0, moment)
    },
    next: (): Instant => times.at(-1) ?? Number.POSITIVE_INFINITY,
    take: () => {
      const moment = times.pop() ?? 0
      const found = moments.get(moment) ?? []
      moments.delete(moment)
      return found
    },
  }
}

const anyOf = <One>(random: () => number, all: readonly One[]): One => {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}

const dateAt = (at: Instant): string => dateIn(zone, Math.round(at))

/** The fields of an action's form, of mixed terms, rhythms, ends and owners. */
const typedAction = (random: () => number, team: number, at: number, people: readonly Member[], now: Instant) => {
  const owners = new Set([anyOf(random, people).id, ...(random() < 0.25 ? [anyOf(random, people).id] : [])])
  const first = now + (14 + random() * 80) * DAY
  return {
    channel: `19:${team}`,
    what: `Actie ${at + 1} van team ${team}`,
    people: [...owners].join(','),
    block: String((at % 7) + 1),
    term: anyOf(random, ['short', 'short', 'short', 'middle', 'middle', 'long']),
    repeat: anyOf(random, ['', '', '', '', '', 'monthly', 'monthly', 'quarterly', 'twoWeekly', 'once']),
    indicator: 'gesprekken per week',
    followUp: dateAt(first),
    ...(random() < 0.2 ? { end: dateAt(first + (60 + random() * 300) * DAY) } : {}),
  }
}

/** Counts the effects that were carried out. */
const counting = (store: Store) => {
  const done = { effects: 0 }
  const counted: Store = {
    ...store,
    acknowledge: (claimed) => {
      done.effects += 1
      return store.acknowledge(claimed)
    },
  }
  return { counted, done }
}

const inTurns = async (all: readonly (() => Promise<void>)[]): Promise<void> => {
  for (let from = 0; from < all.length; from += AT_ONCE)
    await Promise.all(all.slice(from, from + AT_ONCE).map((one) => one()))
}

const actionsIn = async (store: Store, key: ReturnType<typeof channelKey>): Promise<readonly Action[]> => {
  const ids = (await store.load(key))?.state.actions ?? []
  const saved = await Promise.all(ids.map((id) => store.load(actionKey(id))))
  return saved.flatMap((one) => one?.state ?? [])
}

/** The year of so many teams in a file, and what it is held to. @throws when something isn't as it must be */
export const planYear = async (teams: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-year-'))
  const opened = await storeAt(join(folder, 'year.db'))
  try {
    return await played(opened, teams)
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const played = async (opened: Store, teams: number) => {
  const { counted: store, done } = counting(opened)
  const random = chance(14)
  const hash = keyedHash(randomBytes(32))
  const keyOf = (team: number) => channelKey(channelHash(hash, platform, `19:${team}`))
  const crowd = Array.from({ length: teams }, (_, team) =>
    Array.from({ length: PEOPLE }, (__, at) => memberOf(random, team, at)),
  )
  const members = new Map(crowd.flat().map((member) => [member.id, member]))
  const record = yearRecord()
  const todo = agenda()
  let now = BEGINS
  let messages = 0
  let presses = 0
  const here = (team: number): readonly Member[] => (crowd[team] ?? []).filter(({ leaves }) => leaves > now)
  const userOf = (id: string) => ({ id, alias: `alias ${id}`, name: `Naam ${id}`, guest: false })

  const does =
    (bot: Bot, member: Member) =>
    ({ verb, data }: PressData): Promise<Reply> => {
      presses += 1
      const place = { in: 'private', conversation: `chat ${member.id}` } as const
      return bot.press({ id: `press${presses}`, platform, actor: member.id, place, verb, data: { ...data, v: 1 } })
    }
  const answers = (member: Member) => async (): Promise<void> => {
    if (member.leaves <= now) return
    await answerDay(does(bot, member), {
      random,
      colleague: () => anyOf(random, here(member.team)).id,
      inDays: (days) => dateAt(now + days * DAY),
      putOffToday: () => record.putOff(member.id, member.hours, now),
    })
  }
  const post: PlatformPort['post'] = async (where, conversation, card) => {
    messages += 1
    const member = members.get(conversation.replace('chat ', ''))
    if (member) {
      record.sent({ person: member.id, hours: member.hours, at: now, followUp: isFollowUp(card) })
      if (isFollowUp(card) && !member.silent) todo.add(now + MINUTE + random() * 4 * HOUR, answers(member))
    } else if (isDigest(card)) record.digest(usual, now)
    return { platform: where, conversation, message: `m${messages}` }
  }
  const bot = botOver(store, () => now, {
    hash,
    platform: {
      post,
      roster: async (_, channel) => here(Number(channel.replace('19:', ''))).map(({ id }) => userOf(id)),
      person: async (_, __, id) => userOf(id),
    },
  })

  /** A plan is written at one sitting; who has hours of her own has said so by then. */
  const writes = (team: number) => async (): Promise<void> => {
    const people = crowd[team] ?? []
    for (const member of people) {
      const { hours } = member
      if (hours === usual) continue
      const data = { days: hours.days.join(','), from: String(hours.from), until: String(hours.until), zone }
      await does(bot, member)({ verb: 'hours.set', data })
    }
    for (let at = 0; at < ACTIONS; at++) {
      const writer = anyOf(random, here(team))
      await does(bot, writer)({ verb: 'action.save', data: typedAction(random, team, at, here(team), now) })
    }
  }
  for (let team = 0; team < teams; team++) {
    const [coordinator] = crowd[team] ?? []
    const channel = { platform, channel: `19:${team}`, coordinators: [coordinator?.id ?? ''], zone }
    await prioritised(opened, keyOf(team), channel, BEGINS - 30 * DAY)
    todo.add(openingOn(usual, dateAt(BEGINS + random() * 40 * DAY)) + random() * 4 * HOUR, writes(team))
  }

  const began = process.cpuUsage()
  const start = performance.now()
  for (;;) {
    const due = (await store.nextDue()) ?? Number.POSITIVE_INFINITY
    const next = Math.min(due, todo.next())
    if (next > ENDS) break
    now = Math.max(now, next)
    if (todo.next() <= now) await inTurns(todo.take())
    await bot.outbox.drain()
  }
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(began)
  const cpuSeconds = (user + system) / 1e6
  const actions: Action[] = []
  for (let team = 0; team < teams; team++) actions.push(...(await actionsIn(store, keyOf(team))))
  const year: YearFigures = record.figures(members.size, actions, dateAt(ENDS))
  const dead = (await store.dead()).length
  const written = actions.length === teams * ACTIONS ? [] : [`${actions.length} actions were written`]
  const wrong = [...wrongIn(year), ...written, ...(dead > 0 ? [`${dead} effects were given up`] : [])]
  return {
    figures: {
      teams,
      actions: actions.length,
      ...year,
      digestsPerTeam: year.digests / teams,
      presses,
      effects: done.effects,
      cpuSeconds,
      seconds,
      effectsPerSecond: done.effects / seconds,
    },
    wrong,
  }
}
