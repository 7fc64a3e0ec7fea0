import { textsOf } from '../cardReading.ts'
import { lengthOf } from '../storyClock.ts'
import { leave, type Message } from '../world.ts'
import { answersOf } from './autoAnswers.ts'
import type { Told } from './autoPlan.ts'
import { secondRound } from './autoSecond.ts'

/** The day after the plan was made on which one of its owners leaves the channel. */
const LEAVES_ON = 9

/** What was written to each, and in the channel, without being asked; and the plan at the end. */
export interface Year {
  readonly unasked: Readonly<Record<string, number>>
  readonly plan: readonly string[]
}

/** Milestones that the bot reaches, by what its message says: reported the first time, or each time. */
const MILESTONES: readonly (readonly [string, 'once' | 'always'])[] = [
  ['📅 Het plan', 'always'],
  ['Een herinnering', 'once'],
  ['tijd voor een tweede scan?', 'always'],
  ['zit niet meer in jullie kanaal', 'once'],
  ['Ik vroeg het ook al op', 'once'],
  ['Nog geen antwoord van', 'once'],
  ['Gehaald, verlengen of stoppen?', 'once'],
]

/** Lets time go by, counts what the bot writes meanwhile, and reports its milestones. */
const watching = ({ room, players, report, nameOf }: Told) => {
  // In the order of the team: who gets hers first in a minute is chance.
  const unasked: Record<string, number> = {}
  for (const { id } of players) unasked[id] = 0
  const met = new Set<string>()
  const noticed = ({ place, card }: Message): void => {
    const whose = place.replace('private:', '')
    unasked[whose] = (unasked[whose] ?? 0) + 1
    const said = textsOf(card ?? {})
    for (const [words, often] of MILESTONES) {
      const at = said.findIndex((line) => line.includes(words))
      if (at < 0 || (often === 'once' && met.has(words))) continue
      met.add(words)
      const line = words.startsWith('📅') ? said.slice(at, at + 2).join(' · ') : said[at]
      report('Quickscan', `${whose === 'channel' ? 'in het kanaal' : `aan ${nameOf(whose)}`}: ${line}`)
    }
  }
  const pass = async (duration: string): Promise<void> => {
    const before = room.world.messages.length
    await room.pass(duration)
    for (const message of room.world.messages.slice(before)) if (message.from === 'bot') noticed(message)
  }
  return { unasked, pass }
}

/**
 * From the plan to the fourteenth month of the story: its owners answer their cards in a tap, one is silent, one leaves, and
 * when the coordinator is asked whether it is time, the team scans again.
 * @param until story time
 */
export const playYear = async (told: Told, until: number): Promise<Year> => {
  const { room, players, report, nameOf } = told
  const [lotte, , , , anke] = players
  if (!lotte || !anke) throw new Error('a team of six at least plays this')
  const { unasked, pass } = watching(told)
  const answer = answersOf(told)
  let asked = 0
  for (let day = 0; room.clock.now() + lengthOf('P1D') < until; day++) {
    await pass('P1D')
    if (day === LEAVES_ON) {
      leave(room.world, anke.id)
      report(nameOf(anke.id), 'verlaat het kanaal')
    }
    await answer()
    if (!lotte.canDo('round.again', { answer: 'later' })) continue
    asked += 1
    if (asked === 1) {
      await lotte.presses('Over een maand')
      report(nameOf(lotte.id), 'tikt op [Over een maand]')
    } else await secondRound(told, pass)
  }
  await lotte.says('channel', 'plan')
  const plan = textsOf(room.world.messages.findLast((one) => one.place === 'channel' && one.card)?.card ?? {})
  report('Quickscan', `toont het plan: ${plan.slice(1, 3).join(' · ')}`)
  const written = Object.entries(unasked).filter(([, count]) => count > 0)
  const counts = written.map(([whose, count]) => `${whose === 'channel' ? 'het kanaal' : nameOf(whose)} ${count}`)
  report('Quickscan', `schreef in veertien maanden uit zichzelf: ${counts.join(', ')}`)
  return { unasked: Object.fromEntries(written), plan }
}
