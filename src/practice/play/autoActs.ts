import type { Answer } from '../../kit/kit.ts'
import type { Role } from '../../kit/roles.ts'
import type { PracticeRoom } from '../types.ts'
import { createPlayer, type Player } from './player.ts'

/** A person of the automatic team, and what she has answered so far. */
export interface Sheet {
  readonly player: Player
  readonly answers: Record<string, Answer>
  readonly remarks: Record<string, string>
  readonly stars: Record<string, number>
  readonly reasons: Record<string, string>
  role?: Role
  handedIn: boolean
}

/** The people of the channel, with no answers yet. */
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

/** Called at each step of the story: who, and what she did. */
export type Report = (who: string, what: string) => void
