import type { Logger } from 'pino'
import { type Log, OWN } from '../bot/ports/log.ts'
import { sourceFrames } from './sourceFrames.ts'

/** The stack's functions and lines, without the message, which may have content. */
const framesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error) || !error.stack) return []
  const frames = error.stack.split('\n').filter((line) => /^\s+at /.test(line))
  return sourceFrames(frames.slice(0, 6)).map((line) => line.trim().replace(/\(.*[/\\](?=[^/\\]+\))/, '('))
}

/** The names of an error and its causes. */
const namesOf = (error: unknown): readonly string[] => {
  const names: string[] = []
  for (let cause = error; cause instanceof Error && names.length < 5; cause = cause.cause) names.push(cause.name)
  return names
}

/** Of what is someone's own there is a line only when it went wrong: the others would say when people answer. */
const WENT_WRONG: ReadonlySet<string> = new Set(['fault', 'tryAgain'])

/** Tries after which one that failed is no passing trouble any more: about a minute. */
const PASSING = 6

/** Given up: an error. Not for whom it was meant, or tried for a while: to be seen to. A first failure heals by itself, mostly. */
const gravityOf = ({ came, attempts }: Parameters<Log['effect']>[0]): 'info' | 'warn' | 'error' => {
  if (came === 'givenUp') return 'error'
  return came === 'unreachable' || attempts >= PASSING ? 'warn' : 'info'
}

/** The log as lines of JSON: names, outcomes and times, never content (docs/threat-model.md). */
export const pinoLog = (logger: Logger): Log => ({
  turn: (line) => {
    if (line.verb === OWN && !WENT_WRONG.has(line.outcome)) return
    logger.info(line, 'turn')
  },
  effect: (line) => logger[gravityOf(line)](line, 'effect'),
  refused: (line) => logger.warn(line, 'refused'),
  fault: (where, error) => logger.error({ where, error: namesOf(error), at: framesOf(error) }, 'fault'),
  say: (message) => logger.info(message),
  warn: (message) => logger.warn(message),
  alarm: (message) => logger.error(message),
})
