import type { SubscriptionId } from '../flows/ids.ts'
import { personKey, subscriptionKey } from '../flows/keys.ts'
import type { CalendarRef } from '../flows/refs.ts'
import { DAY } from '../kit/calendar/instant.ts'
import type { Deps } from './context.ts'
import { stateOf } from './stateOf.ts'
import { timedLinks } from './timedLinks.ts'

/** Where calendar files are, under the bot's own address. */
const pathOf = (token: string): string => `/calendar/${token}.ics`

/** Links to a calendar file: they work long enough to be opened on another device, and too short to be passed around. */
export const CALENDAR_LINKS = timedLinks<{ readonly file: CalendarRef }>('calendar', DAY, pathOf)

/** The hash under which an address is stored. @param token the part of the address that nobody can guess */
const subscriptionOf = ({ hash }: Pick<Deps, 'hash'>, token: string): SubscriptionId => hash('subscription', token)

/** An address that a calendar program can follow. */
export interface CalendarAddress {
  readonly url: string
  readonly subscription: SubscriptionId
}

/**
 * A new address. Like every id of ours it is made of the press, so that the same press delivered twice makes the same one; only its
 * hash is stored. @param press the platform's event id @returns undefined where the bot doesn't know its own address
 */
export const newAddress = (deps: Deps, tenant: string, press: string): CalendarAddress | undefined => {
  const base = deps.publicUrl()
  const token = deps.hash('calendarAddress', tenant, press)
  return base === undefined ? undefined : { url: `${base}${pathOf(token)}`, subscription: subscriptionOf(deps, token) }
}

/** What is at an address under `CALENDAR_PATH`. */
export interface AtAddress {
  readonly file: CalendarRef
  /** A program follows it, in place of a person who opens a link once. */
  readonly followed: boolean
}

/** @returns undefined for what never was an address, isn't one any more, or was withdrawn: nobody can tell which */
export const fileAt = async (deps: Deps, token: string): Promise<AtAddress | undefined> => {
  const link = CALENDAR_LINKS.read(deps, token)
  if (link) return { file: link.file, followed: false }
  const subscription = subscriptionOf(deps, token)
  const known = await stateOf(deps, subscriptionKey(subscription))
  const person = known && (await stateOf(deps, personKey(known.person)))
  // Her own aggregate decides: withdrawn there, it gives nothing from that moment on.
  if (person?.calendar?.subscription !== subscription) return undefined
  return { file: { of: 'mine', person: person.id }, followed: true }
}
