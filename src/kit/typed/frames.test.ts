import { describe, expect, it } from 'vitest'
import { framesOf, readFrame, writtenIn } from './frames.ts'

const wordsOf = (said: string): readonly string[] => said.split(' ')
const table = (frames: Readonly<Record<string, readonly string[]>>) => ({
  frames: [
    ...framesOf('plan', frames.plan ?? [], wordsOf, new Set()),
    ...framesOf('steer', frames.steer ?? [], wordsOf, new Set()),
  ],
  loose: new Set(wordsOf('where is that the my now')),
  stems: new Set(wordsOf('plan lost week longer again done')),
  turning: new Set(wordsOf('no not again')),
})
const read = (frames: Parameters<typeof table>[0], said: string, names: readonly string[] = []) =>
  readFrame(
    table(frames),
    wordsOf(said).map((token, at) => ({ token, at })),
    ({ token }) => names.includes(token),
  )

describe('a frame', () => {
  it.each([
    ['where is the plan', 'plan'],
    ['the plan is where', 'plan'],
    ['plan', 'plan'],
    ['the plan is lost', undefined],
    ['where is the moon', undefined],
  ])('has all its words, and else nothing but loose ones: “%s”', (said, intent) => {
    expect(read({ plan: ['plan'] }, said)).toBe(intent)
  })

  it('of two words has one more around it, if the sentences know it and it turns nothing round', () => {
    const frames = { steer: ['week longer'] }
    expect(read(frames, 'a week longer'.replace('a ', ''))).toBe('steer')
    expect(read(frames, 'week longer done')).toBe('steer')
    expect(read(frames, 'week longer again')).toBeUndefined()
    expect(read(frames, 'week longer rain')).toBeUndefined()
    expect(read(frames, 'week longer done lost')).toBeUndefined()
  })

  it('asks for a number, or for a word that nobody knows', () => {
    expect(read({ plan: ['plan NUMBER'] }, 'plan 2')).toBe('plan')
    expect(read({ plan: ['plan NUMBER'] }, 'plan')).toBeUndefined()
    expect(read({ steer: ['NAME lost'] }, 'sara is lost', ['sara'])).toBe('steer')
    expect(read({ steer: ['NAME lost'] }, 'that is lost', ['sara'])).toBeUndefined()
  })

  it('with the most words wins, and two that mean something else are none', () => {
    expect(read({ plan: ['plan'], steer: ['plan week'] }, 'plan week')).toBe('steer')
    expect(read({ plan: ['plan week'], steer: ['week plan'] }, 'plan week')).toBeUndefined()
  })

  it('names a phrase that is no single word, and is left out then', () => {
    const problems = new Set<string>()
    expect(framesOf('plan', ['plan/year_plan'], wordsOf, problems)).toEqual([])
    expect([...problems]).toEqual(['“plan/year_plan” (plan) has a phrase that is no single word'])
    expect(writtenIn('plan/year_plan NUMBER NAME')).toBe('plan year plan')
  })
})
