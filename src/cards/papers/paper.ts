import type { Action } from '../../flows/action/action.ts'
import type { Round, RoundWithResult } from '../../flows/round/round.ts'
import type { Picture } from '../pictures/picture.ts'
import type { Names, Voice } from '../voice.ts'

/** All that papers are made of: frozen results and the plan, nothing of one person's answers. */
export interface PaperContent {
  /** In the round's language, about its blocks. */
  readonly voice: Voice
  readonly round: Round
  /** The team's round before, with whose result this one's growth was reckoned; undefined where there is none. */
  readonly before: RoundWithResult | undefined
  /** The whole plan of its team, the oldest first. */
  readonly actions: readonly Action[]
  readonly names: Names
  /** ISO date in the team's zone. */
  readonly today: string
}

/** A drawn picture, as a document holds it: bytes of a PNG, and its size in the units it was drawn in. */
export interface DrawnPicture {
  readonly picture: Picture
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** A name for a file that every disk takes. @param title what people call it */
export const fileName = (title: string, extension: string): string => {
  const plain = title
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${plain || 'quickscan'}.${extension}`
}
