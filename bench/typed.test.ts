import { describe, expect, it } from 'vitest'
import { loadListening } from '../src/build/content.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { listen } from '../src/kit/typed/listen.ts'
import { typedIn, worriesIn } from '../test/typedSentences.ts'

const TRIES = 10
/** The least of so many is what it takes: the others had something else of this process in them, such as its garbage. */
const ROUNDS = 5

describe('understanding what someone typed', () => {
  it('takes less than a millisecond of processor time for 99 of 100', () => {
    const listening = loadListening()
    const all = LANGUAGES.flatMap((language) => [
      ...Object.values(typedIn(language).understood).flat(),
      ...typedIn(language).nothing,
      ...worriesIn(language).worried,
    ])
    for (const text of all) listen(listening, text)
    const once = (text: string): number => {
      const before = process.cpuUsage()
      for (let tries = 0; tries < TRIES; tries++) listen(listening, text)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000 / TRIES
    }
    const spent = all
      .filter((_, at) => at % 4 === 0)
      .map((text) => Math.min(...Array.from({ length: ROUNDS }, () => once(text))))
      .toSorted((one, other) => one - other)
    expect(spent.length).toBeGreaterThan(200)
    expect(spent[Math.floor(spent.length * 0.99)]).toBeLessThan(1)
  })
})
