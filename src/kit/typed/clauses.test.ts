import { describe, expect, it } from 'vitest'
import { clausesOf } from './clauses.ts'

const reasons = [['want'], ['parce', 'que']]

describe('the parts of what someone typed', () => {
  it.each([
    ['Hoi. Waar is het plan?', ['Hoi', ' Waar is het plan']],
    ['ik vind mijn scan niet, help', ['ik vind mijn scan niet', ' help']],
    ['is dit anoniem want ik durf niet', ['is dit anoniem']],
    ['c’est anonyme parce que j’hésite', ['c est anonyme']],
    ['toon het plan – en snel', ['toon het plan', 'en snel']],
  ])('of “%s” each may say something, without her reasons', (text, clauses) => {
    expect(clausesOf(text, reasons)).toEqual(clauses)
  })

  it.each(['toon het plan', 'toon het plan!', 'om 9.30 uur', 'want ik wil het plan', '', '?!'])(
    'are none where there is one, which was read already: “%s”',
    (text) => {
      expect(clausesOf(text, reasons)).toEqual([])
    },
  )

  it('are none of a story', () => {
    expect(clausesOf('en dan. '.repeat(7), reasons)).toEqual([])
    expect(clausesOf(`plan. ${'a'.repeat(600)}`, reasons)).toEqual([])
  })
})
