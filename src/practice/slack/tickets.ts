import { randomBytes } from 'node:crypto'
import type { Message } from '../world.ts'

/** The trigger and the response URL that Slack issues with a press, each valid for a short time: https://docs.slack.dev/interactivity/handling-user-interaction */
export interface Tickets {
  /** For one window, within three seconds. */
  readonly trigger: (person: string) => string
  readonly useTrigger: (trigger: string) => { readonly person: string } | 'expired_trigger_id' | 'exchanged_trigger_id'
  /** For five answers, within half an hour. */
  readonly response: (to: Pressed) => string
  readonly useResponse: (id: string) => Pressed | 'expired_url' | 'used_url'
}

/** Where a press was made: on a message everyone sees, or on what only the presser does. */
export interface Pressed {
  readonly message: Message
  readonly person: string
  readonly own: boolean
}

const TRIGGER_LIVES = 3_000
const RESPONSE_LIVES = 30 * 60_000
const RESPONSE_USES = 5

interface Clocks {
  readonly storyNow: () => number
  readonly realNow: () => number
}

/** Triggers expire by the real clock, since they are used within a request; responses by the story's. */
export const createTickets = ({ storyNow, realNow }: Clocks): Tickets => {
  const triggers = new Map<string, { person: string; at: number; used: boolean }>()
  const responses = new Map<string, { to: Pressed; at: number; uses: number }>()
  const fresh = (): string => randomBytes(12).toString('hex')
  return {
    trigger: (person) => {
      const id = `${fresh()}.${fresh()}`
      triggers.set(id, { person, at: realNow(), used: false })
      return id
    },
    useTrigger: (id) => {
      const known = triggers.get(id)
      if (!known || realNow() - known.at > TRIGGER_LIVES) return 'expired_trigger_id'
      if (known.used) return 'exchanged_trigger_id'
      known.used = true
      return { person: known.person }
    },
    response: (to) => {
      const id = fresh()
      responses.set(id, { to, at: storyNow(), uses: 0 })
      return id
    },
    useResponse: (id) => {
      const known = responses.get(id)
      if (!known || storyNow() - known.at > RESPONSE_LIVES) return 'expired_url'
      if (known.uses >= RESPONSE_USES) return 'used_url'
      known.uses += 1
      return known.to
    },
  }
}
