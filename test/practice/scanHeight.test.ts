import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { elementScreen } from '../../src/cards/screens/sheet/elementScreen.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import type { Answer } from '../../src/kit/kit.ts'
import { sharedBrowser } from '../chromium.ts'
import { sheetWith } from '../given/sheetWith.ts'
import { kit, voice } from '../voice.ts'
import { median, sizesOf } from './cardSizes.ts'
import { scanFigures } from './scanFigures.ts'

/** What a phone of 390 pixels shows of a chat, without its bars and the box to type in. */
const SCREEN = 600

describe('the scan on a phone of 390 pixels, with one hand', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await sharedBrowser()
  })

  const answered = (until: number): Readonly<Record<string, Answer>> =>
    Object.fromEntries(kit.elements.slice(0, until).map(({ id }) => [id, 'green']))
  const elements = kit.elements.map(({ id, position }) => ({
    name: id,
    card: teamsCard(elementScreen(voice, sheetWith({ grades: answered(position - 1) }), id)),
  }))

  it('shows every element whole, the median with room for the margins of a chat', async () => {
    const heights = (await sizesOf(browser, elements)).map(({ height }) => height)
    expect(heights.length).toBe(42)
    expect(median(heights)).toBeLessThanOrEqual(0.85 * SCREEN)
    expect(Math.max(...heights)).toBeLessThanOrEqual(SCREEN)
  })

  it('asks its question once', async () => {
    const asking = (await sizesOf(browser, elements)).filter(({ said }) => said.includes(voice.say('element.ask')))
    expect(asking.map(({ name }) => name)).toEqual(['1.1'])
  })

  it('takes 13 minutes, also for who reads every word of every card', async () => {
    expect((await scanFigures(browser)).minutesShown).toBeLessThanOrEqual(13)
  })
})
