import type { Logger } from 'pino'
import type { Log } from '../bot/ports/log.ts'

/** Where in our own code it happened: function and line, without the message and without the values. */
const placeOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error) || !error.stack) return []
  const frames = error.stack.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.slice(0, 6).map((line) => line.trim().replace(/\(.*[/\\](?=[^/\\]+\))/, '('))
}

const chain = (error: unknown): readonly string[] => {
  const names: string[] = []
  for (let cause = error; cause instanceof Error && names.length < 5; cause = cause.cause) names.push(cause.name)
  return names
}

export const pinoLog = (logger: Logger): Log => ({
  turn: (line) => logger.info(line, 'turn'),
  effect: (line) => logger.info(line, 'effect'),
  refused: (line) => logger.warn(line, 'refused'),
  fault: (where, error) => logger.error({ where, error: chain(error), at: placeOf(error) }, 'fault'),
  say: (message) => logger.info(message),
})
