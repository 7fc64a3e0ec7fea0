import type { Told } from './autoPlan.ts'
import type { Player } from './player.ts'

/** Long after the story. */
const EXTENDED_UNTIL = '2028-12-29'

/** Answers in one tap on the card of the day, where it asks about this action. @returns whether it did */
const tapped = async (player: Player, action: string, outcome = 'onTrack'): Promise<boolean> => {
  if (!player.canDo('evaluation.report', { action, outcome })) return false
  await player.does('evaluation.report', {}, { action, outcome })
  return true
}

/** Whoever has a new action takes it on, or passes it on to who does. */
const takesOn = async ({ room, players, planned, report, nameOf }: Told): Promise<void> => {
  const [, samir, fatima, joris] = players
  if (!samir || !fatima || !joris) return
  for (const [player, action] of [
    [fatima, planned.accepted],
    [joris, planned.passedOn],
  ] as const) {
    if (!player.canDo('action.accept', { action })) continue
    await player.does('action.accept', {}, { action })
    report(nameOf(player.id), 'tikt op [Ik neem het op]')
  }
  if (!fatima.canDo('action.accept', { action: planned.passedOn })) return
  await fatima.does('action.passOn', {}, { action: planned.passedOn })
  await fatima.does('action.passOn', { person: room.world.ids.person(joris.id) }, { action: planned.passedOn })
  report(nameOf(fatima.id), `geeft een actie door aan ${nameOf(joris.id)}`)
}

/** Looks back a tap deeper, with a value; the first time it is put on the team's agenda. */
const measures = async (told: Told, samir: Player, value: string, agenda: boolean): Promise<void> => {
  const { planned, report, nameOf } = told
  const action = planned.answered
  await samir.does('evaluation.show', {}, { action })
  if (agenda) {
    await samir.presses('Op de teamagenda')
    report(nameOf(samir.id), 'zet de actie op de teamagenda')
  }
  await samir.presses('Bewaren', { outcome: 'onTrack', value })
  report(nameOf(samir.id), `kijkt terug op de actie: ${value} nieuwe volgers uit de wijk`)
}

const adjusts = async ({ planned, report, nameOf }: Told, samir: Player): Promise<void> => {
  await samir.does('evaluation.report', {}, { action: planned.answered, outcome: 'adjust' })
  await samir.does('action.save', { means: 'een uur per week, en een werktelefoon' }, { action: planned.answered })
  report(nameOf(samir.id), 'tikt op [Bijsturen], en past de actie aan')
}

/** The owner who always answers: in one tap, and now and then with a value. */
const looksBack = (told: Told) => {
  let times = 0
  return async (): Promise<void> => {
    const [, samir] = told.players
    if (!samir?.canDo('evaluation.report', { action: told.planned.answered, outcome: 'onTrack' })) return
    times += 1
    if (times === 1) await measures(told, samir, '31', true)
    else if (times === 2) await adjusts(told, samir)
    else if (times === 4) await measures(told, samir, '44', false)
    else await tapped(samir, told.planned.answered)
  }
}

/** Who steers the round takes over from who left, and says the directions once she is reminded. */
const steers = async ({ players, planned, report, nameOf }: Told): Promise<void> => {
  const [lotte] = players
  if (!lotte) return
  const action = planned.left
  if (lotte.canDo('action.takeOver', { action })) {
    await lotte.does('action.takeOver', {}, { action })
    report(nameOf(lotte.id), 'tikt op [Ik neem het over]')
  }
  if (!lotte.reads().includes('Een herinnering') || !lotte.canDo('direction.save', {})) return
  for (let left = 0; left < 3 && lotte.canDo('direction.save', {}); left++)
    await lotte.does('direction.save', { text: 'Dat weet iedereen in het team, en we doen het ook.' })
  report(nameOf(lotte.id), 'zegt van elke prioriteit waar ze naartoe willen')
}

/** What everyone but the silent one does with the cards of a day. */
export const answersOf = (told: Told) => {
  const samirLooksBack = looksBack(told)
  const { players, planned, report, nameOf } = told
  const [lotte, , fatima, joris] = players
  return async (): Promise<void> => {
    if (!lotte || !fatima || !joris) return
    await takesOn(told)
    await steers(told)
    await samirLooksBack()
    await tapped(fatima, planned.accepted)
    await tapped(joris, planned.passedOn)
    await tapped(lotte, planned.left)
    if (!fatima.canDo('action.extend', { action: planned.accepted })) return
    await fatima.does('action.extend', {}, { action: planned.accepted })
    await fatima.does('action.extend', { end: EXTENDED_UNTIL }, { action: planned.accepted })
    report(nameOf(fatima.id), 'tikt op [Verlengen]')
  }
}
