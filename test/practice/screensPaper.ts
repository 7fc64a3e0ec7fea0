import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { LANGUAGES } from '../../src/kit/languages.ts'
import { samples } from '../samples.ts'
import { type Size, sizesOf } from './cardSizes.ts'
import { scanFigures } from './scanFigures.ts'

/** Where it stands how high every screen is and how much it says. */
export const SCREENS_PAPER = join(import.meta.dirname, '..', '..', 'docs', 'screens.md')

/** Every screen as it usually is, in every language: `element.nl` and so on. */
const measured = (browser: Browser): Promise<Size[]> =>
  sizesOf(
    browser,
    samples
      .filter(({ size }) => size === 'usual')
      .map(({ screen, language, sample }) => ({ name: `${screen}.${language}`, card: teamsCard(sample) })),
  )

const rowsOf = (sizes: readonly Size[]): string[] => {
  const of = new Map(sizes.map((size) => [size.name, size]))
  const screens = [...new Set(sizes.map(({ name }) => name.split('.')[0] ?? ''))]
  return screens.map((screen) => {
    const cells = LANGUAGES.flatMap((language) => {
      const size = of.get(`${screen}.${language}`)
      return [size?.height ?? 0, size?.words ?? 0]
    })
    return `| ${[`\`${screen}\``, ...cells].join(' | ')} |`
  })
}

/** The paper as it should be. */
export const currentPaper = async (browser: Browser): Promise<string> => {
  const scan = await scanFigures(browser)
  const heads = LANGUAGES.flatMap((language) => [`${language}: pixels`, `${language}: words`])
  return `# How high the screens are

Measured on a phone of 390 pixels by the official renderer with Teams' settings. \`npm run measure:scan\` writes this page anew;
\`test/practice/screens.test.ts\` says when a screen says more than stands here, or has grown.

## The whole scan

Everything filled in, without a remark, in Dutch: by the deciders and the screens themselves, from the invitation to [Indienen].

- ${scan.taps} taps
- ${scan.perElement} words on the card of an element; ${scan.height} pixels high (the median), ${scan.highest} at most
- ${scan.shown} words on all cards: ${scan.minutesShown} minutes for who reads every word of every card, at 230 a minute
- ${scan.read} words that didn't stand on the card before: ${scan.minutesRead} minutes, since nobody reads [Terug] again on each card

## Every screen

| screen | ${heads.join(' | ')} |
| --- |${' ---: |'.repeat(heads.length)}
${rowsOf(await measured(browser)).join('\n')}
`
}

/** The figures of each screen in a paper, by its name. */
export const figuresIn = (paper: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    [...paper.matchAll(/^\| `(\w+)` *\| (.+) \|$/gm)].map(([, screen = '', cells = '']) => [
      screen,
      cells.split('|').map(Number),
    ]),
  )
