import { refusalScreen } from '../cards/screens/refusalScreen.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import type { Listening } from '../kit/typed/listen.ts'
import type { LifeNote } from '../store/lifeNote.ts'
import { CantSave } from '../store/store.ts'
import { fileAt } from './calendar.ts'
import type { Deps } from './context.ts'
import { DATA_LINKS, PAPER_LINKS } from './fileLinks.ts'
import { onChange } from './onChange.ts'
import { onInstall } from './onInstall.ts'
import { onMessage, replyTooFast } from './onMessage.ts'
import { onPress } from './onPress.ts'
import { onSubmit } from './onSubmit.ts'
import { deliver } from './outbox/deliver.ts'
import { gaveUp } from './outbox/refusedPost.ts'
import { replayErasures } from './outbox/replayErasures.ts'
import { lifeBeat, recognizeRestore } from './outbox/restored.ts'
import { dailySweep } from './outbox/sweep.ts'
import { createOutboxWorker, type OutboxWorker } from './outbox/worker.ts'
import { listFirst } from './people/people.ts'
import type { Handlers, Reply } from './ports/handlers.ts'
import { type InboundMessage, type Press, roundIn } from './ports/inbound.ts'
import { type Log, OWN } from './ports/log.ts'
import type { GivenFile } from './ports/platform.ts'
import { type Limits, rateLimit } from './rateLimit.ts'
import { type CalendarFile, drawCalendarFile } from './render/files/calendarFile.ts'
import { drawPaper } from './render/files/papers.ts'
import { drawDataFile } from './render/files/personExport.ts'
import { drawHome } from './render/homeScreen.ts'
import { createPages, type Pages } from './render/pages/pages.ts'
import { verbTable } from './verbs/table.ts'
import type { Verb } from './verbs/verb.ts'

/** The bot as `main.ts` starts it and a platform calls it. */
export interface Bot extends Handlers {
  /** Repeats the erasures made after the backup this store was restored from. @returns how many there were */
  readonly replay: () => Promise<number>
  /** Sees whether the store was put back from a backup, and has told who has to know. @returns as of when it stands, in it */
  readonly recognizeRestore: () => Promise<{ readonly asOf: Instant | undefined } | undefined>
  readonly outbox: OutboxWorker
  /** What lies outside the store, or can't be done, has a term too: once a day it is seen to. Called at any time. */
  readonly sweep: () => Promise<void>
  /** The calendar file at an address under `/calendar`; undefined when there is none (any more). */
  readonly calendarAt: (token: string) => Promise<(CalendarFile & { readonly followed: boolean }) | undefined>
  /** A team's paper, at a link under `/papers`; undefined when there is none (any more). */
  readonly paperAt: (token: string) => Promise<GivenFile | undefined>
  /** All that is kept of someone, at a link under `/data`; undefined when there is none (any more). */
  readonly dataAt: (token: string) => Promise<GivenFile | undefined>
  /** What a browser is shown of a person's own and of her teams. */
  readonly pages: Pages
}

interface BotDeps extends Omit<Deps, 'wake'> {
  readonly log: Log
  /** By which words people are understood. */
  readonly listening: Listening
  readonly random: () => number
  readonly limits: Limits
  /** Undefined where nothing outlives the store: then nobody notices that it was put back. */
  readonly lifeNote: LifeNote | undefined
  /** Real time in milliseconds, for durations in the log and for the rate limit; `now` may be a clock that is moved. */
  readonly realNow: () => number
}

/**
 * What a log may say of a press. What someone does with what is hers alone (answers, stars, taking part or not, erasing) goes by one
 * word and without its round: else a line would say when in which round someone answered, or that someone declined.
 */
const lineOf = (press: Press, verbs: ReadonlyMap<string, Verb>) => {
  const row = verbs.get(press.verb)
  // An unknown verb is the presser's text: it doesn't belong in a log.
  if (!row) return { verb: 'unknown', round: undefined }
  if (row.who === 'member' || row.who === 'person') return { verb: OWN, round: undefined }
  return { verb: press.verb, round: roundIn(press) }
}

/** Wires the flows, the verb table and the outbox worker into one bot, whatever platforms it is on. */
export const createBot = ({ log, listening, random, limits, realNow, lifeNote, ...given }: BotDeps): Bot => {
  const { store, now } = given
  const outbox = createOutboxWorker({
    ...{ store, now, random, log },
    deliver: (claimed) => deliver(deps, claimed),
    gaveUp: (claimed, failure) => gaveUp(deps, claimed, failure),
  })
  const deps: Deps = { ...given, wake: outbox.wake, beforeCommit: (effects) => listFirst(deps, effects) }
  const daily = dailySweep(deps)
  const beat = lifeBeat(deps, lifeNote)
  const sweep = async (): Promise<void> => {
    await beat()
    await daily()
  }
  const verbs = verbTable(deps.voice.kit)

  const logTurn = async (press: Press, handle: () => Promise<Reply>): Promise<Reply> => {
    const began = realNow()
    const line = { ...lineOf(press, verbs), platform: press.platform.name }
    try {
      const reply = await handle()
      log.turn({ ...line, outcome: reply.outcome, ms: Math.round(realNow() - began) })
      return reply
    } catch (error) {
      log.turn({ ...line, outcome: 'fault', ms: Math.round(realNow() - began) })
      log.fault(`press ${line.verb}`, error)
      const why = error instanceof CantSave ? 'notSaved' : 'tryAgain'
      return { card: refusalScreen(deps.voice, why, roundIn(press)), outcome: why }
    }
  }

  const logFault = async (what: string, handle: () => Promise<void>): Promise<void> => {
    try {
      await handle()
    } catch (error) {
      log.fault(what, error)
      throw error
    }
  }

  /** Nothing is kept of what she said, so she is told; the platform need not deliver it again. */
  const tellUnsaved = async (message: InboundMessage): Promise<void> => {
    try {
      await onMessage(deps, listening, message)
    } catch (error) {
      const { platform, place } = message
      if (!(error instanceof CantSave) || place.conversation === '') throw error
      log.fault('message', error)
      await deps.platform.post(platform, place.conversation, refusalScreen(deps.voice, 'notSaved'), place.thread)
    }
  }

  const handlers = {
    press: (press: Press) => logTurn(press, () => onPress(deps, verbs, press)),
    submit: async (press: Press, message: string | undefined) => {
      await logTurn(press, () => onSubmit(deps, verbs, press, message))
    },
    message: (message: InboundMessage) => logFault('message', () => tellUnsaved(message)),
  }
  const limited = rateLimit(handlers, (message) => logFault('message', () => replyTooFast(deps, message)), limits, {
    voice: deps.voice,
    log,
    now: realNow,
  })
  return {
    outbox,
    pages: createPages(deps, verbs, limited.press),
    replay: () => replayErasures(deps),
    recognizeRestore: () => recognizeRestore(deps, lifeNote),
    sweep: () => logFault('sweep', sweep).catch(() => undefined),
    calendarAt: async (token) => {
      const found = await fileAt(deps, token)
      const drawn = found && (await drawCalendarFile(deps, found.file))
      return found && drawn && { ...drawn, followed: found.followed }
    },
    paperAt: async (token) => {
      const asked = PAPER_LINKS.read(deps, token)
      return asked && drawPaper(deps, asked.platform, asked.person, asked.file)
    },
    dataAt: async (token) => {
      const owner = DATA_LINKS.read(deps, token)
      return owner && drawDataFile(deps, owner.platform, owner.person)
    },
    ...limited,
    install: (installed) => logFault('installation', () => onInstall(deps, installed)),
    home: (asked) => drawHome(deps, asked),
    changed: (change) => logFault('change', () => onChange(deps, change)),
  }
}
