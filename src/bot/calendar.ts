import type { CalendarRef, SubscriptionId } from '../flows/ids.ts'
import { personKey, subscriptionKey } from '../flows/keys.ts'
import { DAY, type Instant } from '../kit/calendar/instant.ts'
import type { Deps } from './context.ts'
import { stateOf } from './stateOf.ts'

/** A link to a calendar file lives this long: enough to open it on another device, too short to be passed around. */
export const LINK_LASTS = DAY
/** Where calendar files are, under the bot's own address. */
export const CALENDAR_PATH = '/calendar'
const PURPOSE = 'calendar'

/** A link to a calendar file, and until when it works. */
export interface CalendarLink {
  readonly url: string
  readonly until: Instant
}

interface LinkContent {
  readonly file: CalendarRef
  readonly until: Instant
}

const urlOf = (base: string, token: string): string => `${base}${CALENDAR_PATH}/${token}.ics`

/** A link for whoever has it. @returns undefined where the bot doesn't know its own address */
export const linkTo = ({ publicUrl, links, now }: Deps, file: CalendarRef): CalendarLink | undefined => {
  const base = publicUrl()
  if (base === undefined) return undefined
  const content: LinkContent = { file, until: now() + LINK_LASTS }
  return { url: urlOf(base, links.issue(PURPOSE, content)), until: content.until }
}

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
  return base === undefined ? undefined : { url: urlOf(base, token), subscription: subscriptionOf(deps, token) }
}

/** What is at an address under `CALENDAR_PATH`. */
export interface AtAddress {
  readonly file: CalendarRef
  /** A program follows it, in place of a person who opens a link once. */
  readonly followed: boolean
}

const isLink = (content: unknown): content is LinkContent =>
  typeof content === 'object' && content !== null && 'file' in content && 'until' in content

/** @returns undefined for what never was an address, isn't one any more, or was withdrawn: nobody can tell which */
export const fileAt = async (deps: Deps, token: string): Promise<AtAddress | undefined> => {
  const content = deps.links.read(PURPOSE, token)
  if (isLink(content)) return deps.now() < content.until ? { file: content.file, followed: false } : undefined
  const subscription = subscriptionOf(deps, token)
  const known = await stateOf(deps, subscriptionKey(subscription))
  const person = known && (await stateOf(deps, personKey(known.person)))
  // Her own aggregate decides: withdrawn there, it gives nothing from that moment on.
  if (person?.calendar?.subscription !== subscription) return undefined
  return { file: { of: 'mine', person: person.id }, followed: true }
}
