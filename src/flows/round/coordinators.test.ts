import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { ADA, BEN, draftWith, LOTTE, overdue, roundWith } from '../../../test/given/roundWith.ts'
import { MINUTE } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const cardOf = (person: string, id: string) => ({ person, message: message(id) })
const alone = roundWith({ controlCards: [cardOf(LOTTE, 'm1'), cardOf(LOTTE, 'm2')] })
const together = roundWith({ coordinators: [LOTTE, BEN], controlCards: [cardOf(LOTTE, 'm1'), cardOf(BEN, 'm3')] })
const handedOver = (to: string, as: 'instead' | 'beside', actor: string = LOTTE, turn = 'e'): RoundEvent => ({
  type: 'handedOver',
  actor,
  to,
  as,
  turn,
})
const handOvers = ['e']

const task = (type: 'taskOpened' | 'taskClosed', person: string, turn: string) =>
  ({
    id: `${type}/r/steers/${turn}`,
    due: NOW,
    tell: { type, platform: PLATFORM, person, task: { kind: 'round', round: 'r' } },
  }) as const
/** A control card, and the round among what is hers; within her hours, unless she asked for it herself. */
const steers = (person: string, turn = 'e', unasked: { readonly quiet?: true } = { quiet: true }) =>
  [
    {
      id: `post/control/r/${turn}`,
      due: NOW,
      post: { screen: 'control', round: 'r', person },
      to: { in: 'private', platform: PLATFORM, person },
      ...unasked,
    },
    task('taskOpened', person, turn),
  ] as const
const says = (person: string, id: string) =>
  ({
    id: `edit/handedOver/r/${id}`,
    due: NOW,
    edit: { screen: 'handedOver', round: 'r', person },
    message: message(id),
  }) as const

describe('who steers a round', () => {
  it('passes it on: the other gets a control card, and all of hers say that she no longer steers', () => {
    given(alone)
      .when(handedOver(BEN, 'instead'))
      .thenChanged(
        { coordinators: [BEN], controlCards: [], handOvers },
        ...steers(BEN),
        says(LOTTE, 'm1'),
        says(LOTTE, 'm2'),
        task('taskClosed', LOTTE, 'e'),
      )
  })

  it('takes someone beside her', () => {
    given(alone)
      .when(handedOver(BEN, 'beside'))
      .thenChanged({ coordinators: [LOTTE, BEN], handOvers }, ...steers(BEN))
  })

  it('takes nobody as a third', () => {
    given(together).when(handedOver(ADA, 'beside')).thenRefused('twoAlready')
  })

  it('leaves it to whom she steers it with, who has a card already', () => {
    given(together)
      .when(handedOver(BEN, 'instead'))
      .thenChanged(
        { coordinators: [BEN], controlCards: [cardOf(BEN, 'm3')], handOvers },
        says(LOTTE, 'm1'),
        task('taskClosed', LOTTE, 'e'),
      )
  })

  it('passes on her part alone', () => {
    given(together)
      .when(handedOver(ADA, 'instead'))
      .thenChanged(
        { coordinators: [ADA, BEN], controlCards: [cardOf(BEN, 'm3')], handOvers },
        ...steers(ADA),
        says(LOTTE, 'm1'),
        task('taskClosed', LOTTE, 'e'),
      )
  })

  it('changes nothing by passing it to herself, or beside who is there already', () => {
    given(alone).when(handedOver(LOTTE, 'instead')).thenUnchanged()
    given(alone).when(handedOver(LOTTE, 'beside')).thenUnchanged()
    given(together).when(handedOver(BEN, 'beside')).thenUnchanged()
    given(alone, handedOver(BEN, 'beside')).when(handedOver(BEN, 'beside')).thenUnchanged()
  })

  it('steers it no more once she passed it on, and the same press delivered again changes nothing', () => {
    const passed = given(alone, handedOver(BEN, 'instead'))
    passed.when(handedOver(BEN, 'instead')).thenUnchanged()
    passed.when(handedOver(ADA, 'instead', LOTTE, 'later')).thenRefused('notCoordinator')
    passed.when({ type: 'remindAsked', actor: LOTTE }).thenRefused('notCoordinator')
  })

  it.each(['closing', 'starring', 'prioritised', 'stopped'] as const)(
    'passes it on also after its scan: %s',
    (status) => {
      given(roundWith({ status }))
        .when(handedOver(BEN, 'beside'))
        .thenChanged(
          { coordinators: [LOTTE, BEN], handOvers },
          ...steers(BEN),
          // What waits is counted anew for two.
          ...(status === 'prioritised' ? [overdue(NOW)] : []),
        )
    },
  )
})

describe('a control card', () => {
  const posted = (person: string, id: string): RoundEvent => ({ type: 'controlPosted', person, message: message(id) })
  const moved = (person: string, id: string) =>
    ({
      id: `edit/moved/r/${id}`,
      due: NOW,
      edit: { screen: 'moved', round: 'r', person },
      message: message(id),
    }) as const

  it('is kept up to date once it is there, and the former ones say that it goes on there', () => {
    given(alone)
      .when(posted(LOTTE, 'm5'))
      .thenChanged(
        { controlCards: [{ ...cardOf(LOTTE, 'm5'), date: '2026-11-23' }] },
        moved(LOTTE, 'm1'),
        moved(LOTTE, 'm2'),
      )
    given(together)
      .when(posted(BEN, 'm5'))
      .thenChanged(
        { controlCards: [cardOf(LOTTE, 'm1'), { ...cardOf(BEN, 'm5'), date: '2026-11-23' }] },
        moved(BEN, 'm3'),
      )
    given(alone, posted(LOTTE, 'm5')).when(posted(LOTTE, 'm5')).thenUnchanged()
  })

  it('says once more that it goes on elsewhere, where an answer under way may land after that', () => {
    const platform = { ...PLATFORM, keepsAnswers: true } as const
    const again = moved(LOTTE, 'm1')
    given(roundWith({ platform, controlCards: [cardOf(LOTTE, 'm1')] }))
      .when(posted(LOTTE, 'm5'))
      .thenChanged({ controlCards: [{ ...cardOf(LOTTE, 'm5'), date: '2026-11-23' }] }, again, {
        ...again,
        id: `${again.id}/again`,
        due: NOW + 10 * MINUTE,
      })
  })

  it('that was on its way to who no longer steers says so', () => {
    given(alone)
      .when({ type: 'controlPosted', person: BEN, message: message('m5') })
      .thenChanged({}, says(BEN, 'm5'))
  })
})

describe('a message that turned into her control card', () => {
  const shown = (id: string, person: string = LOTTE): RoundEvent => ({
    type: 'controlShown',
    person,
    message: message(id),
  })
  const dated = (id: string) => ({ ...cardOf(LOTTE, id), date: '2026-11-23' })
  const one = roundWith({ controlCards: [cardOf(LOTTE, 'm1')] })

  it('is followed beside the one that was posted, which stays her newest', () => {
    given(one)
      .when(shown('m2'))
      .thenChanged({ controlCards: [dated('m2'), cardOf(LOTTE, 'm1')] })
    given(one, shown('m2')).when(shown('m2')).thenUnchanged()
    given(one).when(shown('m1')).thenUnchanged()
  })

  it('of who doesn’t steer is none', () => {
    given(one).when(shown('m2', ADA)).thenUnchanged()
  })

  it('says that it goes on elsewhere once there are many of it', () => {
    const many = ['m2', 'm3', 'm4', 'm5', 'm6'].map((id) => shown(id))
    given(one, ...many)
      .when(shown('m7'))
      .thenChanged(
        { controlCards: [...['m7', 'm6', 'm5', 'm4', 'm3'].map(dated), cardOf(LOTTE, 'm1')] },
        {
          id: 'edit/moved/r/m2',
          due: NOW,
          edit: { screen: 'moved', round: 'r', person: LOTTE },
          message: message('m2'),
        },
      )
  })
})

describe('when whoever steered a round has left the channel', () => {
  const over = `over/${NOW}`

  it('the first of the others to press does', () => {
    given(together)
      .when({ type: 'tookOver', by: ADA })
      .thenChanged(
        { coordinators: [ADA], controlCards: [], takenOver: true },
        ...steers(ADA, over, {}),
        says(LOTTE, 'm1'),
        task('taskClosed', LOTTE, `${over}/0`),
        says(BEN, 'm3'),
        task('taskClosed', BEN, `${over}/1`),
      )
  })

  it('the channel’s cards that asked who takes over say that someone did', () => {
    given(roundWith({ ...alone, controlCards: [], takeOverCards: [message('m9')] }))
      .when({ type: 'tookOver', by: ADA })
      .thenChanged(
        { coordinators: [ADA], takenOver: true },
        { id: 'edit/takeOver/r', due: NOW, edit: { screen: 'takeOver', round: 'r' }, message: 'own' },
        ...steers(ADA, over, {}),
        task('taskClosed', LOTTE, `${over}/0`),
      )
  })

  it('nobody takes over what she steers already, nor a draft', () => {
    given(together).when({ type: 'tookOver', by: BEN }).thenUnchanged()
    given(draftWith({})).when({ type: 'tookOver', by: ADA }).thenUnchanged()
    given(together, { type: 'tookOver', by: ADA }).when({ type: 'tookOver', by: ADA }).thenUnchanged()
  })
})
