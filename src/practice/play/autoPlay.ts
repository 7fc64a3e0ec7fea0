import type { Answer, Kit } from '../../kit/kit.ts'
import type { Role } from '../../kit/roles.ts'
import { textsOf } from '../cardReading.ts'
import { chance } from '../chance.ts'
import { lengthOf } from '../storyClock.ts'
import type { PracticeRoom } from '../types.ts'
import { emptySheets, type Report } from './autoActs.ts'
import { giveStars, makePlan } from './autoPlan.ts'
import { changeMind, closeScan, fillIn, startScan, TITLE } from './autoScan.ts'
import { playYear, type Year } from './autoYear.ts'

/** How long the story takes. */
const LASTS = 'P14M'

/** What one person did: enough to recompute the result independently of the bot. */
export interface Played {
  readonly person: string
  readonly handedIn: boolean
  readonly answers: Readonly<Record<string, Answer>>
  readonly remarks: Readonly<Record<string, string>>
  /** Only where it was asked. */
  readonly role?: Role
  /** Empty for who gave none. */
  readonly stars: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, string>>
}

export interface Story {
  readonly seed: number
  readonly title: string
  readonly played: readonly Played[]
  /** From the plan on. */
  readonly year: Year
  /** The texts of the bot's messages in the channel at the end, oldest first. */
  readonly channel: readonly { readonly says: readonly string[] }[]
}

/** The team plays the story by itself, through its rendered cards; the same seed plays the same story. */
export const autoPlay = async (
  room: PracticeRoom,
  kit: Kit,
  settled: () => Promise<void>,
  seed: number,
  report: Report,
): Promise<Story> => {
  const random = chance(seed)
  const { world } = room
  const sheets = emptySheets(room, settled)
  const [coordinator] = sheets
  if (!coordinator) throw new Error('nobody to play')
  const nameOf = (id: string): string => world.people.find((person) => person.id === id)?.name ?? id

  const until = room.clock.now() + lengthOf(LASTS)
  await startScan(room, coordinator.player, report, nameOf)
  await room.pass('PT5S')
  for (const [at, sheet] of sheets.entries()) {
    const last = at === sheets.length - 1
    await fillIn(sheet, kit, random, last, (what) => report(nameOf(sheet.player.id), what))
    await room.pass('PT6M')
  }
  const changer = sheets[1]
  if (changer) await changeMind(changer, (what) => report(nameOf(changer.player.id), what))
  await closeScan(room, coordinator.player, report, nameOf)
  await giveStars(room, sheets, kit, random, report, nameOf)
  const planned = await makePlan(room, sheets, report, nameOf)
  const players = sheets.map(({ player }) => player)
  const year = await playYear({ room, players, planned, report, nameOf }, until)

  const channel = world.messages.filter(({ place, from }) => place === 'channel' && from === 'bot')
  return {
    seed,
    title: TITLE,
    year,
    played: sheets.map(({ player, answers, remarks, stars, reasons, role, handedIn }) => ({
      person: player.id,
      handedIn,
      answers: { ...answers },
      remarks: { ...remarks },
      stars: { ...stars },
      reasons: { ...reasons },
      ...(role ? { role } : {}),
    })),
    channel: channel.map(({ card }) => ({ says: textsOf(card ?? {}) })),
  }
}
