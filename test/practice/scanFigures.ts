import type { Browser } from 'playwright-core'
import { sheetScreen } from '../../src/cards/screens/sheet/sheetScreen.ts'
import { teamsCard } from '../../src/cards/teams/render.ts'
import { decideSheet, type SheetEvent } from '../../src/flows/sheet/decideSheet.ts'
import type { Sheet } from '../../src/flows/sheet/sheet.ts'
import { sheetWith } from '../given/sheetWith.ts'
import { kit, voice } from '../voice.ts'
import { median, type Size, sizesOf } from './cardSizes.ts'

/** Words a minute that people read in silence: https://doi.org/10.1016/j.jml.2019.104047 */
const SPEED = 230
const NOW = Date.parse('2026-11-23T09:30:00+01:00')

/** One tap on what the card is about. */
const nextTap = ({ at }: Sheet): SheetEvent => {
  switch (at.on) {
    case 'element':
      return { type: 'answered', element: at.element, answer: 'green' }
    case 'blockEnd':
      return { type: 'remarked', block: at.block, text: '' }
    case 'review':
      return { type: 'handedIn', wantsCopy: false }
    default:
      return { type: 'wentOn' }
  }
}

/** Every card from the invitation until it is handed in, by the deciders and the screens themselves. */
const wholeScan = (): Sheet[] => {
  const seen: Sheet[] = []
  let sheet = sheetWith({ asked: 12, readers: 2 })
  while (sheet.at.on !== 'thanks') {
    seen.push(sheet)
    const decision = decideSheet(kit, sheet, nextTap(sheet), NOW)
    if (decision.kind !== 'decided' || decision.state === 'forgotten') throw new Error(`stuck at ${sheet.at.on}`)
    sheet = decision.state
  }
  return seen
}

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** The words that didn't stand on the card before: nobody reads [Terug] forty-two times. */
const wordsReadOn = ({ said }: Size, before: Size | undefined): number => {
  const stood = new Set(before?.said.split('\n'))
  const lines = said.split('\n').filter((line) => !stood.has(line))
  return lines.reduce((sum, line) => sum + wordsIn(line), 0)
}

const minutes = (words: number): number => Math.round((words / SPEED) * 10) / 10

/** What it takes to fill in everything without a remark, in Dutch, on a phone. */
export const scanFigures = async (browser: Browser) => {
  const seen = wholeScan()
  const cards = seen.map((sheet, at) => ({
    name: `${at}`,
    card: teamsCard(sheetScreen(voice, () => 'Lotte', sheet, NOW)),
  }))
  const sizes = await sizesOf(browser, cards)
  const ofElements = sizes.filter((_, at) => seen[at]?.at.on === 'element')
  const shown = sizes.reduce((sum, { words }) => sum + words, 0)
  const read = sizes.reduce((sum, size, at) => sum + wordsReadOn(size, sizes[at - 1]), 0)
  return {
    taps: seen.length,
    perElement: Math.round(ofElements.reduce((sum, { words }) => sum + words, 0) / ofElements.length),
    height: median(ofElements.map(({ height }) => height)),
    highest: Math.max(...ofElements.map(({ height }) => height)),
    shown,
    read,
    minutesShown: minutes(shown),
    minutesRead: minutes(read),
  }
}
