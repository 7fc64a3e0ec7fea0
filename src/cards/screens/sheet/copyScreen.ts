import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

const SIGN = { green: '🟢', orange: '🟠', red: '🔴', skipped: '➖' } as const

/** The private copy a person asked for: her own answers and remarks, once, until she takes them off it. */
export const copyScreen = ({ kit, say }: Voice, sheet: Sheet): Card =>
  card(say('copy.summary'), [
    heading(say('copy.title')),
    text(sheet.title, 'strong'),
    text(say('copyGone.only'), 'small'),
    ...kit.blocks.flatMap((block): Part[] => {
      const lines = block.elements.flatMap(({ id, title }) => {
        const given = sheet.grades[id]
        return given ? [say('copy.line', { sign: SIGN[given], title })] : []
      })
      const remark = sheet.remarks[block.id]
      if (lines.length === 0 && !remark) return []
      return [
        text(say('result.block', { block: block.id, name: block.name }), 'strong'),
        ...(lines.length > 0 ? [text(lines.join('\n'))] : []),
        ...(remark ? [text(say('copy.remark', { text: remark }))] : []),
      ]
    }),
    buttons({ label: say('copyGone.erase'), verb: 'copy.erase', data: {} }),
  ])

/** In its place once she took it away: nothing of what she answered. */
export const copyErasedScreen = ({ say }: Voice): Card =>
  card(say('copyGone.summary'), [heading(say('copyGone.summary')), text(say('copyGone.text'))])
