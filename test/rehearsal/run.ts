import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a command said, on both its outputs, and how it ended. */
export interface Ran {
  readonly said: string
  readonly status: number | null
}

/** Waits without holding anything up: the stand-in for Teams answers from this very process meanwhile. */
export const run = async (command: string, args: readonly string[], input = ''): Promise<Ran> => {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [status] = (await once(child, 'close')) as [number | null]
  return { said: said.trim(), status }
}

/** @throws with what it said where it failed */
export const must = async (command: string, args: readonly string[]): Promise<string> => {
  const { said, status } = await run(command, args)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}\n${said.slice(-3000)}`)
  return said
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** @returns the first that isn't undefined. @param seconds after which it is given up @throws then, with what was waited for */
export const until = async <Found>(
  what: string,
  look: () => Promise<Found | undefined> | Found | undefined,
  seconds = 60,
): Promise<Found> => {
  for (let tries = 0; tries < seconds * 2; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(500)
  }
  throw new Error(`in ${seconds} seconds there was not ${what}`)
}
