import type { Instant } from '../../../kit/calendar/instant.ts'
import { type Button, buttons, type Card, card, heading, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'

/** What a person's calendar card needs to know of her. */
export interface CalendarStanding {
  /** Running actions of hers. */
  readonly actions: number
  /** Whether a calendar program follows an address of hers. */
  readonly followed: boolean
  /** Whether the bot can be reached from outside: without that, it gives no links. */
  readonly reachable: boolean
  /** Whether a file can be put in the chat itself. */
  readonly files: boolean
}

/** A person's follow-ups in her own calendar: as a file, or at an address that her calendar follows. */
export const calendarScreen = (
  { say }: Voice,
  { actions, followed, reachable, files }: CalendarStanding,
  said?: string,
): Card =>
  card(say('calendar.summary'), [
    heading(say('calendar.title')),
    said !== undefined && text(said, 'strong'),
    text(say('calendar.what', { count: actions })),
    reachable && text(say(followed ? 'calendar.followed' : 'calendar.follow')),
    text(say('calendar.holds'), 'small'),
    !reachable && text(say(files ? 'calendar.noAddress' : 'calendar.noLink'), 'small'),
    buttons(
      (reachable || files) && { label: say('calendar.file'), main: true, verb: 'calendar.mine', data: {} },
      reachable && {
        label: say(followed ? 'calendar.another' : 'calendar.subscribe'),
        verb: 'calendar.subscribe',
        data: {},
      },
      followed && { label: say('calendar.withdraw'), verb: 'calendar.withdraw', data: {} },
    ),
  ])

/** Where a file was asked for, and so where [Terug] leads. */
export type AskedFrom = Pick<Button, 'verb' | 'data'>

const OWN_CARD: AskedFrom = { verb: 'calendar.show', data: {} }
const back = ({ say }: Voice, to: AskedFrom) => buttons({ label: say('notice.back'), ...to })

/** A link to a file: it says what it is, until when it works, and that whoever has it can open it. */
export const calendarLinkScreen = (
  voice: Voice,
  title: string,
  { url, until }: { readonly url: string; readonly until: Instant },
  from = OWN_CARD,
): Card => {
  const { say } = voice
  return card(say('calendar.ready'), [
    heading(say('calendar.ready')),
    {
      kind: 'link',
      title: say('calendar.open', { title }),
      detail: say('calendar.until', { when: when(voice, until) }),
      url,
    },
    text(say('calendar.whoever'), 'small'),
    back(voice, from),
  ])
}

/** Where no file and no link can be given. */
export const noCalendarLinkScreen = (voice: Voice, from = OWN_CARD): Card =>
  card(voice.say('calendar.summary'), [
    heading(voice.say('calendar.title')),
    text(voice.say('calendar.noLink')),
    back(voice, from),
  ])

/** The file follows in the private chat. */
export const calendarSentScreen = (voice: Voice, from = OWN_CARD): Card =>
  card(voice.say('calendar.sent'), [
    heading(voice.say('calendar.title')),
    text(voice.say('calendar.sent')),
    back(voice, from),
  ])

/** The address, shown this once: the bot itself keeps no more than its hash. */
export const calendarAddressScreen = (voice: Voice, url: string): Card => {
  const { say } = voice
  return card(say('calendar.yours'), [
    heading(say('calendar.yours')),
    text(say('calendar.paste')),
    { kind: 'copyable', id: 'calendarAddress', label: say('calendar.address'), value: url },
    text(say('calendar.secret'), 'warning'),
    back(voice, OWN_CARD),
  ])
}
