import type { Answer } from '../kit/kit.ts'
import type { Role } from '../kit/roles.ts'
import type { Player } from './player.ts'

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

/** Tells the story as it goes: who, and what she did. */
export type Tell = (who: string, what: string) => void
