import { describe, expect, it } from 'vitest'
import type { Say } from '../../kit/sentences.ts'
import { findOne, findPeople, MOST_NAMED } from './findPeople.ts'
import type { Named } from './naming.ts'

const say: Say = (key, values = {}) => `${key} ${Object.values(values).join(' ')}`.trim()
const person = (id: string, name: string, mail?: string): Named => ({
  id,
  alias: `aad-${id}`,
  name,
  ...(mail ? { mail, handle: mail.split('@')[0] ?? '' } : {}),
})
const PEOPLE = [
  person('1', 'An Peeters', 'an.peeters@x.be'),
  person('2', 'Jan Peeters', 'jan.peeters@x.be'),
  person('3', 'Jan Claes', 'jan.claes@x.be'),
  person('4', 'Zoë Van den Abeele', 'zva@x.be'),
  person('5', 'Łukasz Ćwik', 'lukasz@x.be'),
  person('6', 'An', 'an@x.be'),
]
const found = (typed: string, chosen: readonly string[] = []) => findPeople(say, PEOPLE, chosen, typed)

describe('people are found by what is typed or pasted', () => {
  it.each([
    ['a whole name', 'Jan Claes', ['3']],
    ['turned round, as in a list', 'Claes, Jan', ['3']],
    ['part of one', 'claes', ['3']],
    ['the beginning of two words', 'zo abee', ['4']],
    ['without capitals and accents', 'ZOE VAN DEN ABEELE', ['4']],
    ['an address', 'an.peeters@x.be', ['1']],
    ['an address of another house, with her name in it', 'jan.claes@elders.be', ['3']],
    ['what an address book copies', 'Jan Claes <jan.claes@x.be>; Peeters, An <an.peeters@x.be>', ['3', '1']],
    ['a list with commas', 'Jan Claes, Zoë Van den Abeele', ['3', '4']],
    ['a list with numbers of its own signs', '- Jan Claes\n• zva@x.be\n', ['3', '4']],
    ['who is called exactly that, before who is called more', 'an', ['6']],
    ['hidden signs and odd spaces', '\u202eJan\u00a0Claes\u200b', ['3']],
  ])('%s', (_what, typed, chosen) => {
    const { search, open, ...rest } = found(typed)
    expect(rest.chosen).toEqual(chosen)
    expect(search.typed).toBe('')
    expect(open).toBe(false)
  })

  it('keeps who was chosen, by either id, and says how many came to it', () => {
    const { chosen, search } = found('Jan Claes\nJan Claes', ['aad-1', '5', 'elsewhere'])
    expect(chosen).toEqual(['1', '5', '3', 'elsewhere'])
    expect(search.said).toEqual(['naming.found 1'])
  })

  it('offers whoever a name can mean, ticks none of them, and asks', () => {
    const { chosen, search, open } = found('jan')
    expect(chosen).toEqual([])
    expect(search).toEqual({ typed: '', offered: ['2', '3'], said: ['naming.unclear “jan”'] })
    expect(open).toBe(true)
  })

  it('leaves what is nobody in the field, and says so', () => {
    const { chosen, search, open } = found('Jan Claes\nKlaas Vaak\n***\nniemand@x.be')
    expect(chosen).toEqual(['3'])
    expect(search.typed).toBe('Klaas Vaak\nniemand@x.be')
    expect(search.said).toEqual(['naming.found 1', 'naming.missing “Klaas Vaak”, “niemand@x.be”'])
    expect(open).toBe(true)
  })

  it('asks for more of a name that fits too many to show', () => {
    const many = Array.from({ length: 30 }, (_, at) => person(String(at), `Kim ${at}`))
    expect(findPeople(say, many, [], 'kim').search).toEqual({
      typed: 'kim',
      offered: [],
      said: ['naming.tooMany “kim”'],
    })
  })

  it('names no more people than fit on a card, and says who are left', () => {
    const many = Array.from({ length: 300 }, (_, at) => person(String(at), `Persoon${at}`))
    const typed = many.map(({ name }) => name).join('\n')
    const { chosen, search, open } = findPeople(say, many, [], typed)
    expect(chosen).toHaveLength(MOST_NAMED)
    expect(search.said[1]).toContain('naming.full 100 “Persoon100”')
    expect(search.said[1]).toContain('…')
    expect(open).toBe(true)
  })

  it('finds one of them as well, shown before anything happens', () => {
    expect(findOne(say, PEOPLE, { personNames: 'claes' })).toMatchObject({ to: undefined, chosen: ['3'], looks: true })
    expect(findOne(say, PEOPLE, { personNames: 'jan' }).search.offered).toEqual(['2', '3'])
    expect(findOne(say, PEOPLE, { person: 'aad-3' })).toMatchObject({ to: { id: '3' }, chosen: ['3'], looks: false })
    expect(findOne(say, PEOPLE, { person: '3', personNames: 'claes', find: true })).toMatchObject({ looks: true })
  })
})
