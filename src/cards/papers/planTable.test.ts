import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { voice } from '../../../test/voice.ts'
import { sampleAction } from '../samples/sampleActions.ts'
import { openRound } from '../samples/sampleRounds.ts'
import type { PaperContent } from './paper.ts'
import { planCsv, planJson, recordsOf } from './planTable.ts'

const round = openRound(voice.kit, 'usual', 6)
const action = { ...sampleAction(round, (usual) => usual), what: '=1+1, "of"\ntwee', means: '-tijd' }
const content: PaperContent = {
  voice,
  round,
  before: undefined,
  actions: [action],
  names: (person) => `naam van ${person}`,
  today: '2026-12-04',
}
const page = readFileSync(join(import.meta.dirname, '../../../docs/plan-data.md'), 'utf8')

describe('the plan as data', () => {
  it('has the fields that its page names, and no others', () => {
    const [record] = recordsOf(content)
    const [look] = record?.followUps ?? []
    for (const field of [...Object.keys(record ?? {}), ...Object.keys(look ?? {})])
      expect(page).toContain(`\`${field}\``)
  })

  it('says nothing of who answered a look back', () => {
    expect(planJson(content)).not.toMatch(/"by"|p2/)
    expect(JSON.parse(planJson(content)).actions[0].what).toBe(action.what)
  })

  it('is CSV that a spreadsheet reads as text: quoted where it has to be, and never a formula', () => {
    const [head, ...rows] = planCsv(content).split('\r\n')
    expect(head?.startsWith('\ufeffblock,')).toBe(true)
    expect(rows.join('\r\n')).toContain(`"'=1+1, ""of""\ntwee"`)
    expect(rows.join('\r\n')).toContain(`,'-tijd,`)
  })
})
