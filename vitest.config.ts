import { availableParallelism } from 'node:os'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { CountingReporter } from './test/countingReporter.ts'
import { filesOn, OTHER_DAYS } from './test/otherDays.ts'
import { quickFolder } from './test/quickFolder.ts'

/** The longest go first: begun last, one would run alone while a core has nothing to do. */
const LONGEST = [
  /practice\/page\.test/,
  /failure\/(chaos|credentials|redisBot|saving)\.test/,
  /redis\/manyBots\.test/,
  /attack\/gone\.test/,
  /practice\/pages\.test/,
  /operating\/published\.test/,
  /operating\/keys\.test/,
  /practice\/(phone|tour|demo|screens)\.test/,
  /failure\/crash\.test/,
  /operating\/(start|tenant)\.test/,
  /attack\/(matrix|fuzz)\.test/,
]
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((name) => name.test(moduleId))
      return place === -1 ? LONGEST.length : place
    }
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other))
  }
}

/** Measures how long an honest person waits, and how long it takes to understand her. */
const MEASURED = ['test/attack/flood.test.ts', 'bench/typed.test.ts']
/** Conversations are held on either platform; what is said of one alone names it. */
const CONVERSATIONS = [
  'src/bot/**/*.conversation.test.ts',
  'test/attack/everyVerb.test.ts',
  'test/attack/rights.test.ts',
  'test/attack/text.test.ts',
  'test/cases/*.test.ts',
]
const OF_ONE = ['src/bot/teams/*.conversation.test.ts', 'src/bot/slack/*.conversation.test.ts']
/** Held once more with Slack's requests coming through a socket: every kind of request, and a story from its start to its plan. */
const IN_SOCKETS = [
  'src/bot/slack/native.conversation.test.ts',
  'src/bot/conversations/{round,start,takeAlong}.conversation.test.ts',
]
/** What listens somewhere, or starts a process that does. */
const SERVERS = [
  'src/bot/slack/{install,outbound,responseUrl,route}.test.ts',
  'src/bot/slack/socket/*.test.ts',
  'src/bot/teams/*.test.ts',
  'src/http/*.test.ts',
  'src/tab/*.test.ts',
  'src/practice/**/*.test.ts',
  'src/store/redis/*.test.ts',
  'test/*/**/*.test.ts',
  'bench/**/*.test.ts',
]
const RULES = ['src/**/*.test.ts', 'test/*.test.ts']
/** One copy of each module for all files of a worker: none of them leaves anything behind, and stages of the story are shared. */
const together = { isolate: false } as const
const onTeams = { platform: 'teams' } as const
/** What they start as processes is built once. */
const starting = { globalSetup: ['./test/builtOnce.ts'] }

const project = (test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration => ({
  extends: true,
  test: test ?? {},
})

const otherDays = OTHER_DAYS.map((day) => {
  const { name, at, zone } = day
  const ahead = { CLOCK_AHEAD: String(Date.parse(at) - Date.now()), TMPDIR: quickFolder() }
  const env = zone === undefined ? ahead : { ...ahead, TZ: zone }
  return project({ ...together, ...starting, name, include: [...filesOn(day)], env, provide: onTeams })
})

export default defineConfig({
  test: {
    // No test is about how long it takes; this is for one that hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is polled for comes when it comes, also on a machine that has other things to do.
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: availableParallelism(),
    // What a conversation makes is gone with it: with room for the young, a tenth of all processor time isn't spent on moving it about.
    execArgv: ['--max-semi-space-size=64'],
    setupFiles: ['./test/clock.ts'],
    env: { TMPDIR: quickFolder() },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new CountingReporter()],
    // What the rules and decisions are tried by without any server (`npm run test:coverage`).
    coverage: {
      provider: 'v8',
      include: ['src/kit/**/*.ts', 'src/flows/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text'],
    },
    projects: [
      project({ ...together, name: 'fast', include: RULES, exclude: [...SERVERS, ...CONVERSATIONS], provide: onTeams }),
      project({ ...together, name: 'teams', include: CONVERSATIONS, provide: onTeams }),
      project({ ...together, name: 'slack', include: CONVERSATIONS, exclude: OF_ONE, provide: { platform: 'slack' } }),
      project({
        ...together,
        name: 'sockets',
        include: IN_SOCKETS,
        provide: { platform: 'slack', inSockets: true },
      }),
      project({
        ...together,
        ...starting,
        name: 'servers',
        include: SERVERS,
        exclude: [...CONVERSATIONS, ...MEASURED],
        provide: onTeams,
      }),
      ...otherDays,
      // After all the others, when nothing else wants the cores.
      project({ ...starting, name: 'measured', include: MEASURED, provide: onTeams, sequence: { groupOrder: 1 } }),
    ],
  },
})
