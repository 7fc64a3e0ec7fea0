import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPractice, type Practice } from '../../src/cli/demo.ts'
import type { Language } from '../../src/kit/languages.ts'
import { runningClock } from '../../src/practice/storyClock.ts'
import { sharedBrowser } from '../chromium.ts'
import { MONDAY } from '../practiceTeam.ts'
import { at } from '../stages.ts'
import { byKeyboard, byMouse, type Newcomer, playsTheTour } from './newcomer.ts'
import { wordsIn } from './newcomerWords.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 900 }
/** All that axe knows: WCAG's own rules, and its good practices. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Those of them that look at colours: in the dark all else is what it was in the light. */
const COLOURS = ['color-contrast', 'link-in-text-block']
/** In each of these a page is looked at: what is wrong in one often isn't in another. */
const LOOKS = [PHONE, DESK].flatMap(
  (size) =>
    [
      { size, colorScheme: 'light', runOnly: TAGS },
      { size, colorScheme: 'dark', runOnly: COLOURS },
    ] as const,
)

describe('the practice room in a browser', () => {
  const began = performance.now()
  /** A working Monday, whatever day it is. */
  const storyNow = (): number => MONDAY + Math.floor(performance.now() - began)
  let browser: Browser
  let practice: Practice
  let context: BrowserContext
  let page: Page
  let problems: string[]
  let foreign: string[]
  beforeAll(async () => {
    browser = await sharedBrowser()
  })
  const opens = async (
    viewport: { width: number; height: number },
    language: Language = 'nl',
    platform: 'teams' | 'slack' = 'teams',
    // What moves all along is drawn all along, by a machine that has other things to do.
    reducedMotion: 'reduce' | 'no-preference' = 'reduce',
  ): Promise<void> => {
    const environment = { BOT_LANGUAGE: language }
    practice = await openPractice({ platform, clock: runningClock(storyNow), environment, framed: true })
    context = await browser.newContext({ viewport, reducedMotion })
    page = await context.newPage()
    // However busy the machine is; the test itself ends what hangs.
    page.setDefaultTimeout(0)
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('request', (request) => {
      const here = [practice.room.address, `http://127.0.0.1:${practice.running.port}/`, 'data:']
      if (!here.some((one) => request.url().startsWith(one))) foreign.push(request.url())
    })
    await page.goto(`${practice.room.address}/?language=${language}`)
  }
  beforeEach(() => {
    problems = []
    foreign = []
  })
  afterEach(async () => {
    await context?.close()
    await practice?.stop()
    expect(problems).toEqual([])
    expect(foreign, 'it needs no internet').toEqual([])
  })

  const fits = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')
  const violations = async (runOnly: readonly string[]): Promise<string[]> => {
    if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ content: axe.source })
    // Its rule for skip links takes the list of a year for one: it leads to messages of whoever is played then.
    const skipped = runOnly === TAGS ? { rules: { 'skip-link': { enabled: false } } } : {}
    const rules = { runOnly, resultTypes: ['violations'], ...skipped }
    // The tabs stay in sight on a phone: what lies half under them depends on how far she scrolled, and not on the page.
    // A message that was looked at and wasn't drawn anew since isn't looked at again.
    const { passed, found } = (await page.evaluate(`(async () => {
      window.scrollTo(0, 0)
      const { passes, violations } = await axe.run({ exclude: ['.message[data-looked]'] }, ${JSON.stringify(rules)})
      const found = violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '))
      return { passed: passes.length, found }
    })()`)) as { readonly passed: number; readonly found: string[] }
    expect(passed).toBeGreaterThan(0)
    return found
  }

  /** Notes what is wider than the window, and what axe objects to: on a phone and on a desk, in light and in dark. */
  const noting =
    (found: string[]) =>
    async (name: string): Promise<void> => {
      const before = page.viewportSize() ?? DESK
      for (const { size, colorScheme, runOnly } of LOOKS) {
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        const look = `${name}, ${colorScheme} at ${size.width}`
        if (!(await fits())) found.push(`${look} is too wide`)
        for (const violation of await violations(runOnly)) found.push(`${look}: ${violation}`)
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(before)
      await page.evaluate(
        'for (const box of document.querySelectorAll(".message:not(:has(.next))")) if (box.getClientRects().length > 0) box.dataset.looked = ""',
      )
    }

  it('shows her page beside the chats, by the link that her chat gives her, and nobody else’s', async () => {
    await opens(DESK, 'nl', 'slack')
    const frame = page.frameLocator('#web-page')
    await page.locator('#web').click()
    await frame.locator('button.main').click()
    await frame.getByRole('heading', { name: 'Voor mij' }).waitFor()
    await page.locator('#talk').click()
    await page.getByText('Deze link opent één keer').waitFor()
    await page.locator('#web').click()
    await frame.getByRole('heading', { name: 'Voor mij' }).waitFor()
    expect(await violations(TAGS)).toEqual([])
    await page.locator('[data-person=samir]').click()
    expect(await page.locator('#web-page').isVisible()).toBe(false)
    expect(await page.locator('#web-page').getAttribute('src')).toBe(null)
  })

  it('lets her do all of it on a desk by keyboard alone, in English, with nothing axe objects to', async () => {
    await opens(DESK, 'en')
    const found: string[] = []
    await playsTheTour(byKeyboard(page), wordsIn('en'), noting(found))
    expect(found).toEqual([])
  })

  it('lets a newcomer run a round to a looked-back-at plan on a phone by touch alone, with nothing axe objects to', async () => {
    await opens(PHONE)
    const found: string[] = []
    await playsTheTour(byMouse(page), wordsIn('nl'), noting(found))
    // What anyone can ask for at any time.
    for (const said of ['help', 'open', 'uren', 'mijn gegevens', 'bouwsteen 3', 'zoek haat', 'verontrusting']) {
      await page.locator('#private-text').fill(said)
      await page.locator('form[data-place=private] button').click()
      await page.locator('body:not([aria-busy])').waitFor()
    }
    await noting(found)('reading')
    expect(found).toEqual([])
  })

  it('lets her do it on Slack too, by touch, with nothing too wide and nothing axe objects to', async () => {
    await opens(PHONE, 'nl', 'slack')
    const found: string[] = []
    const looked = noting(found)
    await playsTheTour(byMouse(page), wordsIn('nl', 'slack'), looked)
    await page.getByRole('button', { name: 'Startpagina' }).click()
    await page.locator('body:not([aria-busy])').waitFor()
    expect(await page.locator('.in-home').count()).toBe(1)
    await looked('home')
    expect(found).toEqual([])
  })

  /** From the first word to the form in her private chat. */
  const opensTheForm = async (start = 'Quickscan starten'): Promise<Newcomer> => {
    const she = byMouse(page)
    await she.sends()
    await she.taps(start)
    return she
  }

  it('is light or dark as she likes, shows a face for each, and speaks to whoever is played', async () => {
    await opens(DESK)
    const ground = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.querySelector("#channel")).backgroundColor')
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await ground()
    await page.getByLabel('Licht of donker').selectOption('light')
    expect(await ground()).not.toBe(dark)
    expect(await page.locator('#people svg').count()).toBe(6)
    const now = page.locator('#tour-now')
    expect(await now.textContent()).toBe('Verstuur “start”')
    await page.locator('[data-person=samir]').click()
    await expect.poll(() => now.textContent()).toBe('Word Lotte')
    await page.locator('[data-person=lotte]').click()
    const she = await opensTheForm()
    await she.types('Hoe noemen jullie deze ronde?', 'Online')
    await she.taps('Nakijken')
    await she.taps('Starten')
    await page.locator('[data-person=samir]').click()
    await expect.poll(() => now.textContent()).toBe('Tik op Beginnen')
    await page.locator('[data-person=wout]').click()
    await expect.poll(() => now.textContent()).toBe('Tik op Een week later')
  })

  it('has her reply in a thread, and shows the answer under what began it', async () => {
    await opens(DESK, 'en', 'slack')
    const she = await opensTheForm('Start a Quickscan')
    await page.getByRole('button', { name: /^Reply in thread: Lotte/ }).click()
    await page.locator('#thread-of').getByText('Replying to Lotte').waitFor()
    await page.locator('#channel-text').fill('status')
    await she.sends()
    const below = page
      .locator('#channel .message')
      .filter({ hasText: /^Lotte/ })
      .first()
      .locator('~ .reply')
    await expect.poll(() => below.count()).toBe(2)
    expect(await page.locator('#thread').isVisible()).toBe(false)
    // The welcome card, which came before, stands below them.
    expect(await page.locator('#channel .message').last().textContent()).toContain('Start a Quickscan')
  })

  it('shows what she typed for, wherever the tour is, and opens a file she got', async () => {
    await opens(DESK, 'en', 'slack')
    await opensTheForm('Start a Quickscan')
    const says = async (text: string): Promise<void> => {
      await page.locator('#private-text').fill(text)
      await page.locator('form[data-place=private] button').click()
      await page.locator('body:not([aria-busy])').waitFor()
    }
    for (const word of ['help', 'hours', 'my data']) await says(word)
    const answer = page.locator('#private .message').last()
    const inSight = (): Promise<void> =>
      expect.poll(() => answer.evaluate((box) => box.getBoundingClientRect().top)).toBeLessThan(DESK.height - 100)
    await inSight()
    await byMouse(page).taps('My data as a file')
    await byMouse(page).taps('A minute later')
    await inSight()
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open my-data.json' }).click(),
    ])
    await opened.waitForLoadState()
    expect(opened.url()).toContain('/practice/files/')
    expect(await opened.locator('body').textContent()).toContain('"')
  })

  it('lets nobody speak before it knows who she is', async () => {
    await opens(DESK)
    const known = Promise.withResolvers<void>()
    await page.route('**/practice/state', (route) => known.promise.then(() => route.continue()))
    await page.reload()
    await page.locator('form[data-place=channel] button').focus()
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    known.resolve()
    await opensTheForm()
  })

  it('keeps what she is typing while the channel goes on', async () => {
    await opens(DESK, 'nl', 'teams', 'no-preference')
    const she = await opensTheForm()
    await she.types('Hoe noemen jullie deze ronde?', 'Half getypt')
    await she.taps('Een minuut later')
    await page.waitForFunction('!document.body.hasAttribute("aria-busy")')
    expect(await page.getByLabel('Hoe noemen jullie deze ronde?').inputValue()).toBe('Half getypt')
  })

  it('shows each person her own chat, and people from outside the channel once they are asked', async () => {
    await opens(DESK)
    const she = await opensTheForm()
    await she.types('Hoe noemen jullie deze ronde?', 'Online')
    await she.taps('Meer instellingen')
    expect(await page.getByLabel('Hoe noemen jullie deze ronde?').inputValue()).toBe('Online')
    await she.ticks('Hilde (DPO)')
    await she.taps('Nakijken')
    await she.waitsFor('Van buiten het kanaal: Hilde (DPO)')
    await she.taps('Starten')
    await page.getByLabel('Je bent').selectOption({ label: 'Hilde (DPO)' })
    await she.taps('Beginnen')
    await she.waitsFor('0 van 42 ingevuld')
    await page.getByLabel('Je bent').selectOption({ label: 'Samir' })
    await page.getByRole('button', { name: 'Beginnen', exact: true }).waitFor()
    expect(await page.getByText('0 van 42 ingevuld').count()).toBe(0)
  })

  it('moves the clock, and the channel follows', async () => {
    await opens(DESK)
    const she = await opensTheForm()
    await she.types('Hoe noemen jullie deze ronde?', 'Online')
    await she.taps('Nakijken')
    await she.taps('Starten')
    await she.waitsFor('Al ingediend: nog niemand')
    for (let weeks = 0; weeks < 3; weeks++) {
      await she.taps('Een week later')
      await page.waitForFunction('!document.body.hasAttribute("aria-busy")')
    }
    await she.waitsFor('De einddatum is voorbij.')
    await she.taps('Naar de volgende opvolging')
    await she.waitsFor('Er staat geen opvolging gepland.')
  })

  it('has someone leave the channel, from a menu that a phone opens over what stands there', async () => {
    await opens(PHONE)
    const she = byMouse(page)
    await page.getByLabel('Je bent').selectOption({ label: 'Anke' })
    expect(await page.getByRole('button', { name: 'Een dag later' }).isVisible()).toBe(false)
    await page.locator('#menu').click()
    const cut = await page
      .locator('header :is(button, select):visible, #clock')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 2).map((one) => one.id))
    expect(cut).toEqual([])
    const found: string[] = []
    await noting(found)('the menu')
    expect(found).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.getByRole('button', { name: 'Een dag later' }).isVisible()).toBe(false)
    await page.locator('#menu').click()
    await page.mouse.click(PHONE.width / 2, PHONE.height - 20)
    expect(await page.getByRole('button', { name: 'Een dag later' }).isVisible()).toBe(false)
    await she.taps('Het kanaal verlaten')
    await she.waitsFor('Anke zit niet meer in het kanaal.')
    await she.waitsFor('Je zit niet meer in dit kanaal.')
    expect(await page.locator('form[data-place=channel]').isVisible()).toBe(false)
  })

  it('plays a year in which nobody answers, and lists what each got: rarely, and never twice a day', async () => {
    const team = await at('planned').open()
    practice = team
    const samir = team.privately('Samir')
    for (const what of ['TikTok verkennen', 'Een gedragscode schrijven']) {
      await samir.pressesIn(team.channel.withText('Actie toevoegen'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what, people: team.id('samir'), followUp: '2026-12-04' })
    }
    context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' })
    page = await context.newPage()
    await page.goto(`${team.room.address}/?language=nl`)
    await page.getByRole('button', { name: 'Een jaar later', exact: true }).click()
    await page.locator('#year-told:not([hidden])').waitFor({ timeout: 120_000 })
    await page.locator('body:not([aria-busy])').waitFor()
    const told = async (place: string): Promise<readonly string[]> =>
      page.locator(`#year-list [data-place="${place}"] li`).allTextContents()
    expect(await told('channel')).toContainEqual(expect.stringMatching(/^\S+ 4 jan Zo staat het met jullie plan$/))
    const followUps = (await told('private:samir')).filter((line) => line.includes('Opvolging'))
    expect(followUps.length).toBeGreaterThan(10)
    expect(followUps.length).toBeLessThan(20)
    expect(new Set(followUps.map((line) => line.split(' ').slice(0, 3).join(' '))).size).toBe(followUps.length)
    expect(await told('private:wout')).toEqual([])
    const first = page.locator('#year-list [data-place="private:samir"] li').filter({ hasText: 'Opvolging' }).first()
    expect(await first.getAttribute('data-kind')).toBe('opvolging')
    const found: string[] = []
    await noting(found)('a year')
    expect(found).toEqual([])
    // From the list to the message itself, as whoever got it.
    const link = first.getByRole('link')
    const message = (await link.getAttribute('href'))?.slice(1)
    await link.click()
    await page.locator(`#private [data-message="${message}"]:focus`).waitFor()
    expect(await page.getByLabel('Je bent').inputValue()).toBe('samir')
    await page.getByRole('button', { name: 'Sluiten', exact: true }).click()
    expect(await page.locator('#year-told').isVisible()).toBe(false)
  })
})
