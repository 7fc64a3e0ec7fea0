import type { Ballot } from '../../../flows/ballot/ballot.ts'
import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import type { Snooze } from '../../../kit/calendar/nudges.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { untapped } from '../ballot/ballotRows.ts'
import { press } from './sheetButtons.ts'

/** A quiet word to who hasn't finished: where she is, that handing in as it is counts, and a way to be left alone. */
export const nudgeScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const [done, total] = [filled(sheet), kit.elements.length]
  const values = { done, total, when: when(voice, sheet.closesAt) }
  return card(say('nudge.summary'), [
    heading(say('nudge.title')),
    text(sheet.title, 'strong'),
    text(say(done > 0 ? 'nudge.begun' : 'nudge.fresh', values)),
    buttons(
      { label: say(done > 0 ? 'pause.on' : 'invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      done > 0 && { label: say('nudge.handIn'), ...press(sheet, 'sheet.handIn') },
    ),
    snoozeButtons(voice, 'sheet.snooze', sheet.round),
  ])
}

export type Until = Snooze | 'never'

const snoozeButtons = ({ say }: Voice, verb: string, round: string): Part | undefined => {
  const snooze = (until: Until) => ({ label: say(`nudge.${until}`), verb, data: { round, until } })
  return buttons(snooze('today'), snooze('tomorrow'), snooze('never'))
}

/** The same for the stars: who tapped some reads which blocks have none. */
export const ballotNudgeScreen = (voice: Voice, ballot: Ballot): Card => {
  const { say } = voice
  const said = Object.keys(ballot.stars).length > 0 ? 'rating.nudge' : 'nudge.stars'
  return card(say(`${said}.summary`), [
    heading(say(`${said}.summary`)),
    text(ballot.title, 'strong'),
    text(say(`${said}.text`, { when: when(voice, ballot.closesAt), names: untapped(voice, ballot) })),
    buttons({ label: say('stars.give'), main: true, verb: 'ballot.show', data: { round: ballot.round } }),
    snoozeButtons(voice, 'ballot.snooze', ballot.round),
  ])
}

/** What she asked for is done, without another word. @param back the verb that shows her what she put off */
export const snoozedScreen = (
  { say }: Voice,
  { round, title, closesAt }: { readonly round: string; readonly title: string; readonly closesAt: Instant },
  back: 'sheet.show' | 'ballot.show',
  until: Until,
  at: Instant,
): Card => {
  const said = until === 'never' ? 'silent' : at >= closesAt ? 'tooLate' : `put.${until}`
  return card(say('nudge.summary'), [
    text(title, 'strong'),
    text(say(`nudge.${said}`)),
    buttons({ label: say(back === 'sheet.show' ? 'refusal.toScan' : 'stars.give'), verb: back, data: { round } }),
  ])
}
