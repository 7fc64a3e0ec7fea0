import { describe, expect, it } from 'vitest'
import { sheetWith } from '../../../../test/given/sheetWith.ts'
import { voice } from '../../../../test/voice.ts'
import type { Position, Sheet } from '../../../flows/sheet/sheet.ts'
import { MINUTE } from '../../../kit/calendar/instant.ts'
import { pressablesOf } from '../../../practice/cardReading.ts'
import type { DrawnCard } from '../../../practice/world.ts'
import type { Card } from '../../card.ts'
import { slackMessage } from '../../slack/render.ts'
import { teamsCard } from '../../teams/render.ts'
import { declineQuestionScreen } from './declineScreens.ts'
import { sheetScreen } from './sheetScreen.ts'

const NOW = Date.parse('2026-11-23T09:30:00+01:00')
const names = (): string => 'Lotte'
const grades = Object.fromEntries(voice.kit.elements.slice(0, 31).map(({ id }) => [id, 'green' as const]))
const remarks = { '1': 'Een vast moment.' }

/** Every card on which someone who filled in something finds the button that withdraws, however much else is on it. */
const before: readonly Sheet[] = [true, false].flatMap((asksRole) =>
  [true, false].flatMap((wantsCopy) =>
    (['open', 'handedIn'] as const).flatMap((status) =>
      (['invitation', 'review', 'thanks'] as const).flatMap((on) =>
        [
          grades,
          Object.fromEntries(voice.kit.elements.map(({ id }) => [id, 'green' as const])),
          { '1.1': 'skipped' as const },
        ].map((given) => sheetWith({ at: { on } as Position, status, grades: given, remarks, asksRole, wantsCopy })),
      ),
    ),
  ),
)

interface Place {
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  readonly fromTop: number
  readonly fromBottom: number
}

/** Where each button stands: in which row, counted from the top, and from the bottom, since a chat stands on its last line. */
const placesOn = (drawn: DrawnCard): readonly Place[] => {
  const rows = ('blocks' in drawn ? drawn.blocks : drawn.body) as readonly object[]
  return rows.flatMap((row, at) => {
    const one = ('blocks' in drawn ? { blocks: [row] } : { body: [row] }) as unknown as DrawnCard
    return pressablesOf(one).map(({ verb, data }) => ({ verb, data, fromTop: at, fromBottom: rows.length - 1 - at }))
  })
}

describe.each([
  ['Teams', (card: Card) => teamsCard(card) as unknown as DrawnCard],
  ['Slack', (card: Card) => slackMessage(card) as unknown as DrawnCard],
])('a double tap in %s', (_platform, draw) => {
  const drawnSheet = (sheet: Sheet) => placesOn(draw(sheetScreen(voice, names, sheet, NOW)))

  it('on [Niet deelnemen] finds no button in its place that would confirm it', () => {
    const cards = before.map((sheet) => ({ sheet, places: drawnSheet(sheet) }))
    const withdrawing = cards.filter(({ places }) => places.some(({ verb }) => verb === 'sheet.decline'))
    expect(withdrawing.length).toBeGreaterThan(20)
    for (const { sheet, places } of withdrawing) {
      const [confirm, ...others] = placesOn(draw(declineQuestionScreen(voice, sheet))).filter(({ data }) => data.sure)
      expect(others).toEqual([])
      expect(places.filter(({ fromTop }) => fromTop === confirm?.fromTop)).toEqual([])
      expect(places.filter(({ fromBottom }) => fromBottom === confirm?.fromBottom)).toEqual([])
    }
  })

  it('on [Ja, niet deelnemen] finds no button in its place that would undo it', () => {
    const sheet = sheetWith({ grades, remarks })
    const [confirm] = placesOn(draw(declineQuestionScreen(voice, sheet))).filter(({ data }) => data.sure)
    const withdrawn = { ...sheet, status: 'open', until: NOW + MINUTE } as const
    const after = drawnSheet(sheetWith({ status: 'declined', withdrawn }))
    expect(after.map(({ verb }) => verb)).toEqual(['sheet.undoDecline'])
    expect(after.filter(({ fromTop }) => fromTop === confirm?.fromTop)).toEqual([])
    expect(after.filter(({ fromBottom }) => fromBottom === confirm?.fromBottom)).toEqual([])
  })
})
