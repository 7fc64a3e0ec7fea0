import { describe, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../../test/deciderSpecification.ts'
import { LOTTE, redrawn, roundWith } from '../../../test/given/roundWith.ts'
import { HOUR, MINUTE } from '../../kit/calendar/instant.ts'
import { decideRound, type RoundEvent } from './decideRound.ts'
import type { Round } from './round.ts'

const { given } = deciderSpecification<Round, RoundEvent>(decideRound)

const checked = (undelivered: number): RoundEvent => ({ type: 'deliveryChecked', undelivered })
const again = (wait: number) =>
  ({ id: 'deliveryDue/r', due: NOW + wait, tell: { type: 'deliveryDue', round: 'r' } }) as const
const [, ...controls] = redrawn(NOW)

describe('cards that people are asked with', () => {
  it('are not spoken of once they arrived', () => {
    given(roundWith({})).when(checked(0)).thenUnchanged()
  })

  it('stand on the card of who steers it as long as they did not, and are looked at again', () => {
    given(roundWith({}))
      .when(checked(3))
      .thenChanged({ undelivered: { count: 3, since: NOW - MINUTE } }, again(MINUTE), ...controls)
    const since = NOW - 10 * MINUTE
    given(roundWith({ undelivered: { count: 3, since } }))
      .when(checked(3))
      .thenChanged({}, again(10 * MINUTE))
    given(roundWith({ undelivered: { count: 3, since } }))
      .when(checked(0))
      .thenChanged({ undelivered: undefined }, ...controls)
  })

  it('are told of in a message of their own after an hour, once', () => {
    const since = NOW - 2 * HOUR
    const told = {
      ...{ id: `post/notDelivered/r/${since}/0`, due: NOW, quiet: true as const },
      post: { screen: 'notDelivered', round: 'r', person: LOTTE } as const,
      to: { in: 'private', platform: PLATFORM, person: LOTTE } as const,
    }
    given(roundWith({ undelivered: { count: 3, since } }))
      .when(checked(2))
      .thenChanged({ undelivered: { count: 2, since, told: true } }, again(HOUR), ...controls, told)
    given(roundWith({ undelivered: { count: 2, since, told: true } }))
      .when(checked(2))
      .thenChanged({}, again(HOUR))
  })

  it('are nobody’s business once nothing is asked', () => {
    given(roundWith({ status: 'closing' }))
      .when(checked(3))
      .thenUnchanged()
  })
})
