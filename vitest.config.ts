import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { CountingReporter } from './test/countingReporter.ts'

/** By far the longest goes first: begun last, it would run alone for minutes while a core has nothing to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLongest = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('/chaos.test.ts')
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

/** Measures how long an honest person waits. */
const MEASURED = ['test/attack/flood.test.ts']
/** Conversations are held on either platform; what is said of one alone names it. */
const CONVERSATIONS = [
  'src/bot/**/*.conversation.test.ts',
  'test/attack/everyVerb.test.ts',
  'test/attack/rights.test.ts',
  'test/attack/text.test.ts',
]
const OF_ONE = ['src/bot/teams/*.conversation.test.ts', 'src/bot/slack/*.conversation.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new CountingReporter()],
    projects: [
      {
        extends: true,
        test: {
          name: 'teams',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: MEASURED,
          provide: { platform: 'teams' },
        },
      },
      {
        extends: true,
        // After all the others, when nothing else wants the cores.
        test: { name: 'measured', include: MEASURED, provide: { platform: 'teams' }, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { name: 'slack', include: CONVERSATIONS, exclude: OF_ONE, provide: { platform: 'slack' } },
      },
    ],
  },
})
