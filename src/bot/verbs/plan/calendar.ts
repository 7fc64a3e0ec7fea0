import type { Card } from '../../../cards/card.ts'
import {
  type AskedFrom,
  calendarAddressScreen,
  calendarLinkScreen,
  calendarSentScreen,
  noCalendarLinkScreen,
} from '../../../cards/screens/calendar/calendarScreens.ts'
import { talkScreen } from '../../../cards/screens/talk/talkScreens.ts'
import type { Voice } from '../../../cards/voice.ts'
import { subscriptionKey } from '../../../flows/keys.ts'
import type { Person } from '../../../flows/person/person.ts'
import type { CalendarRef } from '../../../flows/refs.ts'
import { canTalk, meetingOf } from '../../../flows/round/talk.ts'
import { decideSubscription } from '../../../flows/subscription/subscription.ts'
import { CALENDAR_LINKS, newAddress } from '../../calendar.ts'
import { type Deps, personHash, voiceFor } from '../../context.ts'
import { updatePerson } from '../../people/people.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { Press } from '../../ports/inbound.ts'
import { calendarOf } from '../../render/calendarScreens.ts'
import { transact } from '../../transact.ts'
import type { Contexts, PressContext } from '../contexts.ts'
import * as fields from '../fields.ts'
import { giveFile } from '../giveFile.ts'
import { ok, refusedReply } from '../replies.ts'
import { type Verb, verb } from '../verb.ts'
import * as data from './schemas.ts'

/** A press by what only we can make of it, so that one that comes again is known. */
const eventOf = ({ hash }: Deps, { id }: Press): string => hash('calendarPress', id)

const giveCalendar = (
  context: PressContext,
  file: CalendarRef,
  voice: Voice,
  title: string,
  from?: AskedFrom,
): Promise<Reply> => {
  const linked = (): Card => {
    const link = CALENDAR_LINKS.to(context.deps, { file })
    return link ? calendarLinkScreen(voice, title, link, from) : noCalendarLinkScreen(voice, from)
  }
  return giveFile(context, file, () => calendarSentScreen(voice, from), linked)
}

const show = async ({ deps, press }: PressContext, person: Person | undefined, said?: string): Promise<Reply> =>
  ok(await calendarOf(deps, press.platform, person, press.actor, said))

const subscribe = async (context: Contexts['person']): Promise<Reply> => {
  const { deps, press, person: known } = context
  const address = newAddress(deps, press.platform.tenant, press.id)
  if (!address) return show(context, known)
  const { platform, actor: person } = press
  const { subscription } = address
  const event = { type: 'calendarSubscribed', event: eventOf(deps, press), subscription, platform, person } as const
  const { state } = await updatePerson(deps, platform, person, event)
  // The same press again, after she withdrew the address it gave.
  if (state?.calendar?.subscription !== subscription) return show(context, state)
  // It gives something from the moment she reads it, not only once her aggregate's message has come.
  const opened = { type: 'subscriptionOpened', subscription, person: state.id } as const
  await transact(deps, subscriptionKey(subscription), (one) => decideSubscription(one, opened))
  return ok(calendarAddressScreen(deps.voice, address.url))
}

const withdraw = async (context: Contexts['person']): Promise<Reply> => {
  const { deps, press } = context
  const event = { type: 'calendarWithdrawn', event: eventOf(deps, press) } as const
  const { state } = await updatePerson(deps, press.platform, press.actor, event)
  return show(context, state, deps.voice.say('calendar.withdrawn'))
}

const TO_TODAY: AskedFrom = { verb: 'today.show', data: {} }

const giveMine = ({ deps, press }: Contexts['person'], from: 'today' | undefined): Promise<Reply> => {
  const file = { of: 'mine', person: personHash(deps.hash, press.platform, press.actor) } as const
  return giveCalendar({ deps, press }, file, deps.voice, deps.voice.say('calendar.mine'), from && TO_TODAY)
}

const givePlan = (context: Contexts['channel']): Promise<Reply> => {
  const { deps, round } = context
  const voice = voiceFor(deps, { language: round.language })
  const title = voice.say('calendar.team', { title: round.title })
  const from = { verb: 'plan.show', data: { round: round.id } }
  return giveCalendar(context, { of: 'team', round: round.id }, voice, title, from)
}

/** A card that still offers it may be older than the talk's beginning: then she sees where the team is. */
const giveMeeting = async (context: Contexts['channel']): Promise<Reply> => {
  const { deps, round } = context
  const voice = voiceFor(deps, round)
  const meeting = meetingOf(round)
  if (!meeting) return canTalk(round) ? ok(talkScreen(voice, round)) : refusedReply(deps, 'noResult')
  const title = voice.say('calendar.meeting', { title: round.title })
  const from = { verb: 'talk.show', data: { round: round.id } }
  return giveCalendar(context, { of: 'meeting', round: round.id, at: meeting.start }, voice, title, from)
}

/** Follow-ups and the talk in people's own calendars. */
export const calendarVerbs: readonly Verb[] = [
  verb({
    verb: 'calendar.show',
    data: fields.noData,
    who: 'person',
    where: 'private',
    press: (context) => show(context, context.person),
  }),
  verb({
    verb: 'calendar.mine',
    data: data.myCalendar,
    who: 'person',
    where: 'private',
    press: (context, { from }) => giveMine(context, from),
  }),
  verb({ verb: 'calendar.subscribe', data: fields.noData, who: 'person', where: 'private', press: subscribe }),
  verb({ verb: 'calendar.withdraw', data: fields.noData, who: 'person', where: 'private', press: withdraw }),
  verb({ verb: 'calendar.team', data: fields.inRound, who: 'channel', where: 'channel', press: givePlan }),
  verb({ verb: 'calendar.meeting', data: fields.inRound, who: 'channel', where: 'channel', press: giveMeeting }),
]
