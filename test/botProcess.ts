import { flushCompileCache } from 'node:module'
import { Socket } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { readSettings } from '../src/config.ts'
import { startBot } from '../src/main.ts'

/**
 * A bot as a process of its own, to be killed: settings and the story's lead over the wall's clock from its parent.
 * Says `{ port }` when it listens; answers `{ advance }` with `{ quiet: true }` once all that is due then is done. With
 * `{ diesAt }` it is gone, as by SIGKILL, before the so many-th thing it does from then on.
 */
const { settings, ahead } = JSON.parse(process.argv[2] ?? '{}') as { settings: Record<string, string>; ahead: number }
let lead = ahead
const running = await startBot(readSettings(settings), { clock: { now: () => Date.now() + lead } })
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
process.on('message', (told: { readonly advance: number } | { readonly diesAt: number }) => {
  if ('advance' in told) void advanced(told.advance)
  else diesAt(told.diesAt)
})
// Without who started it, nobody would ever stop it.
process.on('disconnect', () => process.exit(0))
process.send?.({ port: running.port })
// What is killed writes nothing at its end, and the next would compile it all again.
flushCompileCache()
