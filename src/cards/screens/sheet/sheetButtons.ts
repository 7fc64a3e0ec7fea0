import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Answer, ElementId } from '../../../kit/kit.ts'
import { buttons, type Part, type PressData, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

type SheetVerb =
  | 'notice.open'
  | 'notice.more'
  | 'sheet.show'
  | 'sheet.next'
  | 'sheet.back'
  | 'sheet.pause'
  | 'sheet.review'
  | 'sheet.handIn'
  | 'sheet.decline'
  | 'sheet.undoDecline'

/** What the buttons of a sheet's cards say back; the round is in all of them, the person never is. */
export const press = ({ round }: { round: string }, verb: SheetVerb): PressData => ({ verb, data: { round } })

export const answer = ({ round }: Sheet, element: ElementId, grade: Answer): PressData => ({
  verb: 'sheet.answer',
  data: { round, element, grade },
})

export const goTo = ({ round }: Sheet, element: ElementId, from: 'review'): PressData => ({
  verb: 'sheet.goto',
  data: { round, element, from },
})

/**
 * Not taking part, at the foot of a card: words stand between it and the buttons above, so that no second tap on its place finds one
 * of them (`declineScreens.test.ts`).
 */
export const declining = (label: string, { say }: Voice, sheet: Sheet): (Part | undefined)[] => [
  text(say('invitation.refuse'), 'small'),
  buttons({ label, ...press(sheet, 'sheet.decline') }),
]
