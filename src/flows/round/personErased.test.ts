import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { LOTTE, roundWith } from '../../../test/given/roundWith.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)
const SAMIR = '29:samir'
const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const erased = (person: string) => ({ type: 'personErased', person }) as const
const ended = {
  id: 'edit/handedOver/r/m1',
  due: NOW,
  edit: { screen: 'handedOver', round: 'r', person: '' },
  message: message('m1'),
} as const
const controlCards = [{ person: LOTTE, message: message('m1') }]
const changes = {
  id: 'edit/priorities/r',
  due: NOW,
  edit: { screen: 'priorities', round: 'r' },
  message: 'own',
} as const

describe('privacy.5.6 a round of which someone had everything of hers erased', () => {
  it('asks the channel who takes over where she steered it alone, and her card steers no more', () => {
    given(roundWith({ status: 'closed', controlCards }))
      .when(erased(LOTTE))
      .thenChanged({ coordinators: [], controlCards: [] }, ended, {
        id: 'post/takeOver/r/erased',
        due: NOW,
        post: { screen: 'takeOver', round: 'r' },
        to: { in: 'channel', platform: PLATFORM, channel: '19:team' },
        quiet: true,
      })
  })

  it('takes the result off what she got of it in private', () => {
    const refusedCards = [{ person: LOTTE, message: message('n1') }]
    given(roundWith({ status: 'closed', coordinators: [LOTTE, SAMIR], refusedCards }))
      .when(erased(LOTTE))
      .thenChanged(
        { coordinators: [SAMIR], refusedCards: [] },
        { ...ended, id: 'edit/handedOver/r/n1', message: message('n1') },
        {
          id: 'edit/control/r/0',
          due: NOW,
          edit: { screen: 'control', round: 'r', person: SAMIR },
          message: 'own',
        },
      )
  })

  it('goes on with who steered it beside her', () => {
    given(roundWith({ status: 'closed', controlCards, coordinators: [LOTTE, SAMIR] }))
      .when(erased(LOTTE))
      .thenChanged({ coordinators: [SAMIR], controlCards: [] }, ended, {
        id: 'edit/control/r/0',
        due: NOW,
        edit: { screen: 'control', round: 'r', person: SAMIR },
        message: 'own',
      })
  })

  it('keeps what she changed, and says no more that it was she', () => {
    const priorities = { blocks: ['1'], reason: 'x', changed: { by: SAMIR, at: 5 } }
    const directionChanges = { '1': { by: SAMIR, at: 5 }, '2': { by: LOTTE, at: 6 } }
    given(roundWith({ status: 'prioritised', priorities, directionChanges }))
      .when(erased(SAMIR))
      .thenChanged(
        {
          priorities: { blocks: ['1'], reason: 'x', changed: { at: 5 } },
          directionChanges: { '1': { at: 5 }, '2': { by: LOTTE, at: 6 } },
        },
        changes,
      )
  })

  it('no longer says that she couldn’t be reached, nor that she was told what waits', () => {
    const waiting = { step: 'talk', since: NOW, heard: 'handOver', by: SAMIR, missed: [SAMIR] } as const
    given(roundWith({ status: 'closed', unreachable: [SAMIR], waiting }))
      .when(erased(SAMIR))
      .thenChanged({ unreachable: [], waiting: { step: 'talk', since: NOW, heard: 'handOver', missed: [] } })
  })

  it('is forgotten where nobody was asked yet and nobody steers it', () => {
    given(roundWith({ status: 'draft' }))
      .when(erased(LOTTE))
      .thenForgotten()
  })

  it('without anything of hers stays as it is', () => {
    given(roundWith({ status: 'closed' }))
      .when(erased(SAMIR))
      .thenUnchanged()
    given(undefined).when(erased(SAMIR)).thenUnchanged()
  })
})
