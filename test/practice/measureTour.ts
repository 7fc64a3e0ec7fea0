import { launchBrowser } from '../chromium.ts'
import { tourFigures } from './tourFigures.ts'

/** `npm run measure:tour`: how long a newcomer's tour of the practice room takes, from an empty channel to a plan. */
const browser = await launchBrowser()
for (const platform of ['teams', 'slack'] as const) {
  const { taps, typed, words, minutes } = await tourFigures(browser, platform)
  console.log(`${platform}: ${taps} taps, ${words} words read, ${typed} typed: ${minutes} minutes`)
}
await browser.close()
