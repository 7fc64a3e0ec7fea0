import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasFields } from '../../src/cards/card.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { sentData } from '../../src/practice/teams/client.ts'
import { teamsInputs } from '../../src/practice/teams/reading.ts'
import { sharedBrowser } from '../chromium.ts'
import { samples } from '../samples.ts'

interface Presses {
  readonly standing: readonly Sent[]
  readonly emptied: readonly Sent[]
}
/** What a button carries of itself, and what was sent. */
interface Sent {
  readonly own: object
  readonly data: Readonly<Record<string, unknown>>
}

/** A list of nobody is filled by Teams itself, out of its directory. */
const withoutPickers = (node: unknown): unknown => {
  if (Array.isArray(node))
    return node.filter((one) => !(Object(one) === one && 'choices.data' in one)).map(withoutPickers)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutPickers(value)]))
}

const forms = samples
  .filter(({ sample, size, language }) => language === 'nl' && size === 'usual' && hasFields(sample))
  .map(({ screen, sample }) => ({ screen, drawn: withoutPickers(teamsCard(sample)) as Record<string, unknown> }))

/** Draws a card with the official renderer and presses each button: what it sends, as it stands and with all emptied. */
const PRESSES = `(card) => {
  const sent = []
  const drawn = new AdaptiveCards.AdaptiveCard()
  drawn.onExecuteAction = (action) => sent.push({ own: action.toJSON().data, data: { ...action.data } })
  drawn.parse(card)
  const element = drawn.render()
  document.body.replaceChildren(element)
  const pressAll = () => {
    sent.length = 0
    for (const button of element.querySelectorAll('.ac-actionSet button')) button.click()
    return [...sent]
  }
  const standing = pressAll()
  for (const box of element.querySelectorAll('input[type=checkbox]')) if (box.checked) box.click()
  for (const field of element.querySelectorAll('textarea, input:not([type=checkbox]):not([type=radio])')) {
    field.value = ''
    field.dispatchEvent(new Event('input'))
  }
  return { standing, emptied: pressAll() }
}`

describe('what the stand-in for Teams sends of a form', () => {
  let page: Page
  beforeAll(async () => {
    page = await (await sharedBrowser()).newPage()
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js') })
  })
  afterAll(() => page.close())

  it.each(forms)('is what the official renderer sends: $screen', async ({ drawn }) => {
    const { standing, emptied } = (await page.evaluate(`(${PRESSES})(${JSON.stringify(drawn)})`)) as Presses
    expect(standing.length).toBeGreaterThan(0)
    for (const { own, data } of standing) expect(data).toEqual(sentData(own, teamsInputs(drawn)))
    // Lists can't be emptied by hand, and a box that isn't ticked says so; what can be is left out.
    for (const { own, data } of emptied) {
      const left = Object.fromEntries(Object.keys(teamsInputs(drawn)).map((id) => [id, data[id] ?? '']))
      expect(data).toEqual(sentData(own, left))
      expect(Object.values(data)).not.toContain('')
    }
  })
})
