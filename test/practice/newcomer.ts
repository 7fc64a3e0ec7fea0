import type { Locator, Page } from 'playwright-core'

/** How someone finds her way on the page: by what stands there, and nothing else. */
export interface Newcomer {
  /** A button of the newest card that has it, or of the page itself. */
  taps(name: string): Promise<void>
  /** What stands in the channel's message field. */
  sends(): Promise<void>
  types(label: string, text: string): Promise<void>
  /** In the newest field for longer text. */
  writes(text: string): Promise<void>
  /** One of several choices in sight, by its words. */
  ticks(label: string): Promise<void>
  /** Not at all for no text. */
  waitsFor(text: string): Promise<unknown>
  /** Which of the two places stands in front, on a phone. */
  looksAt(place: 'channel' | 'private'): Promise<void>
}

const SEND = 'form[data-place=channel] button'

/** The page is there, and what she tapped has been answered. */
const answered = (page: Page): Promise<void> => page.locator('body:not([aria-busy])').waitFor()

/** The newest of what matches: older cards stand above it. */
const newest = (locator: Locator): Locator => locator.last()

export const byMouse = (page: Page): Newcomer => ({
  taps: async (name) => {
    const named = page.getByRole('button', { name, exact: true }).and(page.locator(':visible'))
    // On a phone what moves the clock stands in a menu.
    const menu = page.locator('#menu:visible')
    if ((await named.count()) === 0 && (await menu.count()) > 0) await menu.click()
    await newest(named).click()
    await answered(page)
  },
  sends: async () => {
    await page.locator(SEND).click()
    await answered(page)
  },
  types: (label, text) => newest(page.getByLabel(label, { exact: true })).fill(text),
  writes: (text) => newest(page.locator('.messages textarea:visible')).fill(text),
  ticks: (label) => newest(page.getByLabel(label, { exact: true })).check(),
  waitsFor: async (text) => text === '' || newest(page.getByText(text)).waitFor(),
  looksAt: async (place) => {
    const tab = page.locator(`nav [data-show=${place}]`)
    if (await tab.isVisible()) await tab.click()
  },
})

/** Tab, Shift+Tab, Enter, Space and typing; never a click, never a focus that the keyboard didn't bring. */
export const byKeyboard = (page: Page): Newcomer => {
  const reach = async (wanted: Locator, what: string): Promise<void> => {
    await answered(page)
    // Found once: by role at each step would take most of a tour.
    const target = await newest(wanted).elementHandle()
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let tabs = 0; tabs < 250; tabs++) {
        const focused = await target?.evaluate((element) => element.isConnected && element.matches(':focus'))
        if (focused) return
        await page.keyboard.press(key)
      }
    }
    throw new Error(`the keyboard never reaches '${what}'`)
  }
  // On a desk both chats are in sight, and both may have the button: hers is in the one she looks at.
  let lookedAt = ':visible'
  return {
    taps: async (name) => {
      await reach(page.getByRole('button', { name, exact: true }).and(page.locator(lookedAt)), name)
      await page.keyboard.press('Enter')
      await answered(page)
    },
    sends: async () => {
      await reach(page.locator(SEND), 'the send button')
      await page.keyboard.press('Enter')
      await answered(page)
    },
    types: async (label, text) => {
      await reach(page.getByLabel(label, { exact: true }), label)
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    writes: async (text) => {
      await reach(page.locator('.messages textarea:visible'), 'the newest field')
      await page.keyboard.type(text)
    },
    ticks: async (label) => {
      const box = page.getByLabel(label, { exact: true })
      await reach(box, label)
      if (!(await newest(box).isChecked())) await page.keyboard.press('Space')
    },
    waitsFor: async (text) => text === '' || newest(page.getByText(text)).waitFor(),
    looksAt: async (place) => {
      lookedAt = `:visible:not(#${place === 'channel' ? 'private' : 'channel'} button)`
      const tab = page.locator(`nav [data-show=${place}]`)
      if (!(await tab.isVisible())) return
      await reach(tab, place)
      await page.keyboard.press('Enter')
    },
  }
}

/** The words of one language that a newcomer reads on buttons and beside fields. */
export interface Words {
  readonly [key: string]: string
}

/**
 * The guided tour, step by step, to the first look back at an action.
 * @param pictured called with a name at each moment worth a picture
 */
export const playsTheTour = async (
  she: Newcomer,
  words: Words,
  pictured: (name: string) => Promise<void> = async () => undefined,
): Promise<void> => {
  const w = (key: string): string => {
    const word = words[key]
    if (word === undefined) throw new Error(`no word for ${key}`)
    return word
  }
  await pictured('start')
  await she.looksAt('channel')
  await she.sends()
  await she.taps(w('welcome.start'))
  await she.waitsFor(w('form.sent.text'))
  await she.looksAt('private')
  await she.types(w('form.titleLabel'), w('typed.title'))
  await pictured('form')
  await she.taps(w('form.check'))
  await she.waitsFor(w('check.title'))
  await pictured('check')
  await she.taps(w('check.start'))
  await pictured('invitation')
  await she.taps(w('invitation.begin'))
  await pictured('element')
  await she.taps(w('statement'))
  await she.waitsFor(w('oneDone'))
  await she.taps(w('element.review'))
  await she.taps(w('review.handIn'))
  await she.waitsFor(w('thanks.title'))
  await she.taps(w('others'))
  await she.waitsFor(w('done'))
  await she.taps(w('control.close'))
  await she.taps(w('close.yes'))
  await she.looksAt('channel')
  await she.waitsFor(w('result.start'))
  await pictured('result')
  await she.looksAt('private')
  await she.taps(w('control.talked'))
  await she.waitsFor(w('ballot.title'))
  await pictured('stars')
  await she.taps(w('rating.take'))
  await she.taps(w('ballot.save'))
  await she.taps(w('others'))
  await she.waitsFor(w('done'))
  await she.taps(w('control.closeStars'))
  await she.taps(w('close.yes'))
  await she.taps(w('confirm.button'))
  for (let priority = 0; priority < 3; priority++) {
    await she.writes('Iedereen weet waarom we online zijn.')
    await she.taps(w('direction.save'))
  }
  await she.looksAt('channel')
  await she.taps(w('plan.add'))
  await she.waitsFor(w('plan.sent'))
  await she.looksAt('private')
  await she.types(w('action.form.what'), 'Elke week een uur TikTok verkennen')
  await she.ticks('Lotte')
  await pictured('action')
  await she.taps(w('action.form.save'))
  await she.waitsFor(w('action.saved'))
  await pictured('plan')
  await she.taps(w('next'))
  await she.waitsFor(w('today.howIs'))
  await pictured('evaluation')
  await she.taps(w('evaluation.onTrack'))
  await she.waitsFor(w('tour11'))
}
