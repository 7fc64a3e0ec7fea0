import type { Answer, Kit } from '../kit/kit.ts'
import type { Sheet, Tell } from './autoActs.ts'
import { givingStars, planning } from './autoPlan.ts'
import { changingMind, closing, fillingIn, starting, TITLE } from './autoScan.ts'
import { chance } from './chance.ts'
import { createPlayer } from './player.ts'
import type { PracticeRoom } from './practiceRoom.ts'

/** What one person did, as she did it: enough to recount the result by hand. */
export interface Played {
  readonly person: string
  readonly handedIn: boolean
  readonly answers: Readonly<Record<string, Answer>>
  readonly remarks: Readonly<Record<string, string>>
  /** Empty for who gave none. */
  readonly stars: Readonly<Record<string, number>>
}

export interface Story {
  readonly seed: number
  readonly title: string
  readonly played: readonly Played[]
  /** The bot's messages in the channel as they ended, oldest first. */
  readonly channel: readonly { readonly card: unknown }[]
}

/** The team plays the story by itself, through its rendered cards; the same seed plays the same story. */
export const autoPlay = async (
  room: PracticeRoom,
  kit: Kit,
  settled: () => Promise<void>,
  seed: number,
  tell: Tell,
): Promise<Story> => {
  const random = chance(seed)
  const { world, clock } = room
  const sheets: Sheet[] = world.people.map(({ id }) => ({
    player: createPlayer(room, id, settled),
    answers: {},
    remarks: {},
    stars: {},
    handedIn: false,
  }))
  const [coordinator] = sheets
  if (!coordinator) throw new Error('nobody to play')
  const nameOf = (id: string): string => world.people.find((person) => person.id === id)?.name ?? id

  await starting(room, coordinator.player, tell, nameOf)
  clock.advance('PT5S')
  await settled()
  for (const [at, sheet] of sheets.entries()) {
    const last = at === sheets.length - 1
    await fillingIn(sheet, kit, random, last, (what) => tell(nameOf(sheet.player.id), what))
    clock.advance('PT6M')
    await settled()
  }
  const changer = sheets[1]
  if (changer) await changingMind(changer, (what) => tell(nameOf(changer.player.id), what))
  await closing(room, coordinator.player, settled, tell, nameOf)
  await givingStars(room, sheets, kit, settled, random, tell, nameOf)
  await planning(room, sheets, settled, tell, nameOf)

  const channel = world.messages.filter(({ place, from }) => place === 'channel' && from === 'bot')
  return {
    seed,
    title: TITLE,
    played: sheets.map(({ player, answers, remarks, stars, handedIn }) => ({
      person: player.id,
      handedIn,
      answers: { ...answers },
      remarks: { ...remarks },
      stars: { ...stars },
    })),
    channel: channel.map(({ card }) => ({ card })),
  }
}
