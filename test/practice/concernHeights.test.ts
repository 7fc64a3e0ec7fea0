import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { sharedBrowser } from '../chromium.ts'
import { samples } from '../samples.ts'
import { TEAMS_BUTTON, TEAMS_THEMES } from '../teamsLook.ts'

/** Pixels: a phone's width, and what it shows of a chat between its bars. */
const WIDE = 390
const SCREEN = 600

describe('the concern guide on a phone, by the official renderer', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await sharedBrowser()
  })

  it('is one screen a step: nobody scrolls who is worried', async () => {
    const page = await browser.newPage({ viewport: { width: WIDE, height: 900 } })
    await page.setContent(`<!doctype html><style>body { margin: 0 } ${TEAMS_BUTTON}</style><main id="card"></main>`)
    const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
    await page.addScriptTag({ content: readFileSync(renderer, 'utf8') })
    const cards = samples
      .filter(({ screen, size }) => screen.startsWith('concern-') && size === 'usual')
      .map(({ screen, language, sample }) => ({ name: `${screen} (${language})`, card: teamsCard(sample) }))
    const { settings } = TEAMS_THEMES.light
    const heights: Record<string, number> = await page.evaluate(`(() => {
      const place = document.getElementById('card')
      return Object.fromEntries(${JSON.stringify(cards)}.map(({ name, card }) => {
        const drawn = new AdaptiveCards.AdaptiveCard()
        drawn.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(settings)})
        drawn.parse(card)
        place.replaceChildren(drawn.render())
        return [name, Math.ceil(place.getBoundingClientRect().height)]
      }))
    })()`)
    expect(Object.keys(heights)).toHaveLength(cards.length)
    expect(cards.length).toBeGreaterThanOrEqual(32)
    expect(Object.entries(heights).filter(([, height]) => height > SCREEN)).toEqual([])
    await page.close()
  })
})
