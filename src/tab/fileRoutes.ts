import type { Log } from '../bot/ports/log.ts'
import { tokenBucket } from '../bot/tokenBucket.ts'
import type { Reply, Routes } from '../http/server.ts'
import type { Instant } from '../kit/calendar/instant.ts'
import { LIMITS, PRIVATE } from './calendarRoutes.ts'

/** A file at a link. */
export interface ServedFile {
  /** With its extension; letters, digits, dots and hyphens alone. */
  readonly name: string
  /** Content type. */
  readonly type: string
  readonly content: string | Uint8Array
}

/** A folder of links to files, each made for whoever asked, which work a few minutes. */
export interface FileDoor {
  /** `/data` for `GET /data/*`. */
  readonly folder: string
  /** What an address ends with; empty for none. */
  readonly ending: string
  /** Requests a minute: of one link, and of all together. */
  readonly limits: { readonly one: number; readonly all: number }
  /** @returns undefined for what is no link (any more) */
  readonly fileAt: (token: string) => Promise<ServedFile | undefined>
  /** What is said then: the same whether it never was one, its time is over, or she may not have it any more. Read when it is said. */
  readonly expired: () => string
}

/** All that is kept of someone. */
export const DATA_DOOR = { folder: '/data', ending: '.json', limits: LIMITS } as const
/** What a team takes along. Fewer at a time: a paper takes longer to draw than a list of dates. */
export const PAPER_DOOR = { folder: '/papers', ending: '', limits: { one: 10, all: 300 } } as const

/** Nothing on the way keeps it, nor does a browser show it in place of saving it. */
const HEADERS = { ...PRIVATE, 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" } as const
const TOO_MANY: Reply = { status: 429, headers: { ...HEADERS, 'retry-after': '60' } }

const replyWith = ({ name, type, content }: ServedFile): Reply => ({
  status: 200,
  body: typeof content === 'string' ? content : Buffer.from(content),
  type,
  headers: { ...HEADERS, 'content-disposition': `attachment; filename="${name}"` },
})

/** The token in a path of the folder. */
const tokenIn = (path: string, { folder, ending }: Pick<FileDoor, 'folder' | 'ending'>): string | undefined => {
  if (!path.startsWith(`${folder}/`) || !path.endsWith(ending)) return undefined
  const token = path.slice(folder.length + 1, path.length - ending.length)
  return /^[\w-]{1,1000}$/.test(token) ? token : undefined
}

/** The route of such a folder. No link stands in a log. @param realNow for the limits alone */
export const fileRoutes = (door: FileDoor, log: Pick<Log, 'refused'>, realNow: () => Instant): Routes => {
  const { folder, limits, fileAt, expired } = door
  const [each, all] = [tokenBucket(limits.one, realNow), tokenBucket(limits.all, realNow)]
  const notFound = (): Reply => {
    return { status: 404, body: `${expired()}\n`, type: 'text/plain; charset=utf-8', headers: HEADERS }
  }
  return {
    [`GET ${folder}/*`]: async (request) => {
      const token = tokenIn(request.url.pathname, door)
      if (token === undefined) return notFound()
      if (each.take(token) !== 'admitted' || all.take('all') !== 'admitted') {
        log.refused({ status: 429, reason: `too many requests for ${folder.slice(1)}` })
        return TOO_MANY
      }
      const found = await fileAt(token)
      return found ? replyWith(found) : notFound()
    },
  }
}
