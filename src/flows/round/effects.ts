import type { Instant } from '../../kit/calendar/instant.ts'
import { type Effect, edit } from '../effect.ts'
import type { RoundScreen } from '../refs.ts'
import type { Round } from './round.ts'

/** One effect for each page of the roster. */
export const eachPage = (round: Round, effect: (page: number) => Effect): Effect[] =>
  Array.from({ length: round.pages }, (_, page) => effect(page))

/** A reference to one of the round's cards in its channel. */
export const cardOf = <Screen extends RoundScreen>(screen: Screen, round: Round) => ({
  screen,
  round: round.id,
})

/** The cards of who steers it, each by its place: effect ids stand in the store unencrypted, so no person is in them. */
export const controlsRedrawn = (round: Round, due: Instant): Effect[] =>
  round.coordinators.map((person, at) =>
    edit(`control/${round.id}/${at}`, { screen: 'control', round: round.id, person }, 'own', due),
  )
