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
const TAP = 3
/** The step of the tour at which the plan stands. */
const PLANNED = 10
/** More taps than any tour takes. */
const MOST_TAPS = 60
const SENTENCE = 'Iedereen weet waarom we online zijn.'

const numberOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** The step at which the tour says to read the result, which stands in the channel. */
const RESULT = 6

const linesOf = async (box: Locator): Promise<readonly string[]> => {
  const labels = new Set(await box.locator('button').allInnerTexts())
  return (await box.allInnerTexts()).flatMap((text) => text.split('\n')).filter((line) => !labels.has(line))
}

/** What the tour says, and the card it leads to; of the buttons the tour names the one that matters. */
const linesRead = async (page: Page, step: number): Promise<readonly string[]> => [
  ...(await linesOf(page.locator('#tour-now:visible, #tour-text:visible'))),
  ...(await linesOf(page.locator('.message:has(.next)'))),
  // On a phone it is read once she is there, and not while the other conversation stands before it.
  ...(step === RESULT ? await linesOf(page.locator('#channel .message:visible').last()) : []),
]

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
  let resultSeen = false
  while (taps < MOST_TAPS) {
    await page.locator('body:not([aria-busy])').waitFor()
    const step = Number(/\d+/.exec((await page.locator('#tour-step').textContent()) ?? ''))
    if (steps.at(-1) !== step) steps.push(step)
    if (step === RESULT && (await page.locator('#channel .messages').isVisible())) resultSeen = true
    for (const line of await linesRead(page, step)) read.add(line)
    if (step >= PLANNED) break
    typed += await follows(page, page.locator('.next').first())
    taps += 1
  }
  return { steps, taps, typed, resultSeen, words: [...read].reduce((sum, line) => sum + numberOf(line), 0) }
}

/**
 * What it takes a newcomer who does nothing but what the tour outlines, from an empty channel to a plan. She reads what
 * the tour says, each card that it leads to, and the result; a line that stood there before she doesn't read again.
 */
export const tourFigures = async (
  browser: Browser,
  platform: World['platform'],
  viewport = { width: 1280, height: 900 },
) => {
  const practice = await openPractice({ platform, clock: standingClock(MONDAY) })
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' })
  // However busy the machine is: what she waits for isn't counted.
  page.setDefaultTimeout(0)
  try {
    await page.goto(practice.room.address)
    const { steps, taps, typed, resultSeen, words } = await tapped(page)
    const minutes = words / READING + typed / TYPING + (taps * TAP) / 60
    return { steps, taps, typed, resultSeen, words, minutes: Math.round(minutes * 10) / 10 }
  } finally {
    await page.close()
    await practice.stop()
  }
}
