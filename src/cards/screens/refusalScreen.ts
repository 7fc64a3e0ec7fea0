import type { Why } from '../../flows/decision.ts'
import { buttons, type Card, card, text } from '../card.ts'
import type { Voice } from '../voice.ts'

/** After these she can go on in her own sheet; the others have no sheet to go to. */
const TO_SHEET: readonly Why[] = ['nothingYet', 'remarkTooLong', 'unknownButton', 'tryAgain', 'notSaved', 'tooFast']

/** What happened, that nothing is lost, and the way on. */
export const refusalScreen = ({ say }: Voice, why: Why, round?: string): Card =>
  card(say('refusal.summary'), [
    text(say(`refusal.${why}`)),
    round !== undefined &&
      TO_SHEET.includes(why) &&
      buttons({ label: say('refusal.toScan'), verb: 'sheet.show', data: { round } }),
  ])
