import type { Locator, Page } from 'playwright-core'

/** Milliseconds within which the client shows what was asked of it, on the slowest machine. */
const PATIENCE = 30_000
/** Runs in the page: until it has drawn what it knows. */
const FRAME = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

type Conversation = 'channel' | 'private'

/** What one person does at the client's screen, as she sees it: cards by what they say, buttons by their words. */
export interface Screen {
  /** The last card that says this. */
  readonly card: (saying: string | RegExp) => Locator
  /** That card, wherever it moves: later cards that say the same aren't meant. */
  readonly kept: (saying: string | RegExp) => Promise<Locator>
  /** Cards in the conversation that is open. */
  readonly count: () => Promise<number>
  readonly reads: (card: Locator) => Promise<string>
  /** Presses and waits until the card says something else. */
  readonly presses: (card: Locator, button: string) => Promise<void>
  /** Presses a button that is answered elsewhere: waits until a card says this. */
  readonly pressesFor: (card: Locator, button: string, saying: string | RegExp) => Promise<Locator>
  /** Types into a field, as keys are struck, until it is there. */
  readonly types: (field: Locator, text: string) => Promise<void>
  readonly goes: (conversation: Conversation) => Promise<void>
  readonly opens: (conversation: Conversation, saying: string | RegExp) => Promise<Locator>
  readonly mentions: (text: string) => Promise<void>
  readonly waitsFor: (what: string, shown: () => Promise<boolean>) => Promise<void>
}

/** @param channel the channel's name in the client's list */
export const screenOf = (page: Page, channel: string): Screen => {
  page.setDefaultTimeout(PATIENCE)
  const cards = page.locator('.ac-adaptiveCard')
  const card: Screen['card'] = (saying) => cards.filter({ hasText: saying }).last()
  // What is seen counts, so not the text content.
  // biome-ignore lint/performance/useDomNodeTextContent: a locator's, which waits for the element
  const reads: Screen['reads'] = async (one) => (await one.innerText()).replace(/\n+/g, '\n')

  /** Looks at every frame that the page draws: nothing here waits for a time. */
  const waitsFor: Screen['waitsFor'] = async (what, shown) => {
    const until = performance.now() + PATIENCE
    while (!(await shown())) {
      if (performance.now() > until) throw new Error(`Not seen: ${what}`)
      await page.evaluate(FRAME)
    }
  }
  const click = (one: Locator, button: string): Promise<void> =>
    one.getByRole('button', { name: button, exact: true }).first().click()

  const presses: Screen['presses'] = async (one, button) => {
    const before = await reads(one)
    await click(one, button)
    await waitsFor(`another card after [${button}]`, async () => (await reads(one)) !== before)
  }
  const types: Screen['types'] = async (field, text) => {
    // The client takes what is typed right after a change of conversation and then forgets it.
    await waitsFor(`"${text}" in its field`, async () => {
      if ((await field.inputValue()) === text) return true
      await field.click()
      await field.fill('')
      await field.pressSequentially(text)
      await page.evaluate(FRAME)
      return (await field.inputValue()) === text
    })
  }
  const goes: Screen['goes'] = (conversation) =>
    page
      .getByText(conversation === 'channel' ? channel : 'Personal Chat', { exact: true })
      .first()
      .click()
  return {
    card,
    goes,
    kept: async (saying) => {
      await card(saying).waitFor()
      const all = await cards.allInnerTexts()
      const at = all.findLastIndex((said) => (typeof saying === 'string' ? said.includes(saying) : saying.test(said)))
      return cards.nth(at)
    },
    count: () => cards.count(),
    reads,
    presses,
    pressesFor: async (one, button, saying) => {
      await click(one, button)
      await card(saying).waitFor()
      return card(saying)
    },
    types,
    opens: async (conversation, saying) => {
      await goes(conversation)
      await card(saying).waitFor()
      return card(saying)
    },
    mentions: async (text) => {
      const box = page.locator('[contenteditable=true][role=textbox]').first()
      const bot = page.getByRole('menuitem', { name: 'Quickscan' }).first()
      await box.click()
      await page.keyboard.type('@')
      await bot.click()
      await page.keyboard.type(` ${text}`)
      await page.getByRole('button', { name: 'Post' }).first().click()
    },
    waitsFor,
  }
}
