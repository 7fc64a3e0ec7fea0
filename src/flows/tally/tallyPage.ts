import type { RoundId, SheetId } from '../ids.ts'

/** One page's share of something everyone gives once: who gave, and, at the close, the sum. */
export interface TallyPage<Sum> {
  readonly round: RoundId
  readonly page: number
  /** Who has given at least once. It only grows: progress never drops, also when someone withdraws. */
  readonly given: readonly SheetId[]
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

/** With one more who gave; undefined when she was counted before. */
export const withGiven = <Sum>(page: TallyPage<Sum>, who: SheetId): TallyPage<Sum> | undefined =>
  page.given.includes(who) ? undefined : { ...page, given: [...page.given, who] }

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
