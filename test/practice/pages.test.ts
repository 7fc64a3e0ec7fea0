import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '../../src/kit/languages.ts'
import { linkIn } from '../browsing.ts'
import { sharedBrowser } from '../chromium.ts'
import type { Team } from '../practiceTeam.ts'
import { at } from '../stages.ts'
import { type HostWishes, hostPage, signOnToken } from '../teamsHost.ts'
import { voices } from '../voice.ts'

const WIDTHS = [320, 1280]
const THEMES = ['light', 'dark', 'contrast'] as const
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const HOST = 'https://teams.microsoft.com/tab'

/** Runs in a page: each theme is put on in turn, which costs next to nothing beside loading it. */
const CHEAPLY_WRONG = `((themes) => {
  const root = document.documentElement
  const wide = themes.filter((theme) => {
    root.dataset.theme = theme
    return root.scrollWidth > window.innerWidth
  })
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [onclick]'
  const out = [...document.querySelectorAll(pressed)].filter((one) => one.tabIndex !== 0 && one.ariaHidden !== 'true')
  return [
    ...wide.map((theme) => 'too wide in ' + theme),
    ...out.map((one) => 'not where a keyboard comes in its turn: ' + one.outerHTML.slice(0, 80)),
  ]
})(${JSON.stringify(THEMES)})`

describe('the pages in a browser', () => {
  let browser: Browser
  let team: Team
  let page: Page
  const contexts: BrowserContext[] = []
  const problems: string[] = []
  const foreign: string[] = []
  const own = (): string => `http://127.0.0.1:${team.running.port}`
  /** A page of a browser that knows nothing yet, and what goes wrong in it. */
  const blank = async (script = true): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 320, height: 700 }, javaScriptEnabled: script })
    contexts.push(context)
    const fresh = await context.newPage()
    // However busy the machine is; the test itself ends what hangs.
    fresh.setDefaultTimeout(0)
    fresh.on('pageerror', (error) => problems.push(error.message))
    fresh.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    fresh.on('request', (request) => {
      if (![own(), 'https://teams.microsoft.com'].some((one) => request.url().startsWith(one)))
        foreign.push(request.url())
    })
    return fresh
  }
  const enters = async (name: string, script = true): Promise<Page> => {
    await team.privately(name).says(`private:${name.toLowerCase()}`, 'pagina')
    const fresh = await blank(script)
    await fresh.goto(linkIn(team, name))
    await fresh.locator('button.main').click()
    await fresh.waitForURL(/\/me$/)
    return fresh
  }
  beforeAll(async () => {
    browser = await sharedBrowser()
    team = await at('planned').open('teams')
    const samir = team.privately('Samir')
    for (const [what, block] of [
      ['TikTok verkennen', '1'],
      ['Een Discord-server voor de jongerengroep opzetten en samen modereren', '4'],
    ] as const) {
      await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
      await samir.presses('Bewaren', { what, people: team.id('samir'), block })
    }
    page = await enters('Samir')
  })
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await team.stop()
  })

  const teamPath = async (): Promise<string> => {
    await page.goto(`${own()}/me`)
    return String(await page.locator('.teams a').first().getAttribute('href'))
  }
  const speaks = async (language: Language): Promise<void> => {
    const samir = team.privately('Samir')
    await samir.says('private:samir', 'langue')
    await samir.does('language.set', { language })
  }
  const looked = async (one: Page, what: string): Promise<string[]> => {
    const found: string[] = []
    if (!(await one.evaluate('document.documentElement.scrollWidth <= window.innerWidth')))
      found.push(`${what} is too wide`)
    await one.evaluate(axe.source)
    const violations = (await one.evaluate(
      `axe.run(document, ${JSON.stringify({ runOnly: TAGS, resultTypes: ['violations'] })})
        .then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
    )) as string[]
    return [...found, ...violations.map((violation) => `${what}: ${violation}`)]
  }
  /** In every theme at this width: nothing to scroll sideways to, and nothing to press that a keyboard doesn't reach. */
  const fits = async (one: Page, what: string): Promise<string[]> => {
    const wrong = (await one.evaluate(CHEAPLY_WRONG)) as string[]
    return wrong.map((problem) => `${what}: ${problem}`)
  }
  const dressed = async (one: Page, theme: (typeof THEMES)[number]): Promise<void> => {
    await one.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`)
  }

  it('are readable and have nothing axe objects to, in three languages, each theme, on the narrowest phone and a desk', async () => {
    const path = await teamPath()
    const views = [
      ...['', '?view=result', '?view=plan', '?view=plan&shape=board', '?view=plan&shape=time'],
      ...['?view=plan&ended=1', '?view=rounds', '?view=library'],
    ]
    const found: string[] = []
    for (const [at, language] of LANGUAGES.entries()) {
      await speaks(language)
      for (const [place, to] of ['/me', ...views.map((view) => `${path}${view}`)].entries()) {
        await page.goto(`${own()}${to}`)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        // Each page in each language, and over the languages in each theme and at both widths.
        const theme = THEMES[(at + place) % THEMES.length] ?? 'light'
        const widths = (at + place) % 2 === 0 ? WIDTHS : WIDTHS.toReversed()
        for (const width of widths) {
          await page.setViewportSize({ width, height: 700 })
          found.push(...(await fits(page, `${to} in ${language} at ${width}`)))
        }
        await dressed(page, theme)
        found.push(...(await looked(page, `${to} in ${language}, ${theme} at ${widths.at(-1)}`)))
      }
    }
    await speaks('nl')
    expect(found).toEqual([])
  })

  it('are so too where a press leads: an action, its form, what can be taken along, and a way that leads nowhere', async () => {
    const path = await teamPath()
    const found: string[] = []
    const everywhere = async (what: string): Promise<void> => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 700 })
        found.push(...(await fits(page, `${what} at ${width}`)))
      }
    }
    for (const language of LANGUAGES) {
      const { say } = voices[language]
      await speaks(language)
      await page.goto(`${own()}${path}?view=plan`)
      await page.getByRole('button', { name: 'TikTok verkennen' }).first().click()
      await page.locator('h1', { hasText: say('action.new') }).waitFor()
      await everywhere(`an action in ${language}`)
      await page
        .getByRole('button', { name: say('action.edit'), exact: true })
        .first()
        .click()
      await page.locator('[name="field.what"]').waitFor()
      await everywhere(`the form of an action in ${language}`)
      await page.goto(`${own()}${path}?view=result`)
      await page
        .getByRole('button', { name: say('papers.button'), exact: true })
        .first()
        .click()
      await page.getByText(say('papers.worksheetWhat')).waitFor()
      await everywhere(`what can be taken along in ${language}`)
      const before = problems.length
      await page.goto(`${own()}/team/${'z'.repeat(32)}`)
      // What a browser says of a page that isn't there.
      problems.splice(before)
      await everywhere(`a way that leads nowhere in ${language}`)
    }
    await speaks('nl')
    expect(found).toEqual([])
  })

  it('let her change an action by keyboard alone, with what she did read out to her', async () => {
    await page.goto(`${own()}${await teamPath()}?view=plan`)
    const tabTo = async (words: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab')
        if (words.test(String(await page.evaluate('document.activeElement.textContent')))) return
      }
      throw new Error(`nothing says ${words}`)
    }
    await tabTo(/^TikTok verkennen/)
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: 'Actie' }).waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1')
    await tabTo(/^Aanpassen$/)
    await page.keyboard.press('Enter')
    const what = page.locator('[name="field.what"]')
    await what.fill('TikTok en Discord')
    expect(await looked(page, 'the form of an action')).toEqual([])
    await tabTo(/^Bewaren$/)
    await page.keyboard.press('Enter')
    await page.getByText('TikTok en Discord').first().waitFor()
    await team.settled()
    expect(team.channel.withText('TikTok en Discord')).toBeDefined()
  })

  it('do all of it without a script', async () => {
    const plain = await enters('Fatima', false)
    await plain.getByText('Taal en uren').first().click()
    await plain.locator('select').first().waitFor()
    await plain.goBack()
    await plain.locator('.teams a').first().click()
    await plain.getByRole('link', { name: 'Plan', exact: true }).click()
    await plain.getByText('TikTok').first().click()
    await plain.getByText('Aanpassen').waitFor()
    await plain.context().close()
  })

  /** Teams with a tab in it. @param host a page that it may be opened in, else one that knows nothing yet */
  const inTeams = async (wishes: Partial<HostWishes>, known?: Page): Promise<Page> => {
    const host = known ?? (await blank())
    await host.unrouteAll()
    const token = signOnToken(team.room, team.alias('Wout'))
    const body = hostPage({ tab: `${own()}/tab?locale=nl-be`, token, ...wishes })
    await host.route('https://teams.microsoft.com/**', (route) => route.fulfill({ body, contentType: 'text/html' }))
    await host.goto(HOST)
    return host
  }

  it('are a tab of Teams: she is signed on, it looks as Teams does, and follows when that changes', async () => {
    const host = await inTeams({ channel: team.room.world.ids.channel, theme: 'dark' })
    const tab = host.frameLocator('#tab')
    await tab.getByRole('heading', { name: 'Online werken 2026' }).waitFor()
    expect(await tab.locator('html').getAttribute('data-theme')).toBe('dark')
    await expect
      .poll(() => host.evaluate('asked.filter((one) => one.includes("themeChange")).length'))
      .toBeGreaterThan(1)
    await host.evaluate('says("themeChange", "contrast")')
    await expect.poll(() => tab.locator('html').getAttribute('data-theme')).toBe('contrast')
    await tab.getByRole('link', { name: 'Plan', exact: true }).click()
    await tab.getByText('TikTok').first().waitFor()
    expect(await host.evaluate('asked')).toContainEqual(expect.stringContaining('appInitialization.success'))
    await host.context().close()
  })

  it('say in a tab how to get there otherwise, where Teams doesn’t say who she is', async () => {
    // What she isn’t let into leaves nothing behind in the browser.
    const host = await blank()
    for (const wishes of [
      { fails: 'authentication.getAuthToken' },
      { token: undefined },
      { token: 'a.b.c' },
    ] as const) {
      const before = problems.length
      await inTeams(wishes, host)
      await host.frameLocator('#tab').getByText('Typ “pagina” in je chat').waitFor()
      // What a browser says of a refused request.
      problems.splice(before)
    }
    expect(await host.context().cookies()).toEqual([])
    await host.clock.install()
    await inTeams({ tab: `${own()}/tab`, token: undefined, fails: 'initialize' }, host)
    await host.clock.runFor(11_000)
    await host.frameLocator('#tab').locator('#no').waitFor()
    await host.context().close()
  })

  it('can be added to a channel as a tab', async () => {
    const host = await inTeams({ tab: `${own()}/tab/config?locale=nl-be`, frame: 'settings' })
    await expect.poll(() => host.evaluate('asked')).toContain('settings.setValidityState true')
    await host.evaluate('says("settings.save")')
    await expect
      .poll(() => host.evaluate('asked.filter((one) => one.startsWith("settings.setSettings")).join()'))
      .toContain('/tab?locale={locale}')
    await host.context().close()
  })

  it('ask nothing of anybody else, and nothing goes wrong in them', () => {
    expect(foreign).toEqual([])
    expect(problems).toEqual([])
  })
})
