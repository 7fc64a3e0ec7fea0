import type { Log } from '../bot/ports/log.ts'
import type { TextFile } from '../bot/ports/platform.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import type { Reply, Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { LIMITS, PRIVATE } from './calendarRoutes.ts'

const ADDRESS = /^\/data\/([\w-]{1,1000})\.json$/
/** Nothing on the way keeps it, nor does a browser show it in place of saving it. */
const HEADERS = { ...PRIVATE, 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" } as const
const TOO_MANY: Reply = { status: 429, headers: { ...HEADERS, 'retry-after': '60' } }

const replyWith = ({ name, text }: TextFile): Reply => ({
  status: 200,
  body: text,
  type: 'application/json; charset=utf-8',
  headers: { ...HEADERS, 'content-disposition': `attachment; filename="${name}"` },
})

/**
 * The route of what someone takes along of all that is kept of her: a link that she asked for, which works a few minutes. It stands in
 * no log.
 * @param dataAt undefined for what is no link (any more)
 * @param expired what is said then: the same whether it never was one, its time is over, or nothing is kept
 * @param realNow for the limits alone
 */
export const dataRoutes = (
  dataAt: (token: string) => Promise<TextFile | undefined>,
  expired: () => string,
  log: Pick<Log, 'refused'>,
  realNow: () => Instant,
): Routes => {
  const [each, all] = [tokenBucket(LIMITS.one, realNow), tokenBucket(LIMITS.all, realNow)]
  const notFound = (): Reply => ({
    ...{ status: 404, body: `${expired()}\n`, type: 'text/plain; charset=utf-8', headers: HEADERS },
  })
  return {
    'GET /data/*': async (request) => {
      const token = ADDRESS.exec(request.url.pathname)?.[1]
      if (token === undefined) return notFound()
      if (each.take(token) !== 'admitted' || all.take('all') !== 'admitted') {
        log.refused({ status: 429, reason: 'too many requests for data' })
        return TOO_MANY
      }
      const found = await dataAt(token)
      return found ? replyWith(found) : notFound()
    },
  }
}
