import { describe, expect, it } from 'vitest'
import { samples } from '../../../test/samples.ts'
import { homeProblems, messageProblems, modalProblems } from '../../practice/slack/rules.ts'
import { card, hasFields, heading, text } from '../card.ts'
import { SLACK } from '../limits.ts'
import { slackMessage } from './render.ts'
import { problemsOf, slackHome, slackModal } from './views.ts'

describe.each(samples)('$screen ($size, $language), by what Slack refuses', ({ sample }) => {
  it('is taken as a message, as a window and as a page', () => {
    expect(messageProblems(slackMessage(sample).blocks)).toEqual([])
    expect(modalProblems({ ...slackModal(sample) })).toEqual([])
    expect(homeProblems({ ...slackHome(sample) })).toEqual([])
  })

  it('as a window keeps every field and button, the main one at its foot when there is something to send', () => {
    const view = slackModal(sample)
    const buttons = sample.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
    const main = buttons.find((one) => one.main)
    expect(view.submit !== undefined).toBe(hasFields(sample) && main !== undefined)
    const drawn = JSON.stringify(view)
    for (const { verb } of buttons) expect(drawn).toContain(`"${verb}"`)
    expect([...view.title.text].length).toBeLessThanOrEqual(SLACK.viewTitle)
    expect(view.blocks.length).toBeLessThanOrEqual(SLACK.viewBlocks)
    expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(SLACK.viewMetadata)
  })
})

describe('a window', () => {
  it('says its title once, and again below when it had to be cut', () => {
    const short = slackModal(card('s', [heading('Een actie'), text('Wat?')]))
    expect(short.title.text).toBe('Een actie')
    expect(JSON.stringify(short.blocks)).not.toContain('Een actie')
    const long = slackModal(card('s', [heading('Bevestig jullie twee of drie prioriteiten'), text('Wat?')]))
    expect(long.title.text).toBe('Bevestig jullie twee…')
    expect(JSON.stringify(long.blocks)).toContain('Bevestig jullie twee of drie prioriteiten')
  })

  it('knows what is wrong in which field', () => {
    const field = {
      kind: 'textInput',
      id: 'title',
      label: 'Naam',
      value: '',
      example: '',
      most: 80,
      lines: 'one',
    } as const
    expect(problemsOf(card('s', [field]))).toEqual({})
    expect(problemsOf(card('s', [{ ...field, problem: 'Geef een naam.' }, text('x')]))).toEqual({
      title: 'Geef een naam.',
    })
  })
})
