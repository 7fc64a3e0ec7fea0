import { describe, expect, it } from 'vitest'
import { voice, voices } from '../../../../test/voice.ts'
import { whatIsShown } from './whatIsShown.ts'

const said = (sheets: number, floor = 5): string => whatIsShown(voice, { handedIn: [sheets], floor })

describe('what would be shown, for the number that counts now', () => {
  it.each([
    [0, 5, 'Er telt nog niemand mee, dus kan ik nog niets tonen. Vanaf 3 toon ik per bouwsteen één woord.'],
    [1, 5, '1 telt mee: daarmee kan ik nog niets tonen. Vanaf 3 toon ik per bouwsteen één woord.'],
    [2, 5, '2 tellen mee: daarmee kan ik nog niets tonen. Met één meer toon ik per bouwsteen één woord.'],
    [3, 5, '3 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Vanaf 5 ook elk onderwerp.'],
    [4, 5, '4 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Met één meer ook elk onderwerp.'],
    [5, 5, '5 tellen mee: ik toon elk onderwerp in een woord. Vanaf 10 zeg ik er ook bij hoeveel ongeveer (op vijf).'],
    [
      9,
      5,
      '9 tellen mee: ik toon elk onderwerp in een woord. Met één meer zeg ik er ook bij hoeveel ongeveer (op vijf).',
    ],
    [
      10,
      5,
      '10 tellen mee: ik toon elk onderwerp in een woord, en waar genoeg mensen antwoordden ook hoeveel ongeveer (op vijf).',
    ],
    [6, 7, '6 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Met één meer ook elk onderwerp.'],
    [
      9,
      10,
      '9 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Met één meer ook elk onderwerp, met hoeveel ongeveer (op vijf).',
    ],
    [
      4,
      10,
      '4 tellen mee: ik toon dan alleen bouwstenen, elk in één woord. Vanaf 10 ook elk onderwerp, met hoeveel ongeveer (op vijf).',
    ],
  ])('%i with a floor of %i', (sheets, floor, sentence) => {
    expect(said(sheets, floor)).toBe(sentence)
  })

  it('is one line in every language, and depends on the number alone', () => {
    for (const one of Object.values(voices))
      for (let sheets = 0; sheets < 40; sheets++) {
        const line = whatIsShown(one, { handedIn: [sheets, 0], floor: 5 })
        expect(line).not.toMatch(/[{}]|undefined/)
        expect(line).toBe(whatIsShown(one, { handedIn: [0, sheets], floor: 5 }))
      }
  })
})
