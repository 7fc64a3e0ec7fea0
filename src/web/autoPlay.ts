import type { Answer, Kit } from '../kit/kit.ts'
import { chance } from './chance.ts'
import { createPlayer, type Player } from './player.ts'
import type { PracticeRoom } from './practiceRoom.ts'
import { teamsId } from './world.ts'

/** What one person did, as she did it: enough to recount the result by hand. */
export interface Played {
  readonly person: string
  readonly handedIn: boolean
  readonly answers: Readonly<Record<string, Answer>>
  readonly remarks: Readonly<Record<string, string>>
  /** Empty for who gave none. */
  readonly stars: Readonly<Record<string, number>>
}

export interface Story {
  readonly seed: number
  readonly title: string
  readonly played: readonly Played[]
  /** The bot's messages in the channel as they ended, oldest first. */
  readonly channel: readonly { readonly card: unknown }[]
}

interface Sheet {
  readonly player: Player
  readonly answers: Record<string, Answer>
  readonly remarks: Record<string, string>
  readonly stars: Record<string, number>
  handedIn: boolean
}

type Tell = (who: string, what: string) => void

const TITLE = 'Online werken 2026'
const REMARKS = [
  'We zouden eens samen moeten kijken naar wat er al loopt.',
  'Ik mis tijd, niet goesting.',
  'Een vast moment per week zou helpen.',
] as const

/** The team plays the story by itself, through its rendered cards; the same seed plays the same story. */
export const autoPlay = async (
  room: PracticeRoom,
  kit: Kit,
  settled: () => Promise<void>,
  seed: number,
  tell: Tell,
): Promise<Story> => {
  const random = chance(seed)
  const { world, clock } = room
  const sheets: Sheet[] = world.people.map(({ id }) => ({
    player: createPlayer(room, id, settled),
    answers: {},
    remarks: {},
    stars: {},
    handedIn: false,
  }))
  const [coordinator] = sheets
  if (!coordinator) throw new Error('nobody to play')
  const nameOf = (id: string): string => world.people.find((person) => person.id === id)?.name ?? id

  await starting(room, coordinator.player, tell, nameOf)
  clock.advance('PT5S')
  await settled()
  for (const [at, sheet] of sheets.entries()) {
    const last = at === sheets.length - 1
    await fillingIn(sheet, kit, random, last, (what) => tell(nameOf(sheet.player.id), what))
    clock.advance('PT6M')
    await settled()
  }
  const changer = sheets[1]
  if (changer) await changingMind(changer, (what) => tell(nameOf(changer.player.id), what))
  await closing(room, coordinator.player, settled, tell, nameOf)
  await givingStars(room, sheets, kit, settled, random, tell, nameOf)
  await planning(room, sheets, settled, tell, nameOf)

  const channel = world.messages.filter(({ place, from }) => place === 'channel' && from === 'bot')
  return {
    seed,
    title: TITLE,
    played: sheets.map(({ player, answers, remarks, stars, handedIn }) => ({
      person: player.id,
      handedIn,
      answers: { ...answers },
      remarks: { ...remarks },
      stars: { ...stars },
    })),
    channel: channel.map(({ card }) => ({ card })),
  }
}

const starting = async (
  room: PracticeRoom,
  lotte: Player,
  tell: Tell,
  nameOf: (id: string) => string,
): Promise<void> => {
  const name = nameOf(lotte.id)
  tell(name, 'in het kanaal: @Quickscan')
  await lotte.says('channel', 'start')
  const welcome = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
  if (!welcome) throw new Error('no welcome in the channel')
  tell(name, 'tikt op [Quickscan starten]')
  await lotte.pressesIn(welcome, 'Quickscan starten')
  const people = room.world.people.map(({ id }) => teamsId(id)).join(',')
  tell(name, `vult in: ${TITLE}, ${room.world.people.length} collega's`)
  await lotte.presses('Nakijken', { title: TITLE, people })
  tell('Quickscan', lotte.reads().split('\n').slice(0, 5).join(' / '))
  await lotte.presses('Starten')
  tell(name, 'tikt op [Starten]')
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** Everyone leans somewhere, and not everything is for everyone. */
const opinion = (random: () => number, lean: number): Answer => {
  const at = random() + lean
  if (at < 0.08) return 'skipped'
  return at < 0.55 ? 'green' : at < 0.95 ? 'orange' : 'red'
}

const fillingIn = async (
  sheet: Sheet,
  kit: Kit,
  random: () => number,
  neverHandsIn: boolean,
  tell: (what: string) => void,
): Promise<void> => {
  const { player, answers } = sheet
  const lean = random() * 0.6 - 0.1
  await player.presses('Beginnen')
  const stopAt = neverHandsIn ? 19 : kit.elements.length
  for (const element of kit.elements.slice(0, stopAt)) {
    const answer = opinion(random, lean)
    await player.picks(element.id, answer)
    answers[element.id] = answer
    const block = kit.blocks.find(({ id }) => id === element.block)
    if (block?.elements.at(-1)?.id !== element.id) continue
    const text = random() < 0.15 ? pick(random, REMARKS) : ''
    await player.presses('Verder', { text })
    if (text) sheet.remarks[block.id] = text
    if (block.id === '3') await pausing(player)
  }
  if (neverHandsIn) {
    await player.presses('⏸ Pauze')
    tell(`vult ${stopAt} van ${kit.elements.length} in en dient nooit in`)
    return
  }
  await player.presses('Indienen')
  sheet.handedIn = true
  tell(
    `vult alles in, ${Object.values(answers).filter((answer) => answer === 'skipped').length} overgeslagen, en dient in`,
  )
}

const pausing = async (player: Player): Promise<void> => {
  await player.presses('⏸ Pauze')
  await player.presses('Verder invullen')
}

const changingMind = async (sheet: Sheet, tell: (what: string) => void): Promise<void> => {
  const { player, answers } = sheet
  await player.presses('Antwoorden aanpassen')
  await player.presses('Ga naar bouwsteen 1')
  const changed: Answer = answers['1.1'] === 'red' ? 'orange' : 'red'
  await player.picks('1.1', changed)
  answers['1.1'] = changed
  tell(`bedenkt zich over 1.1 na het indienen: ${changed}`)
}

const closing = async (
  room: PracticeRoom,
  lotte: Player,
  settled: () => Promise<void>,
  tell: Tell,
  nameOf: (id: string) => string,
): Promise<void> => {
  room.clock.advance('P1D')
  await settled()
  tell(nameOf(lotte.id), 'tikt op [Scan afsluiten]')
  await lotte.presses('Scan afsluiten')
  await lotte.presses('Ja, afsluiten')
  room.clock.advance('PT1M')
  await settled()
}

/** The talk itself happens among people; then each gives stars, and the coordinator confirms what was agreed. */
const givingStars = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  kit: Kit,
  settled: () => Promise<void>,
  random: () => number,
  tell: Tell,
  nameOf: (id: string) => string,
): Promise<void> => {
  const [lotte] = sheets
  if (!lotte) return
  room.clock.advance('P2D')
  await settled()
  tell(nameOf(lotte.player.id), 'tikt op [We hebben het besproken]')
  await lotte.player.presses('We hebben het besproken')
  for (const { player, stars } of sheets.slice(0, -1)) {
    for (const { id } of kit.blocks) if (random() < 0.8) stars[id] = 1 + Math.floor(random() * 5)
    const inputs = Object.fromEntries(kit.blocks.map(({ id }) => [`stars.${id}`, String(stars[id] ?? '')]))
    await player.presses('Bewaren', inputs)
    tell(nameOf(player.id), `geeft sterren aan ${Object.keys(stars).length} bouwstenen`)
  }
  room.clock.advance('PT1H')
  await settled()
  await lotte.player.presses('Sterren afsluiten')
  await lotte.player.presses('Ja, afsluiten')
  await lotte.player.presses('Bevestigen', { reason: 'Dit kunnen we nu aan, en het is dringend.' })
  tell(nameOf(lotte.player.id), 'bevestigt drie prioriteiten')
  room.clock.advance('PT1M')
  await settled()
}

/** From the priorities to a plan that is looked back at twice. */
const planning = async (
  room: PracticeRoom,
  sheets: readonly Sheet[],
  settled: () => Promise<void>,
  tell: Tell,
  nameOf: (id: string) => string,
): Promise<void> => {
  const [lotte, samir] = sheets.map(({ player }) => player)
  const priorities = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
  if (!lotte || !samir || !priorities) throw new Error('nobody to plan with')
  await lotte.presses('Richting bewaren', { text: 'Iedereen kan in één zin zeggen waarom we online zijn.' })
  await samir.pressesIn(priorities, 'Actie toevoegen')
  const action = {
    what: 'Elke week een uur TikTok verkennen',
    people: teamsId(samir.id),
    indicator: 'nieuwe volgers uit de wijk',
    repeat: 'monthly',
  }
  await samir.presses('Meer velden', action)
  await samir.presses('Bewaren', action)
  tell(nameOf(samir.id), 'voegt een actie toe, met elke maand een opvolging')
  for (const [value, outcome] of [
    ['31', 'onTrack'],
    ['44', 'done'],
  ] as const) {
    for (let days = 0; days < 40 && !samir.reads().includes('Hoe staat het ermee?'); days++) {
      room.clock.advance('P1D')
      await settled()
    }
    await samir.presses('Bewaren', { outcome, value })
    tell(nameOf(samir.id), `kijkt terug op de actie: ${value} ${action.indicator}`)
  }
  room.clock.advance('PT1M')
  await settled()
}
