import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openPractice } from '../../src/cli/demo.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { findChromium, launchBrowser } from '../chromium.ts'
import { byMouse, playsTheTour } from './newcomer.ts'
import { wordsIn } from './newcomerWords.ts'

/**
 * `npm run screenshots`: the README's pictures, taken while a newcomer plays the tour in a real browser. Colours need a
 * font with emoji (on Debian: fonts-noto-color-emoji). `-- --out DIR` puts them elsewhere.
 */
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(import.meta.dirname, '../../docs/screenshots') } },
})
const MONDAY = Date.parse('2026-11-23T09:30:00+01:00')
const SIZES = { phone: { width: 390, height: 780 }, desk: { width: 1280, height: 800 } } as const

if (!findChromium()) {
  console.error('The pictures need Chromium; `npm run setup` installs it on Debian.')
  process.exit(1)
}
mkdirSync(values.out, { recursive: true })
const browser = await launchBrowser()

/** The newest card fills the picture. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(`{
    const boxes = [...document.querySelectorAll('article')].filter((box) => box.offsetParent)
    boxes.at(-1)?.scrollIntoView({ block: 'start' })
  }`)

/** Which moments are worth a picture, and where it is looked at. */
const TOURS = [
  { size: 'phone', platform: 'teams', pictures: ['check', 'element', 'stars', 'action', 'evaluation'] },
  { size: 'desk', platform: 'teams', pictures: ['result'] },
  { size: 'phone', platform: 'slack', pictures: ['form', 'element', 'stars'] },
] as const

for (const { size, platform, pictures } of TOURS) {
  const practice = await openPractice({ platform, clock: standingClock(MONDAY) })
  const page = await browser.newPage({ viewport: SIZES[size], deviceScaleFactor: size === 'phone' ? 2 : 1 })
  await page.goto(practice.room.address)
  await playsTheTour(byMouse(page), wordsIn('nl', platform), async (name) => {
    if (!(pictures as readonly string[]).includes(name)) return
    await settle(page)
    const path = join(values.out, platform === 'slack' ? `slack-${name}.png` : `${name}.png`)
    await page.screenshot({ path })
    console.log(path)
  })
  await page.close()
  await practice.stop()
}
await browser.close()
