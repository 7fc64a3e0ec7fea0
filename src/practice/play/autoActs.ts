import type { Answer } from '../../kit/kit.ts'
import type { Role } from '../../kit/roles.ts'
import type { PracticeRoom } from '../types.ts'
import { createPlayer, type Player } from './player.ts'

/** One person of the team that plays by itself, and what she has said so far. */
export interface Sheet {
  readonly player: Player
  readonly answers: Record<string, Answer>
  readonly remarks: Record<string, string>
  readonly stars: Record<string, number>
  readonly reasons: Record<string, string>
  role?: Role
  handedIn: boolean
}

/** Everyone of the channel, before she has said anything. */
export const emptySheets = (room: PracticeRoom, settled: () => Promise<void>): Sheet[] =>
  room.world.people
    .filter(({ outside }) => !outside)
    .map(({ id }) => ({
      player: createPlayer(room, id, settled),
      answers: {},
      remarks: {},
      stars: {},
      reasons: {},
      handedIn: false,
    }))

/** Tells the story as it goes: who, and what she did. */
export type Tell = (who: string, what: string) => void
