import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { TEAMS_BUTTON, TEAMS_THEMES } from '../teamsLook.ts'

/** Pixels of the phone that most people have. */
const PHONE = 390

/** A card as Teams gets it, and what it is called. */
export interface DrawnAs {
  readonly name: string
  readonly card: object
}
export interface Size {
  readonly name: string
  readonly height: number
  readonly words: number
  readonly said: string
}

/** An empty page with the official renderer in it, and what a test runs there. */
export const pageWith = async (
  browser: Browser,
  look: { readonly width: number; readonly theme: keyof typeof TEAMS_THEMES; readonly script: string },
): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: look.width, height: 900 } })
  const { page: background } = TEAMS_THEMES[look.theme]
  await page.setContent(
    `<!doctype html><html lang="nl"><style>body { margin: 0; background: ${background} } ${TEAMS_BUTTON}</style><main id="card"></main></html>`,
  )
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  for (const script of [renderer, join(import.meta.dirname, look.script)])
    await page.addScriptTag({ content: readFileSync(script, 'utf8') })
  return page
}

/** How high each card is on a phone in pixels, and how many words it says. */
export const sizesOf = async (browser: Browser, cards: readonly DrawnAs[]): Promise<Size[]> => {
  const page = await pageWith(browser, { width: PHONE, theme: 'light', script: 'cardSizes.js' })
  const { settings } = TEAMS_THEMES.light
  const sizes = await page.evaluate(`cardSizes(${JSON.stringify({ cards, settings })})`)
  await page.close()
  return sizes as Size[]
}

/** The one in the middle. */
export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
