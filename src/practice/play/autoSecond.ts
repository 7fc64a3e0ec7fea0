import { PLANNED, type Told } from './autoPlan.ts'
import type { Player } from './player.ts'

const TITLE = 'Online werken 2027'
/** Elements that each answers: fewer than the first time, which is fine. */
const ANSWERED = ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'] as const

const startsAgain = async ({ room, report, nameOf }: Told, lotte: Player): Promise<void> => {
  const [channel] = room.world.places
  const people = (channel?.people ?? []).map(room.world.ids.person).join(',')
  await lotte.presses('Quickscan starten')
  await lotte.presses('Nakijken', { title: TITLE, people })
  await lotte.presses('Starten')
  report(nameOf(lotte.id), `start een tweede ronde: ${TITLE}, ${channel?.people.length} collega's`)
}

/** The first block only. */
const answersFew = async (player: Player): Promise<void> => {
  await player.presses('Beginnen')
  if (player.reads().includes('Wat doe jij')) await player.presses('Jeugdwerk')
  for (const element of ANSWERED) if (player.canDo('sheet.answer', { element })) await player.picks(element, 'green')
  await player.does('sheet.review')
  await player.does('sheet.handIn')
}

/** What becomes of what ran on. */
const carriesOver = async ({ planned, report, nameOf }: Told, lotte: Player): Promise<void> => {
  const become = { answered: 'done', accepted: 'goOn', passedOn: 'goOn', left: 'goOn', silent: 'stop' } as const
  const words = { done: 'Afronden', goOn: 'Verder', stop: 'Stoppen' } as const
  for (const [key, outcome] of Object.entries(become)) {
    const which = key as keyof typeof become
    await lotte.does('action.carryOver', {}, { action: planned[which], outcome })
    report(nameOf(lotte.id), `tikt op [${words[outcome]}] bij ${PLANNED[which].what}`)
  }
}

/** The team scans again, and says of each running action whether it goes on. */
export const secondRound = async (told: Told, pass: (duration: string) => Promise<void>): Promise<void> => {
  const { room, players, report, nameOf } = told
  const [lotte] = players
  if (!lotte) return
  await startsAgain(told, lotte)
  await pass('PT5M')
  const here = new Set(room.world.places[0]?.people)
  // One never hands in, as the first time.
  const silent = players[5]
  for (const player of players) if (player !== silent && here.has(player.id)) await answersFew(player)
  await pass('P1D')
  await lotte.presses('Scan afsluiten')
  await lotte.presses('Ja, afsluiten')
  await pass('PT1M')
  report(nameOf(lotte.id), 'tikt op [Scan afsluiten]')
  await carriesOver(told, lotte)
}
