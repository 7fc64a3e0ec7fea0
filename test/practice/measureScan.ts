import { writeFileSync } from 'node:fs'
import { launchBrowser } from '../chromium.ts'
import { currentPaper, SCREENS_PAPER } from './screensPaper.ts'

/** `npm run measure:scan`: writes `docs/screens.md` anew, and says what filling in the scan takes. */
const browser = await launchBrowser()
const paper = await currentPaper(browser)
await browser.close()
writeFileSync(SCREENS_PAPER, paper)
console.log(paper.slice(0, paper.indexOf('## Every screen')))
