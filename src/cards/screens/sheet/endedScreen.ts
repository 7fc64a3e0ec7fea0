import { DECIDE_WITHIN } from '../../../flows/round/closeScan.ts'
import { DAY } from '../../../kit/calendar/instant.ts'
import { type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** What takes the place of someone's answer card: no answers, no buttons. */
export const endedScreen = ({ say }: Voice, how: 'scanClosed' | 'roundStopped', title: string): Card =>
  card(say(`${how}.summary`), [heading(say(`${how}.title`)), text(title, 'strong'), text(say(`${how}.text`))])

/** The end date has passed and her sheet hasn't been called in: it is about to be, or too few handed in and it waits for a decision. */
export const waitsScreen = ({ say }: Voice, title: string): Card =>
  card(say('promises.waits.summary'), [
    heading(say('promises.waits.title')),
    text(title, 'strong'),
    text(say('promises.waits.text', { days: DECIDE_WITHIN / DAY })),
  ])
