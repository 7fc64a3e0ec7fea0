import { defineConfig } from 'vitest/config'

/** Conversations are held on either platform; what is said of one alone names it. */
const CONVERSATIONS = ['src/bot/*.conversation.test.ts', 'test/everyVerb.test.ts']
const OF_ONE = ['src/bot/teams*.conversation.test.ts', 'src/bot/slack*.conversation.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    reporters: ['default', './test/countingReporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'teams',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
          provide: { platform: 'teams' },
        },
      },
      {
        extends: true,
        test: { name: 'slack', include: CONVERSATIONS, exclude: OF_ONE, provide: { platform: 'slack' } },
      },
    ],
  },
})
