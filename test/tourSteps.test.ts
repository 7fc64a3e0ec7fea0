import { describe, expect, it } from 'vitest'

interface Shown {
  readonly in: string
  readonly verbs: readonly string[]
}
type StepOf = (state: object, directions: number) => number
const { stepOf } = (await import(new URL('../src/practice/page/tour.js', import.meta.url).href)) as { stepOf: StepOf }

const PRIVATE = 'private:lotte'
/** The state of the practice room, in which these cards can be seen. */
const seeing = (...cards: readonly Shown[]) => ({
  people: [{ id: 'lotte' }],
  messages: cards.map(({ in: place, verbs }, id) => ({
    ...{ id: String(id), in: place, from: 'bot', sees: {} },
    card: { actions: verbs.map((verb) => ({ type: 'Action.Execute', verb })) },
  })),
})
/** In the channel, where an action was noted during the talk. */
const NOTED: Shown = { in: 'channel', verbs: ['action.form', 'action.done'] }

describe('the tour, where an action is noted while the team talks', () => {
  it.each<[string, number, readonly Shown[]]>([
    ['is still at the talk', 6, [{ in: PRIVATE, verbs: ['talk.done'] }, NOTED]],
    [
      'is at the talk when its card only offers it',
      6,
      [
        { in: PRIVATE, verbs: ['talk.done'] },
        { in: 'channel', verbs: ['talk.next', 'action.form'] },
      ],
    ],
    ['gives stars', 7, [{ in: PRIVATE, verbs: ['ballot.close'] }, { in: PRIVATE, verbs: ['ballot.cast'] }, NOTED]],
    ['confirms what they agree on', 8, [{ in: PRIVATE, verbs: ['priorities.confirm'] }, NOTED]],
    ['says where to', 8, [{ in: PRIVATE, verbs: ['direction.save'] }, NOTED]],
  ])('%s', (_, step, cards) => {
    expect(stepOf(seeing(...cards), 0)).toBe(step)
  })

  it('needs no second one for a plan', () => {
    expect(stepOf(seeing({ in: PRIVATE, verbs: ['direction.save'] }, NOTED), 1)).toBe(10)
  })
})
