import type { Log } from '../bot/ports/log.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import type { Reply, Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { PRIVATE } from './calendarRoutes.ts'

/** A file at a link. */
export interface ServedFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** Requests a minute: of one link, and of all together, since a paper takes longer to draw than a calendar. */
export const LIMITS = { one: 10, all: 300 }
const ADDRESS = /^\/papers\/([\w-]{1,1000})$/
/** Nothing on the way keeps it, nor does a browser show it in place of saving it. */
const HEADERS = { ...PRIVATE, 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" } as const
const TOO_MANY: Reply = { status: 429, headers: { ...HEADERS, 'retry-after': '60' } }

/**
 * The route of the papers a team takes along: a link that someone of it asked for, which works a few minutes. It stands in no log.
 * @param paperAt undefined for what is no link (any more)
 * @param expired what is said then: the same whether it never was one, its time is over, or she isn't in the channel any more
 * @param realNow for the limits alone
 */
export const fileRoutes = (
  paperAt: (token: string) => Promise<ServedFile | undefined>,
  expired: string,
  log: Pick<Log, 'refused'>,
  realNow: () => Instant,
): Routes => {
  const [each, all] = [tokenBucket(LIMITS.one, realNow), tokenBucket(LIMITS.all, realNow)]
  const notFound: Reply = { status: 404, body: `${expired}\n`, type: 'text/plain; charset=utf-8', headers: HEADERS }
  return {
    'GET /papers/*': async (request) => {
      const token = ADDRESS.exec(request.url.pathname)?.[1]
      if (token === undefined) return notFound
      if (each.take(token) !== 'admitted' || all.take('all') !== 'admitted') {
        log.refused({ status: 429, reason: 'too many requests for papers' })
        return TOO_MANY
      }
      const found = await paperAt(token)
      if (!found) return notFound
      const disposition = `attachment; filename="${found.name}"`
      return {
        status: 200,
        body: Buffer.from(found.bytes),
        type: found.type,
        headers: { ...HEADERS, 'content-disposition': disposition },
      }
    },
  }
}
