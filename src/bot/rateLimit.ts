import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import type { Voice } from '../cards/voice.ts'
import type { PersonId, Platform } from '../flows/ids.ts'
import type { Instant } from '../kit/instant.ts'
import type { Handlers, Reply } from './ports/handlers.ts'
import { roundIn } from './ports/inbound.ts'
import type { Log } from './ports/log.ts'
import { type Much, tokenBucket } from './tokenBucket.ts'

export interface Limits {
  /** Presses and messages a minute. */
  readonly person: number
  readonly tenant: number
}

type LimitedHandlers = Pick<Handlers, 'press' | 'submit' | 'hear'>

/**
 * What is too much for one person or one organisation is refused before anything is read: with a kind word the first
 * time, without any cost after that, so that whoever taps in the next room notices nothing.
 */
export const rateLimit = (
  { press, submit, hear }: LimitedHandlers,
  tooFast: LimitedHandlers['hear'],
  limits: Limits,
  { voice, log, now }: { readonly voice: Voice; readonly log: Pick<Log, 'refused'>; readonly now: () => Instant },
): LimitedHandlers => {
  const [people, tenants] = [tokenBucket(limits.person, now), tokenBucket(limits.tenant, now)]
  const asked = ({ platform, actor }: { readonly platform: Platform; readonly actor: PersonId }): Much => {
    const tenant = `${platform.name} ${platform.tenant}`
    // Hers first: what one person is refused costs the others of her organisation nothing.
    const much = people.take(`${tenant} ${actor}`)
    const found = much === 'fine' ? tenants.take(tenant) : much
    if (found !== 'fine') log.refused({ status: 429, reason: much === 'fine' ? 'too much of a tenant' : 'too fast' })
    return found
  }
  return {
    press: async (one) => {
      const much = asked(one)
      if (much === 'fine') return press(one)
      const refusal: Reply = { card: refusalScreen(voice, 'tooFast', roundIn(one)), outcome: 'tooFast' }
      return much === 'again' ? { ...refusal, saidBefore: true } : refusal
    },
    submit: async (one, message) => {
      if (asked(one) === 'fine') await submit(one, message)
    },
    hear: async (said) => {
      const much = asked(said)
      if (much === 'fine') await hear(said)
      if (much === 'tooMuch') await tooFast(said)
    },
  }
}
