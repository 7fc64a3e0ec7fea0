import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import type { Log } from '../src/bot/ports/log.ts'
import type { Card } from '../src/cards/card.ts'
import { slackMessage } from '../src/cards/slack/render.ts'
import { teamsCard } from '../src/cards/teams/render.ts'
import { openPractice, type Practice, type PracticeOptions } from '../src/cli/demo.ts'
import { readSettings } from '../src/config.ts'
import { type Running, startBot } from '../src/main.ts'
import { pressablesOf, textsOf } from '../src/practice/cardReading.ts'
import { createPlayer, type Player } from '../src/practice/play/player.ts'
import { standingClock } from '../src/practice/storyClock.ts'
import type { PracticeRoom } from '../src/practice/types.ts'
import {
  type DrawnCard,
  type Message,
  type PracticePerson,
  practiceTeam as people,
  seenBy,
  type World,
} from '../src/practice/world.ts'

/** A Monday morning, well before any deadline; at no round moment, as real mornings are. */
export const MONDAY = Date.parse('2026-11-23T09:00:00.007+01:00')

declare module 'vitest' {
  interface ProvidedContext {
    /** Which platform the conversations are held on. */
    platform: World['platform']
    /** Whether Slack sends its requests through a socket. */
    inSockets?: boolean
  }
}

export interface LogLine {
  readonly kind: string
  readonly [field: string]: unknown
}

/** A log that remembers: for what may and may not be in it. */
const remembering = (lines: LogLine[]): Log => ({
  turn: (line) => void lines.push({ kind: 'turn', ...line }),
  effect: (line) => void lines.push({ kind: 'effect', ...line }),
  refused: (line) => void lines.push({ kind: 'refused', ...line }),
  fault: (where, error) => void lines.push({ kind: 'fault', where, error: String(error) }),
  say: (message) => void lines.push({ kind: 'say', message }),
  warn: (message) => void lines.push({ kind: 'say', message }),
  alarm: (message) => void lines.push({ kind: 'alarm', message }),
})

export interface Team extends Practice {
  readonly log: readonly LogLine[]
  readonly channel: {
    /** The bot's newest card in the channel, as everyone sees it. */
    newest(): Message
    /** The newest card that still says this. */
    withText(text: string): Message
    reads(): string
  }
  privately(name: string): Player
  /** The platform's id of a person, and what a people picker gives of her. */
  id(name: string): string
  alias(name: string): string
  /** A card as this platform draws it. */
  drawn(card: Card): DrawnCard
  /** Time goes on by an ISO 8601 duration, and the bot does what is due. */
  later(duration: string): Promise<void>
  /** From the mention in the channel to the coordinator's form. */
  opensForm(): Promise<Player>
  /** From there to an invitation for everyone. */
  starts(title: string, wishes?: RoundWishes): Promise<void>
  /** Answers the first block alone, with a remark to it, and hands in with gaps. */
  answersBlock1(name: string, grade: string, remark: string): Promise<void>
  /** Answers all 42 and hands in. */
  fillsIn(name: string, answer: (element: string, at: number) => string, remark?: string): Promise<void>
  closes(): Promise<void>
}

interface RoundWishes {
  readonly people?: readonly string[]
  readonly date?: string
  readonly outsiders?: string
  readonly floor?: string
  readonly blocks?: string
  readonly hour?: string
  readonly language?: string
  readonly perRole?: string
}

export interface Wishes {
  /** Else the one these tests are run on. */
  readonly platform?: World['platform']
  readonly bots?: readonly string[]
  readonly deactivated?: readonly string[]
  readonly notInstalled?: readonly string[]
  readonly guests?: readonly string[]
  readonly strangers?: readonly string[]
  /** Also in the channel, with a name or handle of their own choosing. */
  readonly people?: readonly PracticePerson[]
  /** In the organisation, but not in the channel. */
  readonly outside?: readonly string[]
  /** When the story begins; else on a Monday morning. */
  readonly begins?: string
  readonly environment?: PracticeOptions['environment']
  readonly scopes?: PracticeOptions['scopes']
  readonly hidden?: boolean
  /** Whether Slack's requests come through a socket; else as these tests are run. */
  readonly inSockets?: boolean
  /** In place of one that remembers. */
  readonly log?: Log
}

/** Where a team goes on, in place of an empty channel on its first morning. */
export interface Beginning
  extends Required<Pick<PracticeOptions, 'server'>>,
    Pick<PracticeOptions, 'world' | 'folder'> {
  /** Story time in milliseconds. */
  readonly at?: number
}

export const practiceTeam = async (
  names: readonly string[],
  wishes: Wishes = {},
  { at, ...beginning }: Partial<Beginning> = {},
): Promise<Team> => {
  const lines: LogLine[] = []
  const platform = wishes.platform ?? inject('platform')
  const practice = await openPractice({
    ...beginning,
    platform,
    inSockets: platform === 'slack' && (wishes.inSockets ?? inject('inSockets') ?? false),
    clock: standingClock(at ?? (wishes.begins === undefined ? MONDAY : Date.parse(wishes.begins))),
    people: [
      ...people(names, wishes.notInstalled).map((one) => ({
        ...one,
        guest: (wishes.guests ?? []).includes(one.name),
        stranger: (wishes.strangers ?? []).includes(one.name),
      })),
      ...(wishes.people ?? []),
      ...people(wishes.bots ?? []).map((one) => ({ ...one, absent: 'bot' as const })),
      ...people(wishes.deactivated ?? []).map((one) => ({ ...one, absent: 'deactivated' as const })),
      ...people(wishes.outside ?? [], wishes.notInstalled).map((one) => ({ ...one, outside: true })),
    ],
    log: wishes.log ?? remembering(lines),
    ...(wishes.environment ? { environment: wishes.environment } : {}),
    ...(wishes.scopes ? { scopes: wishes.scopes } : {}),
    ...(wishes.hidden ? { hidden: true } : {}),
  })
  const { room, settled, running } = practice
  const coordinator = names[0] ?? ''
  const { ids } = room.world
  const id = (name: string): string => ids.person(name.toLowerCase())
  const inChannel = (): Message[] => room.world.messages.filter(({ place, card }) => place === 'channel' && card)
  const privately = (name: string): Player => createPlayer(room, name.toLowerCase(), settled)
  const newest = (): Message => {
    const message = inChannel().at(-1)
    if (!message) throw new Error('the channel is empty')
    return message
  }
  const opensForm = async (): Promise<Player> => {
    const lotte = privately(coordinator)
    await lotte.says('channel', 'start')
    await lotte.pressesIn(newest(), 'Quickscan starten')
    return lotte
  }
  return {
    ...practice,
    log: lines,
    privately,
    opensForm,
    id,
    alias: (name) => ids.alias(name.toLowerCase()),
    drawn: (card) => (room.world.platform === 'slack' ? slackMessage(card) : teamsCard(card)) as unknown as DrawnCard,
    channel: {
      newest,
      withText: (text) => {
        const found = inChannel().findLast(({ card }) =>
          textsOf(card ?? {})
            .join('\n')
            .includes(text),
        )
        if (!found) throw new Error(`nothing in the channel says '${text}'`)
        return found
      },
      reads: () => textsOf(newest().card ?? {}).join('\n'),
    },
    later: room.pass,
    starts: async (title, { people: chosen = names, date = '2026-12-04', ...more } = {}) => {
      const lotte = await opensForm()
      const people = chosen.map(id).join(',')
      // What isn't on the form can't be filled in.
      if (Object.keys(more).length > 0) await lotte.presses('Meer instellingen', { title, date, people })
      await lotte.presses('Nakijken', { title, date, people, ...more })
      await lotte.presses('Starten')
    },
    fillsIn: async (name, answer, remark = '') => {
      const player = privately(name)
      await player.presses('Beginnen')
      for (const [at, { id, block }] of running.voice.kit.elements.entries()) {
        await player.picks(id, answer(id, at))
        const last = running.voice.kit.blocks.find((one) => one.id === block)?.elements.at(-1)
        if (last?.id === id) await player.presses('Verder', { text: block === '1' ? remark : '' })
      }
      await player.presses('Indienen')
    },
    answersBlock1: async (name, grade, remark) => {
      const player = privately(name)
      await player.does('sheet.next')
      for (const { id } of running.voice.kit.blocks[0]?.elements ?? []) await player.picks(id, grade)
      await player.does('sheet.remark', { text: remark })
      await player.does('sheet.review')
      await player.does('sheet.handIn')
    },
    closes: async () => {
      const lotte = privately(coordinator)
      await lotte.presses('Scan afsluiten')
      await lotte.presses('Ja, afsluiten')
    },
  }
}

/** Opens a team for one test and closes it whatever happens. */
export const withTeam = async (
  names: readonly string[],
  play: (team: Team) => Promise<void>,
  wishes: Wishes = {},
): Promise<void> => {
  await playedBy(await practiceTeam(names, wishes), play)
}

/** Plays, and closes the team whatever happens. */
export const playedBy = async (team: Team, play: (team: Team) => Promise<void>): Promise<void> => {
  try {
    await play(team)
    expect(team.log.filter(({ kind }) => kind === 'fault')).toEqual([])
  } finally {
    await team.stop()
  }
}

/** A bot in a room that may have had another before it, on the same store or one that was put back. */
export const startedIn = async (
  room: PracticeRoom,
  environment: Readonly<Record<string, string>>,
): Promise<Running> => {
  const running = await startBot(readSettings(environment), { clock: room.clock })
  const { settled, answered, store } = running
  room.connect({ address: `http://127.0.0.1:${running.port}`, settled, answered, nextDue: store.nextDue })
  return running
}

const filesRead = (folder: string): Buffer =>
  Buffer.concat(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name))),
  )

/** Everything in its folder, whatever file it lies in: looked at anew where a file went, or took another's name, meanwhile. */
export const bytesOnDisk = ({ folder }: Pick<Team, 'folder'>): Buffer => {
  for (let looks = 0; ; looks++) {
    try {
      return filesRead(folder)
    } catch (error) {
      if (looks === 20 || !(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }
}

export const readAs = (message: Message, person: string): string => textsOf(seenBy(message, person) ?? {}).join('\n')

/** What a card's buttons carry, of the round or action it is about. */
export const carriedIn = (card: DrawnCard | undefined, what: 'round' | 'action'): string => {
  const found = pressablesOf(card ?? {}).find(({ data }) => typeof data[what] === 'string')
  return String(found?.data[what] ?? '')
}

/** Someone has all that is kept of her erased, as she does it herself. */
export const erases = async (team: Team, name: string): Promise<void> => {
  const person = team.privately(name)
  await person.says(`private:${name.toLowerCase()}`, 'mijn gegevens')
  await person.presses('Alles van mij wissen')
  await person.presses('Ja, alles wissen')
  expect(person.reads('Gewist.')).toBeTruthy()
}
