import { describe, expect, it } from 'vitest'
import { buttonRows, fitsAlone } from './buttons.ts'

const named = (...labels: string[]) => labels.map((label) => ({ label, verb: 'x', data: {} }))
const rowsOf = (...labels: string[]) => buttonRows(named(...labels)).map((row) => row.map(({ label }) => label))

describe('buttons on a phone of 320 pixels', () => {
  it('stand beside each other while they fit', () => {
    expect(rowsOf('Ja', 'Nee')).toEqual([['Ja', 'Nee']])
  })

  it('begin a new row where the next one would be cut, in their order', () => {
    expect(rowsOf('Scan afsluiten', 'Herinnering sturen', 'Een week langer')).toEqual([
      ['Scan afsluiten'],
      ['Herinnering sturen'],
      ['Een week langer'],
    ])
    expect(rowsOf('Terug', 'Pauze', 'Overzicht', 'Uitleg')).toEqual([['Terug', 'Pauze', 'Overzicht'], ['Uitleg']])
  })

  it('are no buttons when their words fit none', () => {
    const [long] = named('Niet acuut, en hulp van anderen is nodig')
    const [short] = named('Scan afsluiten')
    expect(long && fitsAlone(long)).toBe(false)
    expect(short && fitsAlone(short)).toBe(true)
  })

  it('are none for none', () => {
    expect(buttonRows([])).toEqual([])
  })
})
