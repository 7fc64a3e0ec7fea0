import { describe, it } from 'vitest'
import { deciderSpecification } from '../../../test/deciderSpecification.ts'
import type { SubscriptionMessage } from './messages.ts'
import { decideSubscription, type Subscription } from './subscription.ts'

const { given } = deciderSpecification<Subscription, SubscriptionMessage>(decideSubscription)
const opened = { type: 'subscriptionOpened', subscription: 's', person: 'hash' } as const
const closed = { type: 'subscriptionClosed', subscription: 's' } as const

describe('the address of a calendar', () => {
  it('leads to whose it is, from when it is opened', () => {
    given(undefined).when(opened).thenChanged({ person: 'hash' })
    given(undefined, opened).when(opened).thenUnchanged()
  })

  it('is gone once it is closed', () => {
    given(undefined, opened).when(closed).thenForgotten()
    given(undefined).when(closed).thenUnchanged()
  })
})
