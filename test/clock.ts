/**
 * Moves this process's idea of now ahead of the machine's, by as many milliseconds as CLOCK_AHEAD says. Loaded before anything else
 * by each test worker (vitest.config.ts) and each process that a test starts (nodeProcess.ts), so that all of them agree, and
 * the suite can be run as if it were any other day.
 */
const ahead = Number(process.env.CLOCK_AHEAD ?? 0)

const moved = globalThis as { movedAhead?: number }
if (ahead !== 0 && moved.movedAhead === undefined) {
  moved.movedAhead = ahead
  const MachineDate = Date
  const now = (): number => MachineDate.now() + ahead
  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
}

/** Milliseconds this process is ahead of the machine. */
export const CLOCK_AHEAD: number = moved.movedAhead ?? 0
