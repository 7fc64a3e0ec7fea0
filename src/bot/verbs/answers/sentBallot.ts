import type { Tapped } from '../../../flows/ballot/voting.ts'
import type { BlockId, Kit } from '../../../kit/kit.ts'
import { plainText } from '../../../kit/plainText.ts'
import type { Stars } from '../../../kit/stars.ts'

type SentBallot = Readonly<Record<string, unknown>>

/** What a ballot was sent with; undefined where the card had no fields for it. An empty field has none: 0 stars, or no reason. */
export interface Sent {
  readonly stars: Tapped | undefined
  readonly reasons: Readonly<Record<BlockId, string>> | undefined
}

/** The fields of one kind, by block; undefined where there was none. */
const fieldsIn = (kit: Kit, sent: SentBallot, name: 'stars' | 'reasons'): Record<BlockId, unknown> | undefined => {
  const whole = sent[name] as SentBallot | undefined
  const fields = kit.blocks.flatMap(({ id }) => {
    const value = whole?.[id] ?? sent[`${name}.${id}`]
    return value === undefined ? [] : [[id, value] as const]
  })
  return whole || fields.length > 0 ? Object.fromEntries(fields) : undefined
}

const mapped = <Value>(record: Record<BlockId, unknown> | undefined, read: (value: unknown) => Value) =>
  record && Object.fromEntries(Object.entries(record).map(([block, value]) => [block, read(value)] as const))

/** The reasons that stood in a card's fields. */
export const sentReasons = (kit: Kit, sent: SentBallot): Sent['reasons'] =>
  mapped(fieldsIn(kit, sent, 'reasons'), (value) => plainText(String(value)).replace(/\n/g, ' '))

/** Stars come as an object, or as one field per block from the cards of before version 0.5, which had a list for each. */
export const sentBallot = (kit: Kit, sent: SentBallot): Sent => ({
  stars: mapped(fieldsIn(kit, sent, 'stars'), (value) => (value || 0) as Stars | 0),
  reasons: sentReasons(kit, sent),
})
