import type { Log } from '../bot/ports/log.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import type { Reply, Request, Routes } from '../http/server.ts'
import { REFRESHED_AFTER } from '../kit/calendar/icalendar.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { digestOf } from '../store/linkTokens.ts'

/** A calendar file, for whoever knows its address. */
export interface ServedCalendar {
  readonly name: string
  /** Content type. */
  readonly type: string
  readonly content: string
  /** A program follows it, in place of a person who opens a link once. */
  readonly followed: boolean
}

/** Requests a minute: of one address, and of all together, so that guessing costs the store little. */
export const LIMITS = { one: 30, all: 3000 }
const ADDRESS = /^\/calendar\/([\w-]{1,1000})\.ics$/

/** What every answer at a secret address says. */
export const PRIVATE = {
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
} as const
/** The same whether an address never was one, has expired or was withdrawn. */
const NOT_FOUND: Reply = { status: 404, headers: { ...PRIVATE, 'cache-control': 'no-store' } }
const TOO_MANY: Reply = { status: 429, headers: { ...PRIVATE, 'cache-control': 'no-store', 'retry-after': '60' } }

const isKnown = (etag: string, { headers }: Request): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)

const replyWith = (request: Request, { name, type, content, followed }: ServedCalendar): Reply => {
  if (!followed) {
    const headers = { ...PRIVATE, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${name}"` }
    return { status: 200, body: content, type, headers }
  }
  const etag = `"${digestOf(content)}"`
  const headers = { ...PRIVATE, etag, 'cache-control': `private, max-age=${REFRESHED_AFTER}` }
  return isKnown(etag, request) ? { status: 304, headers } : { status: 200, body: content, type, headers }
}

/**
 * The route of calendar files. Addresses are secrets: none gets into a log, a cache that others share, or a search engine.
 * @param calendarAt undefined for what is no address (any more) @param realNow for the limits alone
 */
export const calendarRoutes = (
  calendarAt: (token: string) => Promise<ServedCalendar | undefined>,
  log: Pick<Log, 'refused'>,
  realNow: () => Instant,
): Routes => {
  const [each, all] = [tokenBucket(LIMITS.one, realNow), tokenBucket(LIMITS.all, realNow)]
  return {
    'GET /calendar/*': async (request) => {
      const token = ADDRESS.exec(request.url.pathname)?.[1]
      if (token === undefined) return NOT_FOUND
      if (each.take(token) !== 'admitted' || all.take('all') !== 'admitted') {
        log.refused({ status: 429, reason: 'too many requests for calendars' })
        return TOO_MANY
      }
      const found = await calendarAt(token)
      return found ? replyWith(request, found) : NOT_FOUND
    },
  }
}
