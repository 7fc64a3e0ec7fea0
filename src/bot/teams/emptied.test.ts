import { describe, expect, it } from 'vitest'
import { nodesIn } from '../../../test/nodes.ts'
import { samples } from '../../../test/samples.ts'
import { pressActivity } from '../../../test/teamsActivity.ts'
import { voice } from '../../../test/voice.ts'
import { hasFields } from '../../cards/card.ts'
import { teamsCard } from '../../cards/teams/render.ts'
import type { Platform } from '../../flows/ids.ts'
import { verbTable } from '../verbs/table.ts'
import { executePress, submitPress } from './inbound.ts'

const PLATFORM: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://smba.example' }
const SPEAKER = { id: 'f:1', address: 'https://smba.example', person: 'lotte', place: 'private' } as const
const verbs = verbTable(voice.kit)

const forms = samples
  .filter(({ sample, language }) => language === 'nl' && hasFields(sample))
  .map((one) => ({ ...one, drawn: teamsCard(one.sample) }))

const parsed = (verb: string, data: object) => {
  const press = executePress(PLATFORM, pressActivity(SPEAKER, verb, data))
  return verbs.get(verb)?.data.safeParse(press?.data)
}

describe.each(forms)('the form $screen ($size) in Teams', ({ drawn }) => {
  const inputs = nodesIn(drawn).filter(({ type }) => String(type).startsWith('Input.'))
  const buttons = nodesIn({ ...drawn, refresh: undefined }).filter(({ type }) => type === 'Action.Execute')
  const standing = Object.fromEntries(inputs.flatMap(({ id, value }) => (value ? [[String(id), value]] : [])))

  it('takes a field that is left out for emptied, with each button, whichever way it is pressed', () => {
    expect(buttons.length).toBeGreaterThan(0)
    for (const { id } of inputs)
      for (const { verb, data } of buttons) {
        const { [String(id)]: _, ...without } = standing
        const given = data as object
        const left = parsed(String(verb), { ...given, ...without })
        // What a button itself says of that name is said either way.
        expect(left).toEqual(parsed(String(verb), { [String(id)]: '', ...given, ...without }))
        expect(left?.success, `${String(verb)} without ${String(id)}`).toBe(true)
        const submitted = submitPress(PLATFORM, {
          ...pressActivity(SPEAKER, String(verb), {}),
          value: { verb, ...given, ...without },
        })
        expect(verbs.get(String(verb))?.data.safeParse(submitted?.press.data)).toEqual(left)
      }
  })
})

describe('what a button says of its card’s fields', () => {
  it('never says more than that they are empty', () => {
    const data = { v: 1, round: 'r', fields: `round,__proto__,a b,${'x'.repeat(50)},text` }
    expect(executePress(PLATFORM, pressActivity(SPEAKER, 'sheet.remark', data))?.data).toEqual({
      v: 1,
      round: 'r',
      text: '',
    })
  })
})
