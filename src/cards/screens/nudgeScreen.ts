import { filled, type Sheet } from '../../flows/answering.ts'
import { buttons, type Card, card, heading, text } from '../card.ts'
import { type Voice, when } from '../voice.ts'
import { press } from './sheetButtons.ts'

/** A quiet word to who hasn't finished: where she is, that handing in as it is counts, and a way to be left alone. */
export const nudgeScreen = (voice: Voice, sheet: Sheet): Card => {
  const { kit, say } = voice
  const [done, total] = [filled(sheet), kit.elements.length]
  const values = { done, total, when: when(voice, sheet.closesAt) }
  const snooze = (until: 'tomorrow' | 'never') => ({ verb: 'sheet.snooze', data: { round: sheet.round, until } })
  return card(say('nudge.summary'), [
    heading(say('nudge.title')),
    text(sheet.title, 'strong'),
    text(say(done > 0 ? 'nudge.begun' : 'nudge.fresh', values)),
    buttons(
      { label: say(done > 0 ? 'pause.on' : 'invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      done > 0 && { label: say('nudge.handIn'), ...press(sheet, 'sheet.handIn') },
      { label: say('nudge.tomorrow'), ...snooze('tomorrow') },
      { label: say('nudge.never'), ...snooze('never') },
    ),
  ])
}

/** What she asked for is done, without another word. */
export const snoozedScreen = ({ say }: Voice, sheet: Sheet, until: 'tomorrow' | 'never'): Card =>
  card(say('nudge.summary'), [
    text(sheet.title, 'strong'),
    text(say(`nudge.${until === 'never' ? 'silent' : 'put'}`)),
    buttons({ label: say('refusal.toScan'), ...press(sheet, 'sheet.show') }),
  ])
