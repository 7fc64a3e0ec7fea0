import { flushCompileCache } from 'node:module'
import { Socket } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { readSettings } from '../src/config.ts'
import { type Running, startBot } from '../src/main.ts'

/** What a bot is begun with. */
interface Handed {
  readonly settings: Readonly<Record<string, string>>
  /** Milliseconds that the story is ahead of the wall's clock. */
  readonly ahead: number
}
type Told =
  | { readonly begin: Handed }
  | { readonly advance: number }
  | { readonly diesAt: number }
  | { readonly stop: true }

/**
 * A bot as a process of its own, to be killed, which does what its parent tells it. `{ begin }` is answered with `{ port }` when it
 * listens, `{ advance }` with `{ quiet: true }` once all that is due then is done, and `{ stop }` with `{ stopped: true }`, after which
 * another can begin. With `{ diesAt }` it is gone, as by SIGKILL, before the so many-th thing it does from then on.
 */
let lead = 0
let running: Running
const begin = async ({ settings, ahead }: Handed): Promise<void> => {
  lead = ahead
  running = await startBot(readSettings(settings), { clock: { now: () => Date.now() + lead } })
  process.send?.({ port: running.port })
  // What is killed writes nothing at its end, and the next would compile it all again.
  flushCompileCache()
}
const stop = async (): Promise<void> => {
  await running.stop()
  process.send?.({ stopped: true })
}
const advanced = async (milliseconds: number): Promise<void> => {
  // What was acknowledged is answered first: a jump of many minutes must not overtake an answer that takes milliseconds.
  await running.answered()
  lead += milliseconds
  await running.settled()
  process.send?.({ quiet: true })
}
/** Counted from now: what it asks of the file, and what it writes to Redis or to anyone. The last of them is not done any more. */
const diesAt = (last: number): void => {
  let left = last
  const counting = <Doing extends (...given: never[]) => unknown>(doing: Doing): Doing =>
    function counted(this: unknown, ...given: never[]) {
      left -= 1
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      return doing.apply(this, given)
    } as unknown as Doing
  DatabaseSync.prototype.exec = counting(DatabaseSync.prototype.exec)
  Socket.prototype._write = counting(Socket.prototype._write)
  if (Socket.prototype._writev) Socket.prototype._writev = counting(Socket.prototype._writev)
}
process.on('message', (told: Told) => {
  if ('begin' in told) void begin(told.begin)
  else if ('advance' in told) void advanced(told.advance)
  else if ('diesAt' in told) diesAt(told.diesAt)
  else void stop()
})
// Without who started it, nobody would ever stop it.
process.on('disconnect', () => process.exit(0))
