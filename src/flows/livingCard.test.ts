import { describe, expect, it } from 'vitest'
import { deciderSpecification, NOW, PLATFORM } from '../../test/deciderSpecification.ts'
import { sheetWith } from '../../test/given/sheetWith.ts'
import { UNDER_WAY } from './finalEdit.ts'
import { formerOf, recordMissing, recordPosted, redrawLiving } from './livingCard.ts'
import { SHEET, type Sheet } from './sheet/sheet.ts'

const message = (id: string) => ({ platform: PLATFORM, conversation: 'chat', message: id })
const posted = (id: string) => ({ type: 'posted', message: message(id) }) as const
const missed = (id: string) => ({ type: 'missed', message: message(id) }) as const
const { given } = deciderSpecification(
  (sheet: Sheet | undefined, event: ReturnType<typeof posted> | ReturnType<typeof missed>, now: number) =>
    event.type === 'posted'
      ? recordPosted(SHEET, sheet, event.message, now)
      : recordMissing(SHEET, sheet, event.message, now),
)

const card = { screen: 'sheet', round: 'r', sheet: 's' } as const
const former = (id: string, due = NOW, again = '') =>
  ({ id: `edit/former/sheet/r/s/${id}${again}`, due, edit: card, message: message(id) }) as const
const redrawn = { id: 'edit/sheet/r/s', due: NOW, edit: card, message: 'own' } as const
const withCards = (...ids: readonly string[]) => sheetWith({ cards: ids.map(message) })

describe('a sheet that is shown once more', () => {
  it('goes on there, and all before it say so; posted once, it is recorded once', () => {
    given(withCards('m1', 'm2'))
      .when(posted('m3'))
      .thenChanged({ cards: ['m1', 'm2', 'm3'].map(message) }, former('m1'), former('m2'))
    given(withCards('m1', 'm2')).when(posted('m1')).thenUnchanged()
    given(withCards('m1', 'm2')).when(posted('m2')).thenUnchanged()
    expect(formerOf(withCards('m1', 'm2', 'm3'))).toEqual(['m1', 'm2'])
    expect(formerOf(withCards('m1'))).toEqual([])
    expect(formerOf(withCards())).toEqual([])
  })

  it('says so once more where an answer that was under way may land after it', () => {
    const platform = { ...PLATFORM, keepsAnswers: true } as const
    const first = { ...message('m1'), platform }
    const again = { ...message('m2'), platform }
    given(sheetWith({ platform, cards: [first] }))
      .when({ type: 'posted', message: again })
      .thenChanged(
        { cards: [first, again] },
        { ...former('m1'), message: first },
        { ...former('m1', NOW + UNDER_WAY, '/again'), message: first },
      )
  })

  it('is drawn anew in the living one alone', () => {
    const [edit] = redrawLiving(SHEET, withCards('m1', 'm2'), NOW)
    expect(edit?.payload).toMatchObject({ do: 'edit', message: message('m2') })
    expect(redrawLiving(SHEET, withCards(), NOW)).toEqual([])
  })
})

describe('a card that couldn’t be reached', () => {
  it('leaves the scan to the newest of the others, and is still on record for its end', () => {
    given(withCards('m1', 'm2'))
      .when(missed('m2'))
      .thenChanged({ missing: ['m2'] }, redrawn)
    given(withCards('m1', 'm2'), missed('m2')).when(missed('m2')).thenUnchanged()
    expect(formerOf({ ...withCards('m1', 'm2'), missing: ['m2'] })).toEqual(['m2'])
  })

  it('that wasn’t the living one changes nothing but what is known of it', () => {
    given(withCards('m1', 'm2'))
      .when(missed('m1'))
      .thenChanged({ missing: ['m1'] })
    given(withCards('m1'))
      .when(missed('m1'))
      .thenChanged({ missing: ['m1'] })
  })

  it('like all others, because her chat is closed to the bot, ends where it was: nothing goes round', () => {
    given(withCards('m1', 'm2'), missed('m2'))
      .when(missed('m1'))
      .thenChanged({ missing: ['m2', 'm1'] }, redrawn)
    given(withCards('m1', 'm2'), missed('m2'), missed('m1')).when(missed('m2')).thenUnchanged()
    expect(formerOf({ ...withCards('m1', 'm2'), missing: ['m2', 'm1'] })).toEqual(['m1'])
  })

  it('and is pressed on after all, is where it goes on again', () => {
    given(withCards('m1', 'm2'), missed('m2')).when(posted('m2')).thenChanged({ missing: [] }, former('m1'))
  })

  it('isn’t hers, or of no sheet, is nothing', () => {
    given(withCards('m1')).when(missed('m9')).thenUnchanged()
    given(undefined).when(missed('m1')).thenUnchanged()
  })
})
