import type { CardElementArray, IColumn } from '@microsoft/teams.cards'
import type { Part, Star } from '../card.ts'
import { FILLED, HOLLOW, TAKEN_BACK } from '../marks.ts'
import { execute } from './actions.ts'

/** As wide as every other: five and what takes them back are each a fingertip on the narrowest phone. */
const starColumn = (sign: string, { label, ...press }: Star): IColumn => ({
  type: 'Column',
  width: 'stretch',
  spacing: 'None',
  minHeight: '44px',
  selectAction: execute(press, {}, { title: label }),
  items: [{ type: 'TextBlock', text: sign, size: 'ExtraLarge', color: 'Accent', horizontalAlignment: 'Center' }],
})

/**
 * A press for each star. `Input.Rating` (https://adaptivecards.microsoft.com/?topic=Input.Rating) is sent with a form only, so a
 * tap on it would be lost with the card; and clients of version 1.5 don't draw it.
 */
export const starRow = ({ stars, given, clear }: Extract<Part, { kind: 'rating' }>): CardElementArray[number] => ({
  type: 'ColumnSet',
  spacing: 'None',
  columns: [
    ...stars.map((star, at) => starColumn(at < given ? FILLED : HOLLOW, star)),
    // Its place is kept, so that a tap moves no star.
    clear ? starColumn(TAKEN_BACK, clear) : { type: 'Column', width: 'stretch', spacing: 'None', items: [] },
  ],
})
