import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openPractice } from '../../src/cli/demo.ts'
import { LANGUAGES } from '../../src/kit/languages.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { findChromium, launchBrowser } from '../chromium.ts'
import { byMouse, playsTheTour } from './newcomer.ts'
import { wordsIn } from './newcomerWords.ts'

/**
 * `npm run screenshots`: the README's pictures, and those of the guides in each of their languages, taken while a newcomer plays the tour in a real browser. Colours need a
 * font with emoji (on Debian: fonts-noto-color-emoji), and what is kept is made smaller with `pngquant --ext .png --force`. `-- --out DIR` puts them elsewhere, `-- --guides` takes those of the guides alone.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '../../docs/screenshots') },
    guides: { type: 'boolean', default: false },
  },
})
const MONDAY = Date.parse('2026-11-23T09:30:00+01:00')
const SIZES = { phone: { width: 390, height: 780 }, desk: { width: 1280, height: 800 } } as const

if (!findChromium()) {
  console.error('The pictures need Chromium; `npm run setup` installs it on Debian.')
  process.exit(1)
}
mkdirSync(values.out, { recursive: true })
const browser = await launchBrowser()

/** The newest card fills the picture, and nothing in it is pointed at. */
const settle = async (page: Page): Promise<void> => {
  await page.mouse.move(0, 0)
  await page.evaluate(`{
    const boxes = [...document.querySelectorAll('article')].filter((box) => box.offsetParent)
    boxes.at(-1)?.scrollIntoView({ block: 'start' })
  }`)
}
/** A picture of a card shows the card, not which button the tour outlines. */
const CARD_ALONE = '.next { outline-color: transparent !important }'

/** Beside the channel, what her team has on a page. */
const opensTeamPage = async (page: Page): Promise<void> => {
  const frame = page.frameLocator('#web-page')
  await page.locator('#web').click()
  await frame.locator('button.main').click()
  await frame.locator('.teams a').first().click()
  await frame.locator('.views').waitFor()
}

/** Which moments are worth a picture, where it is looked at, and how fine it is: in a guide it stands small. */
const README = [
  {
    size: 'phone',
    platform: 'teams',
    language: 'nl',
    fine: 2,
    pictures: ['check', 'element', 'evaluation'],
  },
  { size: 'desk', platform: 'teams', language: 'nl', fine: 1, pictures: ['result', 'page'] },
  { size: 'phone', platform: 'slack', language: 'nl', fine: 2, pictures: ['form', 'element', 'stars'] },
] as const
const GUIDES = LANGUAGES.map(
  (language) => ({ size: 'phone', platform: 'teams', language, fine: 1, pictures: ['check', 'element'] }) as const,
)

for (const { size, platform, language, fine, pictures } of [...(values.guides ? [] : README), ...GUIDES]) {
  const ofGuide = fine === 1 && size === 'phone'
  const folder = ofGuide ? join(values.out, 'guides', language) : values.out
  mkdirSync(folder, { recursive: true })
  const environment = { BOT_LANGUAGE: language }
  const practice = await openPractice({ platform, clock: standingClock(MONDAY), environment, framed: true })
  const page = await browser.newPage({
    viewport: SIZES[size],
    deviceScaleFactor: fine,
    locale: language,
    bypassCSP: true,
  })
  // However busy the machine is.
  page.setDefaultTimeout(0)
  await page.goto(`${practice.room.address}/?language=${language}`)
  if (size === 'phone') await page.addStyleTag({ content: CARD_ALONE })
  const waiting = new Set<string>(pictures)
  const taken = Promise.withResolvers<void>()
  const tour = playsTheTour(byMouse(page), wordsIn(language, platform), async (name) => {
    if (!waiting.delete(name)) return
    await settle(page)
    const path = join(folder, platform === 'slack' ? `slack-${name}.png` : `${name}.png`)
    await (ofGuide ? page.locator('article:visible').last() : page).screenshot({ path })
    console.log(path)
    // What comes after the last of them is no picture here.
    if (waiting.size === 0) taken.resolve()
  })
  await Promise.race([tour, taken.promise])
  tour.catch(() => undefined)
  if ((pictures as readonly string[]).includes('page')) {
    await opensTeamPage(page)
    await page.mouse.move(0, 0)
    const path = join(values.out, 'page.png')
    await page.screenshot({ path })
    console.log(path)
  }
  await page.close()
  await practice.stop()
}
await browser.close()
