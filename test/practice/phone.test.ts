import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { card, type Part } from '../../src/cards/card.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { sharedBrowser } from '../chromium.ts'
import { samples } from '../samples.ts'
import { TEAMS_THEMES } from '../teamsLook.ts'
import { pageWith } from './cardSizes.ts'

/** Pixels of the narrowest phone, and the least contrast of text: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const NARROW = 320
const LEAST_CONTRAST = 4.5

interface Drawn {
  readonly name: string
  readonly card: object
}
/** Measured in the page (`cardProblems.js`). */
const problemsIn = (page: Page, cards: readonly Drawn[], settings: object): Promise<string[]> =>
  page.evaluate(`cardProblems(${JSON.stringify({ cards, settings, least: LEAST_CONTRAST })})`)

describe('every screen on a phone of 320 pixels, by the official renderer', () => {
  let browser: Browser
  const cards = samples.map(({ screen, size, language, sample }) => ({
    name: `${screen} (${size}, ${language})`,
    card: teamsCard(sample),
  }))
  const pageIn = (theme: keyof typeof TEAMS_THEMES): Promise<Page> =>
    pageWith(browser, { width: NARROW, theme, script: 'cardProblems.js' })

  beforeAll(async () => {
    browser = await sharedBrowser()
  })

  const OTHERS = ['dark', 'high contrast'] as const

  it('is whole and can be read in Teams, light', async () => {
    const page = await pageIn('light')
    expect(await problemsIn(page, cards, TEAMS_THEMES.light.settings)).toEqual([])
    await page.close()
  })

  // Widths don't depend on the theme, nor colours on what is said.
  it.each(OTHERS)('can be read in Teams, %s', async (theme) => {
    const page = await pageIn(theme)
    const usual = cards.filter(({ name }) => name.endsWith('(usual, nl)'))
    expect(usual.length).toBeGreaterThan(100)
    expect(await problemsIn(page, usual, TEAMS_THEMES[theme].settings)).toEqual([])
    await page.close()
  })

  it('would find a label that is cut, a line that runs off, and a text too pale', async () => {
    const page = await pageIn('dark')
    const long = 'x'.repeat(90)
    const cut = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'ActionSet', actions: [1, 2, 3].map(() => ({ type: 'Action.Submit', title: 'Herinnering sturen' })) },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: long }] },
        { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'rood', color: 'Attention' }] },
      ],
    }
    const found = await problemsIn(page, [{ name: 'x', card: cut }], TEAMS_THEMES.dark.settings)
    expect(found.some((problem) => problem.includes('cut: Herinnering'))).toBe(true)
    expect(found.some((problem) => problem.includes('pixels wide'))).toBe(true)
    expect(found.some((problem) => /contrast 3\.\d+: rood/.test(problem))).toBe(true)
    const whole: Part = { kind: 'buttons', buttons: [{ label: 'Bewaren', verb: 'x', data: {} }] }
    expect(
      await problemsIn(page, [{ name: 'x', card: teamsCard(card('x', [whole])) }], TEAMS_THEMES.dark.settings),
    ).toEqual([])
    await page.close()
  })
})
