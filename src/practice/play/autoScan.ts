import type { Answer, Kit } from '../../kit/kit.ts'
import type { PracticeRoom } from '../types.ts'
import type { Report, Sheet } from './autoActs.ts'
import type { Player } from './player.ts'

export const TITLE = 'Online werken 2026'
/** Two kinds of work in one team, so that a view per role can pass its floor. */
const ROLES_OF_A_TEAM = ['youthWorker', 'streetWorker'] as const
const ROLE_WORDS = { youthWorker: 'Jeugdwerk', streetWorker: 'Straathoekwerk' } as const
const REMARKS = [
  'We zouden eens samen moeten kijken naar wat er al loopt.',
  'Ik mis tijd, niet goesting.',
  'Een vast moment per week zou helpen.',
] as const

/** From the message in the channel to everyone's invitation. */
export const startScan = async (
  room: PracticeRoom,
  lotte: Player,
  report: Report,
  nameOf: (id: string) => string,
): Promise<void> => {
  const name = nameOf(lotte.id)
  report(name, 'in het kanaal: @Quickscan')
  await lotte.says('channel', 'start')
  const welcome = room.world.messages.findLast(({ place, card }) => place === 'channel' && card)
  if (!welcome) throw new Error('no welcome in the channel')
  report(name, 'tikt op [Quickscan starten]')
  await lotte.pressesIn(welcome, 'Quickscan starten')
  const asked = room.world.people.filter(({ outside }) => !outside)
  const people = asked.map(({ id }) => room.world.ids.person(id)).join(',')
  report(name, `vult in: ${TITLE}, ${asked.length} collega's`)
  await lotte.presses('Nakijken', { title: TITLE, people })
  report('Quickscan', lotte.reads().split('\n').slice(0, 5).join(' / '))
  await lotte.presses('Starten')
  report(name, 'tikt op [Starten]')
}

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** @param lean a person's tendency: higher gives fewer green answers */
const answerOf = (random: () => number, lean: number): Answer => {
  const at = random() + lean
  if (at < 0.08) return 'skipped'
  return at < 0.55 ? 'green' : at < 0.95 ? 'orange' : 'red'
}

/** All elements, a remark now and then, a pause half-way; one person never hands in. */
export const fillIn = async (
  sheet: Sheet,
  kit: Kit,
  random: () => number,
  neverHandsIn: boolean,
  report: (what: string) => void,
): Promise<void> => {
  const { player, answers } = sheet
  const lean = random() * 0.6 - 0.1
  await player.presses('Beginnen')
  if (player.reads().includes('Wat doe jij')) {
    sheet.role = pick(random, ROLES_OF_A_TEAM)
    await player.presses(ROLE_WORDS[sheet.role])
  }
  const stopAt = neverHandsIn ? 19 : kit.elements.length
  for (const element of kit.elements.slice(0, stopAt)) {
    const answer = answerOf(random, lean)
    await player.picks(element.id, answer)
    answers[element.id] = answer
    const block = kit.blocks.find(({ id }) => id === element.block)
    if (block?.elements.at(-1)?.id !== element.id) continue
    const text = random() < 0.15 ? pick(random, REMARKS) : ''
    await player.presses('Verder', { text })
    if (text) sheet.remarks[block.id] = text
    if (block.id === '3') await pause(player)
  }
  if (neverHandsIn) {
    await player.presses('⏸ Pauze')
    report(`vult ${stopAt} van ${kit.elements.length} in en dient nooit in`)
    return
  }
  await player.presses('Indienen')
  sheet.handedIn = true
  report(
    `vult alles in, ${Object.values(answers).filter((answer) => answer === 'skipped').length} overgeslagen, en dient in`,
  )
}

const pause = async (player: Player): Promise<void> => {
  await player.presses('⏸ Pauze')
  await player.presses('Verder invullen')
}

export const changeMind = async (sheet: Sheet, report: (what: string) => void): Promise<void> => {
  const { player, answers } = sheet
  await player.presses('Antwoorden aanpassen')
  await player.presses('Ga naar bouwsteen 1')
  await player.does('sheet.goto', {}, { element: '1.1' })
  const changed: Answer = answers['1.1'] === 'red' ? 'orange' : 'red'
  await player.picks('1.1', changed)
  answers['1.1'] = changed
  report(`bedenkt zich over 1.1 na het indienen: ${changed}`)
}

/** The coordinator closes a day later. */
export const closeScan = async (
  room: PracticeRoom,
  lotte: Player,
  report: Report,
  nameOf: (id: string) => string,
): Promise<void> => {
  await room.pass('P1D')
  report(nameOf(lotte.id), 'tikt op [Scan afsluiten]')
  await lotte.presses('Scan afsluiten')
  await lotte.presses('Ja, afsluiten')
  await room.pass('PT1M')
}
