import { describe, expect, it } from 'vitest'
import { samples } from '../../../test/samples.ts'
import { voices } from '../../../test/voice.ts'

/** A search is answered and kept nowhere: what is typed there is nobody's to read. */
const KEPT_NOWHERE = 'query'

describe('privacy.5.9 a form in which someone could name a client', () => {
  const forms = samples.filter(({ sample }) =>
    sample.parts.some((part) => part.kind === 'textInput' && part.id !== KEPT_NOWHERE),
  )

  it.each(forms)('says once that nobody belongs in it: $screen ($size, $language)', ({ sample, language }) => {
    const warning = voices[language].say('clients.warning')
    const said = sample.parts.filter((part) => part.kind === 'text' && part.text.includes(warning))
    expect(said).toHaveLength(1)
  })

  it('is any of nine, the title of a round and the fields of an action among them', () => {
    const screens = new Set(forms.map(({ screen }) => screen))
    expect(screens.size).toBeGreaterThanOrEqual(9)
    const fields = forms.flatMap(({ sample }) =>
      sample.parts.flatMap((part) => (part.kind === 'textInput' ? part.id : [])),
    )
    for (const field of [
      'title',
      'what',
      'owner',
      'goal',
      'means',
      'indicator',
      'remarks',
      'note',
      'value',
      'reason',
      'text',
      'callLine',
    ])
      expect(fields, field).toContain(field)
  })
})
