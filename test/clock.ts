import { ServerResponse } from 'node:http'

/**
 * Gives this process another idea of now than the machine's: ahead of it by as many milliseconds as CLOCK_AHEAD says, or standing at
 * the moment CLOCK_AT, in milliseconds since 1970. Loaded before anything else by each test worker (vitest.config.ts) and each
 * process that a test starts (nodeProcess.ts), so that all of them agree, and the suite can be run as if it were any other day. What its servers
 * answer has that moment in its Date header too: Node would take the machine's.
 */
const { CLOCK_AHEAD: ahead, CLOCK_AT: at } = process.env
const MachineDate = Date
const now = (): number => (at === undefined ? MachineDate.now() + Number(ahead ?? 0) : Number(at))

const once = globalThis as { hasTestClock?: true }
if ((ahead !== undefined || at !== undefined) && !once.hasTestClock) {
  once.hasTestClock = true
  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
  const { writeHead } = ServerResponse.prototype
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...given: unknown[]) {
    if (!this.hasHeader('date')) this.setHeader('date', new Date().toUTCString())
    return Reflect.apply(writeHead, this, given)
  } as typeof writeHead
}
