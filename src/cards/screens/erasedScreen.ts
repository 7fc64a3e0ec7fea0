import type { CardRef } from '../../flows/refs.ts'
import { type Card, card, text } from '../card.ts'
import type { Voice } from '../voice.ts'

type Erased = Extract<CardRef, { screen: 'erased' }>

/** In place of a card of what is forgotten: that it is, and nothing else. */
export const erasedScreen = ({ say }: Voice, { what, months }: Pick<Erased, 'what' | 'months'>): Card => {
  const said = say(`erased.${what}`, { months })
  return card(said, [text(said)])
}
