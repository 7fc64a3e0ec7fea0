import axe, { type AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPractice, type Practice } from '../src/demo.ts'
import { runningClock } from '../src/web/storyClock.ts'
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.ts'

/** A phone. */
const PHONE = { width: 390, height: 844 }

describe('the practice room in a browser', () => {
  let practice: Practice
  let browser: Browser
  let page: Page
  const problems: string[] = []
  beforeAll(async () => {
    practice = await openPractice({ clock: runningClock(() => Date.now()) })
    browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_ARGUMENTS })
    page = await browser.newPage({ viewport: PHONE })
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  })
  afterAll(async () => {
    await browser.close()
    await practice.stop()
  })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const fits = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')

  it('lets a newcomer start a round and answer, on a phone, without help', async () => {
    await page.goto(practice.room.address)
    await page.locator('form[data-place=channel] button').click()
    await button('Quickscan starten').click()
    await page.getByLabel('Hoe noemen jullie deze ronde?').fill('Online werken 2026')
    await button('Nakijken').click()
    await button('Starten').click()
    await button('Beginnen').click()
    await page.getByText('Er bestaat een visie, maar').click()
    await page.getByText('1 van 42 ingevuld').waitFor()
    expect(await fits()).toBe(true)
    await button('Overslaan (niet voor mij)').click()
    await page.getByText('2 van 42 ingevuld').waitFor()
    await button('Overzicht').click()
    await button('Indienen').click()
    await page.getByText('Je scan is ingediend.').waitFor()
    expect(await fits()).toBe(true)
    expect(problems).toEqual([])
  })

  it('has nothing axe objects to, at WCAG 2.2 AA', async () => {
    await page.addScriptTag({ content: axe.source })
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const found = (await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(tags)} })`)) as AxeResults
    expect(found.passes.length).toBeGreaterThan(10)
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })

  it('works by keyboard alone: a statement is reached with Tab and chosen with Enter', async () => {
    await page.getByLabel('Je bent').selectOption({ label: 'Fatima' })
    await button('Beginnen').focus()
    await page.keyboard.press('Enter')
    await page.getByText('0 van 42 ingevuld').waitFor()
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? ""')
    for (let tabs = 0; tabs < 60 && !(await focused()).startsWith('Oranje'); tabs++) await page.keyboard.press('Tab')
    expect(await focused()).toMatch(/^Oranje/)
    await page.keyboard.press('Enter')
    await page.getByText('1 van 42 ingevuld').waitFor()
  })

  it('shows each person her own chat', async () => {
    await page.getByLabel('Je bent').selectOption({ label: 'Samir' })
    await button('Beginnen').waitFor()
    expect(await page.getByText('Je scan is ingediend.').count()).toBe(0)
    expect(await fits()).toBe(true)
  })

  it('moves the clock, and the channel follows', async () => {
    await button('Een minuut later').click()
    await page.getByText('1 van 6 ingediend', { exact: true }).waitFor()
    // The form proposes two weeks and a day or two: a third week is past it whatever day this runs.
    for (let weeks = 0; weeks < 3; weeks++) await button('Een week later').click()
    await page.getByText('De einddatum is voorbij.').waitFor()
    expect(problems).toEqual([])
  })
})
