import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Block } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { declining, press } from './sheetButtons.ts'
import { blockSaid } from './sheetWords.ts'

/** Seven rows with what she gave, to look over before handing in; a tap opens a block to its elements. */
export const reviewScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const left = kit.elements.length - filled(sheet)
  const again = sheet.status === 'handedIn'
  return card(say('review.summary'), [
    heading(say('review.title')),
    again && text(say('review.again')),
    text(left === 0 ? say('review.done') : say('review.left', { left })),
    ...kit.blocks.map((block) => blockRow(voice, sheet, block)),
    sheet.asksRole && roleRow(voice, sheet),
    { kind: 'toggle', id: 'wantsCopy', label: say('review.copy'), yes: say('form.yes'), on: sheet.wantsCopy },
    buttons(
      { label: say(again ? 'review.handInAgain' : 'review.handIn'), main: true, ...press(sheet, 'sheet.handIn') },
      left > 0 && { label: say('review.look'), ...press(sheet, 'sheet.next') },
      { label: say('element.pause'), ...press(sheet, 'sheet.pause') },
    ),
    ...(again ? [] : declining(say('review.decline'), voice, sheet)),
  ])
}

const blockRow = (voice: Voice, sheet: Sheet, block: Block): Part => ({
  kind: 'row',
  title: voice.say('review.row', { block: block.id, name: block.name }),
  detail: blockSaid(voice, sheet, block),
  label: voice.say('review.open', { block: block.id }),
  brief: voice.say('review.openBrief'),
  press: { verb: 'sheet.block', data: { round: sheet.round, block: block.id } },
})

const roleRow = ({ say }: Voice, { round, role }: Sheet): Part => ({
  kind: 'row',
  title: say('review.role'),
  detail: say(`role.${role ?? 'none'}`),
  label: say('review.role'),
  press: { verb: 'sheet.role', data: { round } },
})
