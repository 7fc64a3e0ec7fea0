import { describe, it } from 'vitest'
import { deciderSpecification } from '../../../test/deciderSpecification.ts'
import { sheetWith } from '../../../test/given/sheetWith.ts'
import { kit } from '../../../test/voice.ts'
import type { Answer } from '../../kit/kit.ts'
import { decideSheet, type SheetEvent } from './decideSheet.ts'
import type { Position, Sheet } from './sheet.ts'

const { given } = deciderSpecification<Sheet, SheetEvent>((sheet, event, now) =>
  decideSheet(kit, sheet ?? sheetWith({}), event, now),
)

const on = (element: string): Position => ({ on: 'element', element })
const endOf = (block: string): Position => ({ on: 'blockEnd', block })
const allOf = (...blocks: readonly string[]): Record<string, Answer> =>
  Object.fromEntries(kit.elements.filter(({ block }) => blocks.includes(block)).map(({ id }) => [id, 'green']))
const everything = allOf('1', '2', '3', '4', '5', '6', '7')
const invitation: Position = { on: 'invitation' }
const review: Position = { on: 'review' }

describe('who goes on', () => {
  it.each<[string, Partial<Sheet>, Position]>([
    ['from the invitation comes to the first element', { at: invitation }, on('1.1')],
    ['from the invitation comes to the first gap', { at: invitation, grades: allOf('1') }, on('2.1')],
    ['is asked her role first, in a large round', { at: invitation, asksRole: true }, { on: 'role' }],
    ['is asked her role once', { at: invitation, asksRole: true, role: 'none' }, on('1.1')],
    ['from the question about her role comes to the first gap', { at: { on: 'role' }, asksRole: true }, on('1.1')],
    ['from the end of a block comes to the next', { at: endOf('1'), grades: allOf('1') }, on('2.1')],
    ['skips what she answered before', { at: endOf('1'), grades: allOf('1', '2') }, on('3.1')],
    ['comes back to earlier gaps after the last block', { at: endOf('7'), grades: allOf('2', '7') }, on('1.1')],
    ['sees the overview when nothing is left', { at: endOf('7'), grades: everything }, review],
    ['from the overview comes to the first gap', { at: review, grades: allOf('1') }, on('2.1')],
    ['from the thanks comes to the first gap', { at: { on: 'thanks' }, grades: allOf('1') }, on('2.1')],
    ['after a pause is where she was', { at: { on: 'pause', from: endOf('2') } }, endOf('2')],
  ])('%s', (_what, part, at) => {
    given(sheetWith(part)).when({ type: 'wentOn' }).thenChanged({ at })
  })

  it('stays at the element that is asked', () => {
    given(sheetWith({ at: on('3.1') }))
      .when({ type: 'wentOn' })
      .thenChanged({})
  })
})

describe('who goes back', () => {
  it.each<[string, Position, Position]>([
    ['comes to the element before', on('1.2'), on('1.1')],
    ['comes from the first to the invitation', on('1.1'), invitation],
    ['over the border of a block comes to its end, with the remark', on('2.1'), endOf('1')],
    ['from the end of a block comes to its last element', endOf('1'), on('1.8')],
    ['from the overview comes to the last element', review, on(kit.elements.at(-1)?.id ?? '')],
    ['from the question about her role comes to the invitation', { on: 'role' }, invitation],
    ['from a pause comes to where she was', { on: 'pause', from: on('4.2') }, on('4.2')],
  ])('%s', (_what, from, at) => {
    given(sheetWith({ at: from }))
      .when({ type: 'wentBack' })
      .thenChanged({ at })
  })

  it.each<Position>([invitation, { on: 'thanks' }])('stays at $on, which nothing comes before', (at) => {
    given(sheetWith({ at })).when({ type: 'wentBack' }).thenChanged({})
  })

  it('stays among the blocks the round is about', () => {
    given(sheetWith({ blocks: ['1', '3'], at: on('3.1') }))
      .when({ type: 'wentBack' })
      .thenChanged({ at: endOf('1') })
  })
})

describe('who goes somewhere', () => {
  it('is there, answered or not', () => {
    given(sheetWith({ grades: allOf('4') }))
      .when({ type: 'wentTo', element: '4.2' })
      .thenChanged({ at: on('4.2') })
  })

  it('sees the overview when she asks for it', () => {
    given(sheetWith({ at: on('4.2') }))
      .when({ type: 'reviewed' })
      .thenChanged({ at: review })
  })
})
