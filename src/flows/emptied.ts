import type { Instant } from '../kit/calendar/instant.ts'
import type { Language } from '../kit/languages.ts'
import type { Effect } from './effect.ts'
import { finalEdits } from './finalEdit.ts'
import type { MessageRef } from './ids.ts'
import type { CardRef } from './refs.ts'

interface Forgotten {
  readonly what: Extract<CardRef, { screen: 'erased' }>['what']
  /** The round's or the action's, for the effects' ids. */
  readonly id: string
  /** After how many months it was. */
  readonly months: number
  readonly language: Language
}

/** Messages that showed it say that it is erased, and nothing else. Where one is gone, so is what it showed. */
export const emptied = (
  { what, id, months, language }: Forgotten,
  messages: readonly MessageRef[],
  now: Instant,
): Effect[] =>
  messages.flatMap((message) =>
    finalEdits(
      `erased/${id}/${message.message}`,
      { screen: 'erased', what, months, language },
      message,
      message.platform,
      now,
    ),
  )
