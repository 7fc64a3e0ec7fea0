import type { Reply, Request } from '../http/server.ts'
import { PRIVATE } from './calendarRoutes.ts'

/** Where Teams shows a tab in a frame: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const TEAMS = 'https://*.cloud.microsoft https://teams.microsoft.com https://*.teams.microsoft.com'

/** By which a browser knows who looks: each for one way in, so that neither takes the other's place. */
const COOKIES = { page: '__Host-page', frame: '__Host-frame' } as const
/** Seconds. */
const DAY = 86_400
/** Characters of the longest that is looked at. */
const LONGEST = 1000

/** What every page says of itself. @param frames who else may show it in a frame, besides Teams nobody */
export const headersFor = (framed: boolean, frames = TEAMS): Readonly<Record<string, string>> => ({
  ...PRIVATE,
  // Not `no-referrer`, with which a browser sends a form without saying whose it is.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
    "form-action 'self'; base-uri 'none'",
    `frame-ancestors ${framed ? frames : "'none'"}`,
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  ...(framed ? {} : { 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' }),
})

/** The browser keeps it for a day, shows it to no script, and sends it over TLS alone; in a frame, to that frame's own jar. */
export const cookieFor = (value: string, framed: boolean): string =>
  framed
    ? `${COOKIES.frame}=${value}; Path=/; Max-Age=${DAY}; Secure; HttpOnly; SameSite=None; Partitioned`
    : `${COOKIES.page}=${value}; Path=/; Max-Age=${DAY}; Secure; HttpOnly; SameSite=Lax`

/** The browser throws it away. */
export const noCookie = (framed: boolean): string => cookieFor('', framed).replace(`Max-Age=${DAY}`, 'Max-Age=0')

/** What the browser shows. In a frame it has that of the frame alone, which is the first to be looked for. */
export const cookieIn = ({ headers }: Request): string | undefined => {
  const cookies = new Map(
    (headers.cookie ?? '').split(';').map((one): [string, string] => {
      const at = one.indexOf('=')
      return [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    }),
  )
  const value = cookies.get(COOKIES.frame) || cookies.get(COOKIES.page)
  return value === undefined || value.length > LONGEST || !/^[\w-]+$/.test(value) ? undefined : value
}

/** Whether a page of ours sent this, as every browser says of a form: one that doesn't say so is no browser she uses. */
export const isOurs = ({ headers }: Request, own: string | undefined): boolean => {
  const site = headers['sec-fetch-site']
  if (own === undefined || (site !== undefined && site !== 'same-origin')) return false
  return URL.canParse(own) && headers.origin === new URL(own).origin
}

/** A way to another page of ours. */
export const goTo = (path: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 303,
  headers: { ...headersFor(false), ...headers, location: path },
})
