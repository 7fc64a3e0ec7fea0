import { describe, expect, it } from 'vitest'
import { loadReading } from '../../build/content.ts'
import { LANGUAGES } from '../languages.ts'
import { CALLING, type ConcernStep, concernProblems, LONGEST_TRAIL, trailTo } from './concern.ts'

const { concern, helplines } = loadReading('nl')
const find = (id: string): ConcernStep => {
  const step = concern.find((one) => one.id === id)
  if (!step) throw new Error(`no step ${id}`)
  return step
}
/** The guide with one step changed. */
const changed = (id: string, change: Partial<ConcernStep>): readonly string[] =>
  concernProblems(
    concern.map((step) => (step.id === id ? { ...step, ...change } : step)),
    helplines,
  )

describe.each(LANGUAGES)('the concern guide, in %s', (language) => {
  const { concern: steps, helplines: lines } = loadReading(language)
  const text = (id: string): string => {
    const step = steps.find((one) => one.id === id)
    return [step?.text, step?.law, step?.selfCare].join('\n')
  }

  it('has no step out of reach and no way without an end', () => {
    expect(concernProblems(steps, lines)).toEqual([])
  })

  it('is the same guide in each language, whatever it says', () => {
    const shape = (all: readonly ConcernStep[]): unknown =>
      all.map(({ title: _, text: __, law, selfCare, zus, ways, aside, ...same }) => ({
        ...same,
        has: [law !== undefined, selfCare !== undefined, zus?.length],
        ways: ways.map(({ to }) => to),
        aside: aside?.map(({ to }) => to),
      }))
    expect(shape(steps)).toEqual(shape(concern))
  })

  it('names its steps and numbers none, so that no number is jumped over', () => {
    for (const { title } of steps) expect(title).not.toMatch(/^\d/)
  })

  it('leads an acute threat to a brief consultation, and from the warning back to it', () => {
    const before = steps.filter(({ part = 9 }) => part < 4).flatMap(({ ways }) => ways.map(({ to }) => to))
    expect(before).toContain('snel')
    expect(before).not.toContain('acuut')
    expect(find('acuut').ways.map(({ to }) => to)).toContain('snel')
    expect(text('snel')).toContain('112')
  })

  it('has the person threatened warned, and the OCJ among those outside with whom one consults', () => {
    expect(text('acuut')).toMatch(/verwittig die persoon ook|warn that person too|préviens aussi cette personne/i)
    expect(text('acuut')).toMatch(/OCJ (hoort hier niet bij|isn't one of them|n’en fait pas partie)/)
    expect(text('extern')).toContain('(OCJ)')
  })

  it('puts the least intrusive path first: people close by before 112, the police and the prosecutor', () => {
    const acute = text('acuut')
    const places = [
      /famil(ie|y|le)/,
      /hulpverlening|care|services d’aide/,
      /\barts|doctor|médecin/,
      /112/,
      /politie|police/,
    ].map((word) => acute.search(word))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('says what reporting to the prosecutor does to secrecy, and which law must be checked', () => {
    expect(text('misdrijf')).toMatch(
      /beroepsgeheim niet|doesn't break professional secrecy|ne rompt pas ton secret professionnel/,
    )
    expect(text('misdrijf')).toContain('458bis')
    expect(text('extern')).toContain('458ter')
    expect(text('extern')).toMatch(/LIVC R|CSIL R/)
    expect(text('waarvoor')).toMatch(/schuldig verzuim|culpable negligence|non-assistance à personne en danger/)
  })

  it('tells frustration, opinion, hate speech and intent apart', () => {
    expect(text('uitspraken').match(/^• /gm)).toHaveLength(4)
  })

  it('has the worked case: five who could be involved, each with whether they are needed, and who not', () => {
    const needed = /(Nodig|Needed|Nécessaire)\s?: /g
    expect([...text('rollen').matchAll(needed), ...text('buiten').matchAll(needed)]).toHaveLength(5)
    expect(text('buiten')).toMatch(/Wie niet\?|Who not to involve\?|Qui ne pas impliquer\s\?/)
  })

  it('says what it is retold from', () => {
    expect(text('waarvoor')).toMatch(/Beelen.*SAM, 2025/)
  })

  it('has 112 and five helplines, those that the sources don’t give marked as ours', () => {
    expect(lines.map(({ number, added }) => [number, added])).toEqual([
      ['112', false],
      ['1712', true],
      [language === 'fr' ? '0800 32 123' : '1813', true],
      ['116000', true],
      [language === 'fr' ? '103' : '102', true],
      [language === 'fr' ? '107' : '106', true],
    ])
  })
})

describe('a guide that would leave someone alone', () => {
  it('stops the start', () => {
    expect(changed('acuut', { ways: [] })).toContain('acuut: an end has selfCare and zus')
    expect(changed('zorg', { zus: undefined })).toContain('zorg: an end has selfCare and zus')
    expect(changed('zorg', { ways: [{ label: 'x', to: 'opvolging' }] })).toContain('zorg: its ways never end')
    expect(changed('toestemming', { ways: [{ label: 'x', to: 'nergens' }] })).toContain(
      'toestemming: expected a step "nergens"',
    )
    expect(changed('overleg', { ways: [{ label: 'x', to: 'acuut' }] })).toContain('extern: nothing leads to it')
    expect(changed('vermoeden', { ways: [{ label: 'x', to: 'uitspraken' }] })).toContain(
      'vermoeden: "uitspraken" is read on the side, so no way leads there',
    )
    expect(changed('misdrijf', { law: undefined })).toContain(
      'misdrijf: names a law, so expected law: what must be checked',
    )
    expect(changed('zorg', { calls: ['107'] })).toContain('zorg: expected a helpline "107"')
    expect(changed('toestemming', { part: 2 })).toContain('(whole file): expected step 3 of the printed guide')
    expect(concernProblems([...concern, find('snel')], helplines)).toContain('snel: found twice')
  })
})

describe('the way back', () => {
  it('is the way someone came', () => {
    expect(trailTo(concern, 'overleg', 'vermoeden.gesprek.toestemming')).toEqual([
      'vermoeden',
      'gesprek',
      'toestemming',
    ])
    expect(trailTo(concern, CALLING, 'vermoeden.snel')).toEqual(['vermoeden', 'snel'])
  })

  it('has nothing that a button made up', () => {
    expect(trailTo(concern, 'overleg', 'x.vermoeden.acuut')).toEqual([])
    expect(trailTo(concern, 'overleg', 'x.toestemming')).toEqual(['toestemming'])
    expect(trailTo(concern, 'overleg', '')).toEqual([])
  })

  it('forgets what was long ago', () => {
    const round = Array.from({ length: 30 }, () => 'snel.acuut').join('.')
    expect(trailTo(concern, 'snel', round)).toHaveLength(LONGEST_TRAIL)
  })
})
