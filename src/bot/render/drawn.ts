import type { Card } from '../../cards/card.ts'
import type { MessageRef } from '../../flows/ids.ts'

/** A card as it stands at this moment, and the messages that already show it. */
export interface Drawn {
  readonly card: Card
  readonly shown: readonly MessageRef[]
  /** What it would ask for is over: nobody needs to be told of it for the first time. */
  readonly over?: boolean
}
