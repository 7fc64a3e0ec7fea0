import type { Kit } from '../../kit/kit.ts'
import { pressablesOf } from '../cardReading.ts'
import type { PracticeRoom } from '../types.ts'
import type { Report, Sheet } from './autoActs.ts'
import type { Player } from './player.ts'

const REASONS = [
  'Zonder visie blijft het los zand.',
  'Iedereen bedoelt er nu iets anders mee.',
  'Dit trekt de rest mee.',
]

/** The coordinator shares the round with a colleague, and another chooses English. `beside` is a value of the verb `round.handOver`. */
const shareRound = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  report: Report,
  nameOf: (id: string) => string,
): Promise<void> => {
  const [lotte, , , joris, anke] = sheets.map(({ player }) => player)
  if (!lotte || !joris || !anke) return
  await lotte.presses('Overdragen of delen')
  await lotte.presses('Doorvoeren', { person: room.world.ids.person(joris.id), as: 'beside' })
  report(nameOf(lotte.id), `regelt de ronde voortaan samen met ${nameOf(joris.id)}`)
  await anke.says(`private:${anke.id}`, 'language')
  await anke.does('language.set', { language: 'en' })
  report(nameOf(anke.id), 'leest voortaan Engels')
}

/** After the talk, which happens outside the bot, each gives stars, and the coordinator confirms the priorities. */
export const giveStars = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  kit: Kit,
  random: () => number,
  report: Report,
  nameOf: (id: string) => string,
): Promise<void> => {
  const [lotte] = sheets
  if (!lotte) return
  await room.pass('P2D')
  await shareRound(room, sheets, report, nameOf)
  report(nameOf(lotte.player.id), 'tikt op [We hebben het besproken]')
  await lotte.player.presses('We hebben het besproken')
  for (const [at, { player, stars, reasons }] of sheets.slice(0, -1).entries()) {
    for (const { id } of kit.blocks) if (random() < 0.8) stars[id] = 1 + Math.floor(random() * 5)
    for (const [block, given] of Object.entries(stars)) await player.stars(block, given)
    if (at < REASONS.length) {
      await player.presses('Zeggen waarom')
      reasons['1'] = REASONS[at] ?? ''
    }
    await player.does('ballot.cast', at < REASONS.length ? { 'reasons.1': reasons['1'] } : {})
    report(nameOf(player.id), `geeft sterren aan ${Object.keys(stars).length} bouwstenen`)
  }
  await room.pass('PT1H')
  await lotte.player.presses('Sterren afsluiten')
  await lotte.player.presses('Ja, afsluiten')
  await lotte.player.presses('Bevestigen', { reason: 'Dit kunnen we nu aan, en het is dringend.' })
  report(nameOf(lotte.player.id), 'bevestigt drie prioriteiten')
  await room.pass('PT1M')
}

const DEEPEN = 'Verdiepen: '

/** What is planned: for whom, by their place in the team, and what else is filled in. Each goes its own way in the year after. */
export const PLANNED = {
  answered: {
    owner: 1,
    what: 'Elke week een uur TikTok verkennen',
    block: '1',
    term: 'middle',
    indicator: 'nieuwe volgers uit de wijk',
    repeat: 'monthly',
  },
  accepted: { owner: 2, what: 'Woensdagnamiddag samen chatten', block: '2', term: 'short' },
  passedOn: { owner: 2, what: 'Vorming zoeken over beeldgebruik', block: '3', term: 'middle' },
  left: { owner: 4, what: 'Een gedragscode schrijven', block: '4', term: 'middle', repeat: 'monthly' },
  // It belongs to no block, as happens.
  silent: { owner: 5, what: 'Een werktelefoon kiezen', term: 'middle', repeat: 'monthly' },
} as const

/** The ids of the actions. */
export type Planned = Readonly<Record<keyof typeof PLANNED, string>>

/** What everything in the year needs. */
export interface Told {
  readonly room: PracticeRoom
  readonly players: readonly Player[]
  readonly planned: Planned
  readonly report: Report
  readonly nameOf: (id: string) => string
}

/** The id of the action whose card is the channel's newest. */
const newestAction = (room: PracticeRoom): string => {
  const card = room.world.messages.findLast((one) => one.place === 'channel' && one.card)?.card
  return String(pressablesOf(card ?? {}).find(({ data }) => data.action !== undefined)?.data.action)
}

/** From the priorities to a plan of five actions. */
export const makePlan = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  report: Report,
  nameOf: (id: string) => string,
): Promise<Planned> => {
  const players = sheets.map(({ player }) => player)
  const [lotte, samir] = players
  const priorities = room.world.messages.findLast(
    ({ place, card }) => place === 'channel' && pressablesOf(card ?? {}).some(({ label }) => label.startsWith(DEEPEN)),
  )
  if (!lotte || !samir || !priorities) throw new Error('nobody to plan with')
  await lotte.presses('Richting bewaren', { text: 'Iedereen kan in één zin zeggen waarom we online zijn.' })
  const deepening = pressablesOf(priorities.card ?? {}).find(({ label }) => label.startsWith(DEEPEN))?.label ?? DEEPEN
  await samir.pressesIn(priorities, deepening)
  await samir.pressesIn(priorities, 'Terug')
  report(nameOf(samir.id), `leest verder over ${deepening.slice(DEEPEN.length)}`)
  const ids: Partial<Record<keyof typeof PLANNED, string>> = {}
  for (const [key, { owner, ...filled }] of Object.entries(PLANNED)) {
    const whose = players[owner]
    if (!whose) throw new Error('a team of six at least plays this')
    const fields = { ...filled, people: room.world.ids.person(whose.id) }
    await samir.pressesIn(priorities, 'Actie toevoegen')
    await samir.presses('Meer velden', fields)
    await samir.presses('Bewaren', fields)
    report(nameOf(samir.id), `voegt een actie toe voor ${nameOf(whose.id)}: ${filled.what}`)
    ids[key as keyof typeof PLANNED] = newestAction(room)
  }
  await room.pass('PT1M')
  return ids as Planned
}
