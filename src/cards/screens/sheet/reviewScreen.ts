import { filled, isFilled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Block } from '../../../kit/kit.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { declining, goTo, press } from './sheetButtons.ts'

const DOT = { green: '🟢', orange: '🟠', red: '🔴', skipped: '➖', open: '⚪' } as const

/** Seven rows with their colours as dots, to look over before handing in; a tap goes to the block's first gap. */
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

const blockRow = ({ say }: Voice, sheet: Sheet, block: Block): Part => {
  const dots = block.elements.map(({ id }) => DOT[sheet.grades[id] ?? 'open'])
  const gaps = block.elements.filter(({ id }) => !isFilled(sheet, id))
  const target = gaps[0] ?? block.elements[0]
  return {
    kind: 'row',
    title: say('review.row', { block: block.id, name: block.name }),
    detail: say('review.gaps', { dots: dots.join(''), left: gaps.length }).trim(),
    label: say('review.open', { block: block.id }),
    press: goTo(sheet, target?.id ?? ''),
  }
}

const roleRow = ({ say }: Voice, { round, role }: Sheet): Part => ({
  kind: 'row',
  title: say('review.role'),
  detail: say(`role.${role ?? 'none'}`),
  label: say('review.role'),
  press: { verb: 'sheet.role', data: { round } },
})
