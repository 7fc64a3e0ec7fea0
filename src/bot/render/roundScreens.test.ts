import { describe, expect, it } from 'vitest'
import { roundWith } from '../../../test/given/roundWith.ts'
import { voice } from '../../../test/voice.ts'
import type { Round } from '../../flows/round/round.ts'
import type { Deps } from '../context.ts'
import { renderCheck, renderControl } from './roundScreens.ts'

/** Whose names were asked for. */
const asking = () => {
  const asked: string[] = []
  const names: Deps['names'] = async (_platform, _channel, people) => {
    asked.push(...people)
    return (person) => `Naam van ${person}`
  }
  return { asked, deps: { names, now: () => 0 } as unknown as Deps }
}
const crowd = (name: string): string[] => Array.from({ length: 10_000 }, (_, at) => `${name}${at}`)

describe('a round of ten thousand', () => {
  it('asks the platform for those alone whom its check names', async () => {
    const { asked, deps } = asking()
    const members = crowd('p').map((person) => ({ person, sheet: person }))
    const check = {
      ...{ unreachable: crowd('p').slice(5000), guests: crowd('p').slice(9000), strangers: [], outside: [] },
      ...{ readers: 3, bots: ['b1'], deactivated: [] },
    }
    const card = await renderCheck(deps, voice, roundWith({ status: 'draft', members, asked: 10_000, check }) as Round)
    expect(asked).toHaveLength(30 + 30 + 30 + 1)
    expect(new Set(asked)).toEqual(
      new Set([...crowd('p').slice(0, 30), ...crowd('p').slice(5000, 5030), ...crowd('p').slice(9000, 9030), 'b1']),
    )
    const text = JSON.stringify(card)
    expect(text).toContain('Naam van p29 en nog 9970')
    expect(text).toContain('Naam van p9029')
    expect(text).not.toContain('Naam van p30,')
  })

  it('asks for those alone whom the card that steers it names', async () => {
    const { asked, deps } = asking()
    const left = crowd('p').map((person, at) => ({ person, sheet: person, ...(at % 2 ? { out: true as const } : {}) }))
    await renderControl(deps, voice, roundWith({ unreachable: crowd('q'), left }))
    expect(asked).toHaveLength(90)
  })
})
