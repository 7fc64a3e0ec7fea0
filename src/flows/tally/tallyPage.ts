import type { RoundId, SheetId } from '../ids.ts'
import type { Counted } from './messages.ts'

/** One page's share of something everyone gives once: who gave, and, at the close, the sum. */
export interface TallyPage<Sum> {
  readonly round: RoundId
  readonly page: number
  /** Whose counts now; who withdraws is no longer among them. */
  readonly given: readonly SheetId[]
  /** The newest change heard of each; absent in pages of before they were numbered. */
  readonly changes?: Readonly<Record<SheetId, number>>
  /** How often the number it tells its round changed; absent before the first time. */
  readonly told?: number
  /** How many the close will bring; unknown before the close. */
  readonly expected: number | undefined
  /** Whose is already in the sum: told twice counts once. */
  readonly added: readonly SheetId[]
  readonly sum: Sum
  /** As it was read, with nothing in it: the id of the key that is gone (`roundSecrets.ts`). */
  readonly unopened?: string
}

/** A page before the first. @param sum the sum of nobody */
export const newTallyPage = <Sum>(round: RoundId, page: number, sum: Sum): TallyPage<Sum> => ({
  round,
  page,
  given: [],
  expected: undefined,
  added: [],
  sum,
})

/** With what she gave counting, or no longer; undefined when as much or something newer was heard of her before. */
export const withGiven = <Sum>(
  page: TallyPage<Sum>,
  who: SheetId,
  { counts = true, change = 0 }: Counted,
): TallyPage<Sum> | undefined => {
  if (change <= (page.changes?.[who] ?? -1)) return undefined
  const next = { ...page, changes: { ...page.changes, [who]: change } }
  if (page.given.includes(who) === counts) return next
  const given = counts ? [...page.given, who] : page.given.filter((one) => one !== who)
  return { ...next, given, told: (page.told ?? 0) + 1 }
}

/** Knowing how many to wait for; undefined when that was known. */
export const withExpected = <Sum>(page: TallyPage<Sum>, expected: number): TallyPage<Sum> | undefined =>
  page.expected === undefined ? { ...page, expected } : undefined

/** With one person's share in the sum; undefined when it is in there already. */
export const withAdded = <Sum>(
  page: TallyPage<Sum>,
  who: SheetId,
  add: (sum: Sum) => Sum,
): TallyPage<Sum> | undefined =>
  page.added.includes(who) ? undefined : { ...page, added: [...page.added, who], sum: add(page.sum) }

/** Whether everyone's share is in the sum; not before it is known how many there are. */
export const isWhole = <Sum>({ expected, added }: TallyPage<Sum>): boolean => expected === added.length
