import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import type { Phrases } from '../kit/commands.ts'
import type { Language } from '../kit/languages.ts'
import type { Deps } from './context.ts'
import { onInstall } from './onInstall.ts'
import { onMessage, replyTooFast } from './onMessage.ts'
import { onPress } from './onPress.ts'
import { onSubmit } from './onSubmit.ts'
import { deliver } from './outbox/deliver.ts'
import { replayErasures } from './outbox/replayErasures.ts'
import { createOutboxWorker, type OutboxWorker } from './outbox/worker.ts'
import type { Handlers, Reply } from './ports/handlers.ts'
import { type MessageSaid, type Press, roundIn } from './ports/inbound.ts'
import type { Log } from './ports/log.ts'
import { type Limits, rateLimit } from './rateLimit.ts'
import { verbTable } from './verbs/table.ts'

export interface Bot extends Handlers {
  /** Erases again what was erased after the backup this store was restored from. @returns how much that was */
  readonly replay: () => Promise<number>
  readonly outbox: OutboxWorker
}

interface BotDeps extends Omit<Deps, 'wake'> {
  readonly log: Log
  /** What people can type, in each language. */
  readonly phrases: Readonly<Record<Language, Phrases>>
  readonly random: () => number
  readonly limits: Limits
  /** Real time in milliseconds: for the log's durations, and for what is too fast. */
  readonly realNow: () => number
}

/** The flows, the verb table and the effect loop as one bot, whatever platform it speaks to. */
export const createBot = ({ log, phrases, random, limits, realNow, ...given }: BotDeps): Bot => {
  const { store, now } = given
  const outbox = createOutboxWorker({ store, deliver: (claimed) => deliver(deps, claimed), now, random, log })
  const deps: Deps = { ...given, wake: outbox.wake }
  const verbs = verbTable(deps.voice.kit)

  const logged = async (press: Press, answering: () => Promise<Reply>): Promise<Reply> => {
    const began = realNow()
    const round = roundIn(press)
    // An unknown verb is the presser's text: it doesn't belong in a log.
    const verb = verbs.has(press.verb) ? press.verb : 'unknown'
    try {
      const answer = await answering()
      log.turn({ verb, round, outcome: answer.outcome, ms: Math.round(realNow() - began) })
      return answer
    } catch (error) {
      log.turn({ verb, round, outcome: 'fault', ms: Math.round(realNow() - began) })
      log.fault(`press ${verb}`, error)
      return { card: refusalScreen(deps.voice, 'tryAgain', round), outcome: 'tryAgain' }
    }
  }

  const noted = async (what: string, doing: () => Promise<void>): Promise<void> => {
    try {
      await doing()
    } catch (error) {
      log.fault(what, error)
      throw error
    }
  }

  const hands = {
    press: (press: Press) => logged(press, () => onPress(deps, verbs, press)),
    submit: async (press: Press, message: string | undefined) => {
      await logged(press, () => onSubmit(deps, verbs, press, message))
    },
    hear: (said: MessageSaid) => noted('message', () => onMessage(deps, phrases, said)),
  }
  return {
    outbox,
    replay: () => replayErasures(deps),
    ...rateLimit(hands, (said) => noted('message', () => replyTooFast(deps, said)), limits, {
      voice: deps.voice,
      log,
      now: realNow,
    }),
    install: (installed) => noted('installation', () => onInstall(deps, installed)),
  }
}
