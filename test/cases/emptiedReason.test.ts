import { expect, it } from 'vitest'
import { inputsOf, pressablesOf } from '../../src/practice/cardReading.ts'
import { at } from '../stages.ts'

it('a reason beside stars that someone empties is gone', () =>
  at('starring').play(async (team) => {
    const samir = team.privately('Samir')
    await samir.does('ballot.show', { 'stars.1': '5' }, { explain: true })
    await samir.presses('Bewaren', { 'stars.1': '5', 'reasons.1': 'Een reden die weg moet.' })
    await samir.presses('Sterren aanpassen')
    expect(JSON.stringify(inputsOf(samir.card()))).toContain('Een reden die weg moet.')
    await samir.presses('Bewaren', { 'reasons.1': '' })
    await samir.presses('Sterren aanpassen')
    expect(pressablesOf(samir.card()).map(({ label }) => label)).toContain('Bewaren')
    expect(JSON.stringify(inputsOf(samir.card()))).not.toContain('Een reden die weg moet.')
  }))
