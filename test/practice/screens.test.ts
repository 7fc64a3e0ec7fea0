import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedBrowser } from '../chromium.ts'
import { scanFigures } from './scanFigures.ts'
import { currentPaper, figuresIn, SCREENS_PAPER } from './screensPaper.ts'

/** Typefaces differ from machine to machine: a line more here and there is not a card that grew. */
const SAME = 0.08
const LINES = 40

describe('docs/screens.md', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await sharedBrowser()
  })

  it('says how high every screen is, and how many words it has', async () => {
    const kept = figuresIn(readFileSync(SCREENS_PAPER, 'utf8'))
    const now = figuresIn(await currentPaper(browser))
    expect([...kept.keys()]).toEqual([...now.keys()])
    const grown = [...now].flatMap(([screen, figures]) =>
      figures.flatMap((figure, at) => {
        const was = kept.get(screen)?.[at] ?? 0
        const off = at % 2 === 0 ? Math.max(LINES, was * SAME) : 0
        return Math.abs(figure - was) > off ? [`${screen}: ${was} is ${figure} now (npm run measure:scan)`] : []
      }),
    )
    expect(grown).toEqual([])
  })

  it('keeps the scan a matter of 13 minutes and a tap a topic', async () => {
    const { taps, minutesRead, minutesShown } = await scanFigures(browser)
    // One to begin, one each for 42 elements and 7 blocks, one to hand in.
    expect(taps).toBe(51)
    expect(minutesRead).toBeLessThanOrEqual(13)
    expect(minutesShown).toBeLessThan(15)
  })
})
