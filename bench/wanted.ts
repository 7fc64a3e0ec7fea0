import type { Figures } from './contestants.ts'

/** What is wanted of the measured ratios, and which way is better: docs/benchmarks.md. */
interface Measured {
  readonly teams?: (Figures & { readonly manyTokens: Figures }) | undefined
  readonly slack?: Figures | undefined
  readonly redis?: { readonly against: Figures } | undefined
  readonly effects?: Readonly<Record<'inHand32' | 'inHand128', { readonly drainRatio: number }>> | undefined
}
interface Wanted {
  readonly what: string
  readonly of: (measured: Measured) => number | undefined
  readonly wanted: number
  readonly better: 'more' | 'less'
}

const ofPlatform = (what: string, of: (measured: Measured) => Figures | undefined): readonly Wanted[] => [
  {
    ...{ what: `${what}: first listen`, wanted: 1.2, better: 'less' },
    of: (measured) => of(measured)?.start.firstListenRatio,
  },
  { ...{ what: `${what}: memory`, wanted: 1, better: 'less' }, of: (measured) => of(measured)?.memory.memoryRatio },
]

const WANTED: readonly Wanted[] = [
  { what: 'Teams: turns', wanted: 2, better: 'more', of: ({ teams }) => teams?.answers.turnsRatio },
  {
    ...{ what: 'Teams, 2,000 tokens: turns', wanted: 1.3, better: 'more' },
    of: ({ teams }) => teams?.manyTokens.answers.turnsRatio,
  },
  ...ofPlatform('Teams', ({ teams }) => teams),
  { what: 'Slack: turns', wanted: 1.25, better: 'more', of: ({ slack }) => slack?.answers.turnsRatio },
  ...ofPlatform('Slack', ({ slack }) => slack),
  {
    ...{ what: 'Teams on Redis: turns', wanted: 1.5, better: 'more' },
    of: ({ redis }) => redis?.against.answers.turnsRatio,
  },
  { what: 'due effects, 32 in hand', wanted: 1.5, better: 'more', of: ({ effects }) => effects?.inHand32.drainRatio },
  { what: 'due effects, 128 in hand', wanted: 2, better: 'more', of: ({ effects }) => effects?.inHand128.drainRatio },
]

/** A busy machine moves them by about this share. */
const NEAR = 0.9

/** What is further from the wanted ratio than a tenth, of what was measured; a sentence for each. */
export const missed = (measured: Measured): readonly string[] =>
  WANTED.flatMap(({ what, of, wanted, better }) => {
    const ratio = of(measured)
    if (ratio === undefined) return []
    const share = better === 'more' ? ratio / wanted : wanted / ratio
    return share >= NEAR ? [] : [`${what}: a ratio of ${ratio.toFixed(2)}, where ${wanted} is wanted`]
  })
