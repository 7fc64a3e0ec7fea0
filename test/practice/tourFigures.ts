import type { Browser, Locator, Page } from 'playwright-core'
import { openPractice } from '../../src/cli/demo.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import type { World } from '../../src/practice/world.ts'
import { MONDAY } from '../practiceTeam.ts'

/** Words a minute that people read in silence: https://doi.org/10.1016/j.jml.2019.104047 */
const READING = 230
/** Words a minute that people type on a phone: https://doi.org/10.1145/3338286.3340120 */
const TYPING = 36
/** Seconds to see the outline, tap it, and wait for the answer. */
const TAP = 4
/** The step of the tour at which the plan stands. */
const PLANNED = 10
/** More taps than any tour takes. */
const MOST_TAPS = 60
const SENTENCE = 'Iedereen weet waarom we online zijn.'

const numberOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** What stands in a conversation, and what the tour says, line by line. */
const linesOn = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('#tour-now, #tour-text, .bubble').allInnerTexts()).flatMap((text) => text.split('\n'))

const kindOf = async (outlined: Locator): Promise<'box' | 'field' | 'button'> => {
  if ((await outlined.getAttribute('type')) === 'checkbox') return 'box'
  return (await outlined.and(outlined.page().locator('input, textarea')).count()) > 0 ? 'field' : 'button'
}

/** Does what is outlined asks for. @returns words typed */
const follows = async (page: Page, outlined: Locator): Promise<number> => {
  const kind = await kindOf(outlined)
  if (kind === 'field') {
    await outlined.fill(SENTENCE)
    return numberOf(SENTENCE)
  }
  await (kind === 'box' ? outlined.check() : outlined.click())
  await page.locator('body:not([aria-busy])').waitFor()
  return 0
}

const tapped = async (page: Page) => {
  const read = new Set<string>()
  let [taps, typed] = [0, 0]
  const steps: number[] = []
  while (taps < MOST_TAPS) {
    await page.locator('body:not([aria-busy])').waitFor()
    for (const line of await linesOn(page)) read.add(line)
    const step = Number(/\d+/.exec((await page.locator('#tour-step').textContent()) ?? ''))
    if (steps.at(-1) !== step) steps.push(step)
    if (step >= PLANNED) break
    typed += await follows(page, page.locator('.next').first())
    taps += 1
  }
  return { steps, taps, typed, words: [...read].reduce((sum, line) => sum + numberOf(line), 0) }
}

/**
 * What it takes a newcomer who does nothing but what the tour outlines, from an empty channel to a plan. She reads every
 * line of both conversations once, and of the tour.
 */
export const tourFigures = async (
  browser: Browser,
  platform: World['platform'],
  viewport = { width: 1280, height: 900 },
) => {
  const practice = await openPractice({ platform, clock: standingClock(MONDAY) })
  const page = await browser.newPage({ viewport })
  try {
    await page.goto(practice.room.address)
    const { steps, taps, typed, words } = await tapped(page)
    const minutes = words / READING + typed / TYPING + (taps * TAP) / 60
    return { steps, taps, typed, words, minutes: Math.round(minutes * 10) / 10 }
  } finally {
    await page.close()
    await practice.stop()
  }
}
