import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { forkBot, stopBot } from '../../nodeProcess.ts'

/** Two bots over one store: at least one of them is there, most of the time. */
export interface Bots {
  /** Of one that listens now, another each time. */
  port(): number | undefined
  /** SIGKILL; it starts again by itself. @returns whether there was one to kill */
  kill(which: number): boolean
  /** Resolves when both listen. */
  whole(): Promise<void>
  /** Time goes on for both, and each does what is due by then. */
  advance(by: number): Promise<void>
  stop(): Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly port: number
}

/** @param settingsOf of each bot; @param ahead milliseconds that the story is ahead of the wall's clock */
export const startBots = async (
  settingsOf: (which: number) => Readonly<Record<string, string>>,
  ahead: number,
): Promise<Bots> => {
  let lead = ahead
  let stopping = false
  let turn = 0
  const running: (Running | undefined)[] = [undefined, undefined]
  const starting: Promise<void>[] = []

  const start = async (which: number): Promise<void> => {
    // Until it listens: Redis may be gone just now, and then a supervisor tries again as well.
    while (!stopping) {
      const handed = { settings: settingsOf(which), ahead: lead }
      const child = forkBot(handed, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
      const either = new AbortController()
      const { signal } = either
      const came = once(child, 'message', { signal }).then(([said]) => said as { port: number })
      const left = once(child, 'exit', { signal }).then(() => undefined)
      came.catch(() => undefined)
      left.catch(() => undefined)
      const said = await Promise.race([came, left])
      either.abort()
      if (said) {
        running[which] = { child, port: said.port }
        child.once('exit', () => {
          running[which] = undefined
          if (!stopping) starting[which] = start(which)
        })
        return
      }
    }
  }
  const living = (): Running[] => running.flatMap((one) => one ?? [])

  starting.push(start(0), start(1))
  /** Each living bot has answered what it acknowledged, moved on by so much, and done what is due then. */
  const moved = async (by: number): Promise<void> => {
    await Promise.all(
      living().map(async ({ child }) => {
        const either = new AbortController()
        const { signal } = either
        const ended = [once(child, 'message', { signal }), once(child, 'exit', { signal })]
        for (const one of ended) one.catch(() => undefined)
        child.send({ advance: by }, () => undefined)
        await Promise.race(ended).catch(() => undefined)
        either.abort()
      }),
    )
  }

  await Promise.all(starting)
  return {
    port: () => {
      turn += 1
      const here = living()
      return here[turn % Math.max(1, here.length)]?.port
    },
    kill: (which) => {
      const dying = running[which]
      dying?.child.kill('SIGKILL')
      return dying !== undefined
    },
    whole: async () => {
      while (living().length < 2) {
        await Promise.all(starting)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    advance: async (by) => {
      // What either is still answering comes first: a step of time must not overtake an answer of the other bot.
      await moved(0)
      lead += by
      await moved(by)
    },
    stop: async () => {
      stopping = true
      await Promise.all(starting)
      const left = living()
      running.fill(undefined)
      await Promise.all(left.map(({ child }) => stopBot(child)))
    },
  }
}
