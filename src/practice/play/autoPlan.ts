import type { Kit } from '../../kit/kit.ts'
import { pressablesOf } from '../cardReading.ts'
import type { PracticeRoom } from '../types.ts'
import type { Report, Sheet } from './autoActs.ts'

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
    const inputs = Object.fromEntries(kit.blocks.map(({ id }) => [`stars.${id}`, String(stars[id] ?? '')]))
    if (at < REASONS.length) {
      await player.presses('Zeggen waarom', inputs)
      reasons['1'] = REASONS[at] ?? ''
      inputs['reasons.1'] = reasons['1']
    }
    await player.does('ballot.cast', inputs)
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

/** From the priorities to a plan with an action that is followed up twice. */
export const makePlan = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  report: Report,
  nameOf: (id: string) => string,
): Promise<void> => {
  const [lotte, samir] = sheets.map(({ player }) => player)
  const priorities = room.world.messages.findLast(
    ({ place, card }) => place === 'channel' && pressablesOf(card ?? {}).some(({ label }) => label.startsWith(DEEPEN)),
  )
  if (!lotte || !samir || !priorities) throw new Error('nobody to plan with')
  await lotte.presses('Richting bewaren', { text: 'Iedereen kan in één zin zeggen waarom we online zijn.' })
  const deepening = pressablesOf(priorities.card ?? {}).find(({ label }) => label.startsWith(DEEPEN))?.label ?? DEEPEN
  await samir.pressesIn(priorities, deepening)
  await samir.pressesIn(priorities, 'Terug')
  report(nameOf(samir.id), `leest verder over ${deepening.slice(DEEPEN.length)}`)
  await samir.pressesIn(priorities, 'Actie toevoegen')
  const action = {
    what: 'Elke week een uur TikTok verkennen',
    people: room.world.ids.person(samir.id),
    indicator: 'nieuwe volgers uit de wijk',
    repeat: 'monthly',
  }
  await samir.presses('Meer velden', action)
  await samir.presses('Bewaren', action)
  report(nameOf(samir.id), 'voegt een actie toe, met elke maand een opvolging')
  for (const [value, outcome] of [
    ['31', 'onTrack'],
    ['44', 'done'],
  ] as const) {
    for (let days = 0; days < 40 && !samir.reads().includes('Hoe staat het ermee?'); days++) {
      await room.pass('P1D')
    }
    if (outcome === 'onTrack') {
      await samir.says(`private:${samir.id}`, 'wat staat er voor mij open?')
      await samir.does('evaluation.show')
      await samir.presses('Op de teamagenda')
      report(nameOf(samir.id), 'zet de actie op de teamagenda')
    } else await samir.presses('Meer')
    await samir.presses('Bewaren', { outcome, value })
    report(nameOf(samir.id), `kijkt terug op de actie: ${value} ${action.indicator}`)
  }
  await room.pass('PT1M')
}
