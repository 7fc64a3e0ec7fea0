import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Answer, ElementId } from '../../../kit/kit.ts'
import type { PressData } from '../../card.ts'

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

export const goTo = ({ round }: Sheet, element: ElementId): PressData => ({
  verb: 'sheet.goto',
  data: { round, element },
})
