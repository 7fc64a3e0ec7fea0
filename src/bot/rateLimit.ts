import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import type { Voice } from '../cards/voice.ts'
import type { PersonId, Platform } from '../flows/ids.ts'
import type { Instant } from '../kit/calendar/instant.ts'

import type { Handlers, Reply } from './ports/handlers.ts'
import { roundIn } from './ports/inbound.ts'
import type { Log } from './ports/log.ts'
import { type Admission, tokenBucket } from './tokenBucket.ts'

/** Presses and messages per minute. */
export interface Limits {
  readonly person: number
  /** Of all its people together. */
  readonly tenant: number
}

type LimitedHandlers = Pick<Handlers, 'press' | 'submit' | 'message'>

/**
 * Refuses what is too much for one person or one organisation before anything is read or written: with a sentence the
 * first time, at no cost after that, so that nobody else notices (docs/decisions/015-doors-under-attack.md).
 */
export const rateLimit = (
  { press, submit, message }: LimitedHandlers,
  tooFast: LimitedHandlers['message'],
  limits: Limits,
  { voice, log, now }: { readonly voice: Voice; readonly log: Pick<Log, 'refused'>; readonly now: () => Instant },
): LimitedHandlers => {
  const [people, tenants] = [tokenBucket(limits.person, now), tokenBucket(limits.tenant, now)]
  const admit = ({ platform, actor }: { readonly platform: Platform; readonly actor: PersonId }): Admission => {
    const tenant = `${platform.name} ${platform.tenant}`
    // The person first: what she is refused takes nothing from the others of her organisation.
    const own = people.take(`${tenant} ${actor}`)
    const admission = own === 'admitted' ? tenants.take(tenant) : own
    if (admission !== 'admitted')
      log.refused({ status: 429, reason: own === 'admitted' ? 'too much of a tenant' : 'too fast' })
    return admission
  }
  return {
    press: async (one) => {
      const admission = admit(one)
      if (admission === 'admitted') return press(one)
      const refusal: Reply = { card: refusalScreen(voice, 'tooFast', roundIn(one)), outcome: 'tooFast' }
      return admission === 'refusedAgain' ? { ...refusal, repeated: true } : refusal
    },
    submit: async (one, pressed) => {
      if (admit(one) === 'admitted') await submit(one, pressed)
    },
    message: async (sent) => {
      const admission = admit(sent)
      if (admission === 'admitted') await message(sent)
      if (admission === 'refused') await tooFast(sent)
    },
  }
}
