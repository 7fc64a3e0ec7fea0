import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Node, nodesIn } from '../../../test/nodes.ts'
import { samples } from '../../../test/samples.ts'
import { voices } from '../../../test/voice.ts'
import { verbTable } from '../../bot/verbs/table.ts'
import { card, heading, type Part, text } from '../card.ts'
import { cut } from '../cut.ts'
import { SLACK } from '../limits.ts'
import { slackMessage } from './render.ts'

/** Characters of a button beside a row: on a phone it leaves more than half to the row. */
const MOST_BESIDE = 18
const all = samples.map((one) => ({ ...one, drawn: slackMessage(one.sample) }))
const verbs = verbTable(voices.nl.kit)
const long = (value: unknown): number => [...String(value ?? '')].length

describe.each(all)('$screen ($size, $language) in Slack', ({ sample, drawn }) => {
  it('stays under the limits', () => {
    const nodes = nodesIn(drawn.blocks)
    expect(drawn.blocks.length).toBeLessThanOrEqual(SLACK.messageBlocks)
    for (const node of nodes) {
      const words = (node.text as Node | undefined)?.text
      if (node.type === 'header') expect(long(words)).toBeLessThanOrEqual(SLACK.header)
      if (node.type === 'section') expect(long(words)).toBeLessThanOrEqual(SLACK.section)
      if (node.type === 'plain_text') expect(long(node.text)).toBeLessThanOrEqual(SLACK.section)
      if (node.type === 'text') expect(long(node.text)).toBeLessThanOrEqual(SLACK.section)
      if (node.type === 'button') {
        expect(long(words)).toBeLessThanOrEqual(SLACK.button)
        expect(long(node.value)).toBeLessThanOrEqual(SLACK.value)
      }
      const accessory = node.accessory as Node | undefined
      // On a phone the row's own words are squeezed beside a longer one.
      if (accessory?.type === 'button') expect(long((accessory.text as Node).text)).toBeLessThanOrEqual(MOST_BESIDE)
      if (node.type === 'actions') expect((node.elements as unknown[]).length).toBeLessThanOrEqual(SLACK.actions)
      const options = (node.options ?? []) as readonly { readonly text: Node; readonly value: string }[]
      expect(options.length).toBeLessThanOrEqual(
        node.type === 'checkboxes' || node.type === 'radio_buttons' ? SLACK.boxes : SLACK.options,
      )
      for (const option of options) {
        expect(long(option.text.text)).toBeLessThanOrEqual(SLACK.option)
        expect(long(option.value)).toBeLessThanOrEqual(SLACK.option)
      }
    }
  })

  it('has only buttons the verb table knows, with data it takes, each once in its block', () => {
    for (const block of drawn.blocks) {
      const buttons = nodesIn(block).filter(({ type }) => type === 'button')
      const ids = buttons.map((node) => node.action_id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const { action_id, value } of buttons) {
        // Stars of one row have one verb: what tells them apart stands behind it.
        const [verb = ''] = String(action_id).split('/', 1)
        const row = verbs.get(verb)
        expect(row, verb).toBeDefined()
        expect(row?.data.safeParse(JSON.parse(String(value))).success, String(value)).toBe(true)
      }
    }
  })

  it('has as many buttons as in Teams: no way on is lost', () => {
    const pressablesIn = (part: Part): number => {
      if (part.kind === 'buttons') return part.buttons.length
      if (part.kind === 'rating') return part.stars.length + (part.clear ? 1 : 0)
      return part.kind === 'gradeChoice' || part.kind === 'row' ? 1 : 0
    }
    const pressable = sample.parts.reduce((count, part) => count + pressablesIn(part), 0)
    expect(nodesIn(drawn.blocks).filter(({ type }) => type === 'button')).toHaveLength(pressable)
  })

  it('names each field once', () => {
    const ids = drawn.blocks.flatMap((block) => ('block_id' in block && block.block_id ? [block.block_id] : []))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('says in its text what its blocks say', () => {
    expect(drawn.text.length).toBeGreaterThan(5)
    expect(long(drawn.text)).toBeLessThanOrEqual(SLACK.fallback)
    const [first] = sample.parts
    if (first?.kind === 'heading' && !/[&<>]/.test(first.text)) expect(drawn.text).toContain(first.text)
  })

  it('privacy.5.9 has nothing in it that Slack would read as markup, a mention or an emoji', () => {
    const nodes = nodesIn(drawn.blocks)
    expect(nodes.filter(({ type }) => type === 'mrkdwn' || type === 'markdown')).toEqual([])
    expect(
      nodes.filter(({ type }) => ['user', 'channel', 'usergroup', 'broadcast', 'emoji'].includes(type ?? '')),
    ).toEqual([])
    for (const node of nodes) if (node.type === 'plain_text') expect(node.emoji).toBe(false)
    expect(drawn.text).not.toMatch(/[<>]/)
  })
})

describe('privacy.5.9 text from people in Slack', () => {
  it.each([
    '<!channel> kijk',
    '<@U123>',
    '*vet* _schuin_ `code`',
    ':tada:',
    '<https://kwaad.example|klik>',
    '&lt;!here&gt;',
  ])('“%s” stands there as it was typed', (typed) => {
    const drawn = slackMessage(card('x', [heading(typed), text(typed), { kind: 'quote', text: typed }]))
    const shown = nodesIn(drawn.blocks).filter((node) => node.text === typed)
    expect(shown.map(({ type }) => type)).toEqual(['plain_text', 'text', 'text'])
    expect(drawn.text).not.toMatch(/<[!@h]/)
  })

  it('is never cut short in a block, however long', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 9000, unit: 'grapheme' }), (typed) => {
        const drawn = slackMessage(card('x', [{ kind: 'quote', text: typed }]))
        const shown = nodesIn(drawn.blocks).filter(({ type }) => type === 'text')
        expect(shown.map((node) => node.text).join('')).toBe(typed)
      }),
      { numRuns: 30 },
    )
  })
})

describe('what a notification says', () => {
  it('says once what the heading says too', () => {
    const drawn = slackMessage(card('The stars are closed.', [heading('The stars are closed.'), text('Thank you.')]))
    expect(drawn.text).toBe('The stars are closed.\nThank you.')
  })
})

describe('a row with a button that names it', () => {
  const drawnRow = (title: string, label: string) =>
    slackMessage(card('x', [{ kind: 'row', title, detail: 'under way', label, press: { verb: 'x', data: {} } }])).blocks
  const buttonIn = (blocks: unknown): unknown =>
    nodesIn(blocks).find((node) => (node as { readonly type?: string }).type === 'button')

  it('shows the verb alone where the row says the rest, and is read out in full', () => {
    const title = 'Explore TikTok for an hour every week'
    expect(buttonIn(drawnRow(title, `Open ${title}`))).toMatchObject({
      text: { text: 'Open' },
      accessibility_label: `Open ${title}`,
    })
  })

  it('keeps its words where they say more than that', () => {
    const shown = buttonIn(drawnRow('Online work', 'Plan of Online work'))
    expect(shown).toMatchObject({ text: { text: 'Plan of Online work' } })
    expect(shown).not.toHaveProperty('accessibility_label')
  })
})

describe('a text that is too long for its place', () => {
  it.each([
    ['past the words that fit', 10, 'past the…'],
    ['Maria-Magdalena', 10, 'Maria-Mag…'],
    ['kort', 10, 'kort'],
    ['precies tien', 12, 'precies tien'],
  ])('“%s” in %i is “%s”', (words, most, shown) => {
    expect(cut(words, most)).toBe(shown)
  })

  it('never passes its limit, and says that something is missing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 80 }), (words, most) => {
        const shown = cut(words, most)
        expect(long(shown)).toBeLessThanOrEqual(most)
        if (shown !== words) expect(shown.endsWith('…')).toBe(true)
      }),
    )
  })
})
