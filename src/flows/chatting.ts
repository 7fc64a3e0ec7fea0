import type { Instant } from '../kit/instant.ts'
import { post } from './effect.ts'
import type { PersonId, Platform } from './names.ts'
import { type Step, step, UNCHANGED } from './step.ts'

/** What the bot keeps of a person beside her sheets: where to find her private chat. */
export interface Person {
  readonly chat: string
  /** The last messages answered, so that a redelivered one isn't answered twice. */
  readonly heard: readonly string[]
}

const HEARD = 10

export type PersonEvent =
  | { readonly type: 'chatFound'; readonly chat: string }
  | {
      readonly type: 'spoke'
      readonly chat: string
      readonly event: string
      readonly platform: Platform
      readonly person: PersonId
    }

/** A person's private chat with the bot. */
export const chatting = (known: Person | undefined, event: PersonEvent, now: Instant): Step<Person> => {
  switch (event.type) {
    case 'chatFound':
      return known?.chat === event.chat ? UNCHANGED : step({ chat: event.chat, heard: known?.heard ?? [] })
    case 'spoke': {
      if (known?.heard.includes(event.event)) return UNCHANGED
      const heard = [...(known?.heard ?? []), event.event].slice(-HEARD)
      const to = { in: 'private', platform: event.platform, person: event.person } as const
      return step({ chat: event.chat, heard }, post(event.event, { screen: 'help' }, to, now))
    }
  }
}
