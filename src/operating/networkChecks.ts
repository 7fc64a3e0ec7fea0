import { publicCloud } from '../bot/teams/cloud.ts'
import { slackAt, teamsSettings } from '../build/platforms.ts'
import type { Answered } from '../http/client.ts'
import { DAY, MINUTE, SECOND } from '../kit/calendar/instant.ts'
import type { Around, Check, Finding } from './checks.ts'

/** Signed requests are refused where the clocks differ by five minutes, and tokens may be. */
const SKEWED = MINUTE
const TOO_SKEWED = 4 * MINUTE

const metadataOf = ({ settings, now }: Around): string | undefined =>
  settings.teams && teamsSettings(settings.teams, settings.proxy, now).openIdMetadataUrl

/** An address of a platform that answers anyone, by which the way out and the clock are tried. */
const anyPlatform = (around: Around): string => {
  const { slack } = around.settings
  return (
    metadataOf(around) ??
    (slack ? `${slackAt(slack.SLACK_LOCAL_SERVICE).serviceUrl}/api.test` : publicCloud.openIdMetadataUrl)
  )
}

const asked = (around: Around, url: string): Promise<Answered | undefined> =>
  around.http({ method: 'GET', url }).catch(() => undefined)

/** Whether the machine's clock agrees with the platform's. */
export const clock: Check = {
  name: 'clock',
  suffers: 'everyone',
  hourly: true,
  run: async (around) => {
    const before = around.now()
    const answered = await asked(around, anyPlatform(around))
    const theirs = Date.parse(String(answered?.headers.date))
    // Whether it can be reached is another check.
    if (Number.isNaN(theirs)) return undefined
    const ahead = (before + around.now()) / 2 - theirs
    const seconds = Math.round(Math.abs(ahead) / SECOND)
    if (Math.abs(ahead) < SKEWED) return { state: 'ok', words: 'this machine’s clock agrees with the platform’s' }
    return {
      state: Math.abs(ahead) > TOO_SKEWED ? 'wrong' : 'warn',
      words: `this machine’s clock is ${seconds} seconds ${ahead > 0 ? 'ahead of' : 'behind'} the platform’s: requests are refused for it`,
      todo: 'Have the machine keep its time: timedatectl set-ntp true',
    }
  },
}

/** Whether the list of keys can be fetched by which requests from Teams are let in. */
export const teamsKeys: Check = {
  name: 'teamsKeys',
  suffers: 'teams',
  hourly: true,
  run: async (around) => {
    const metadata = metadataOf(around)
    if (metadata === undefined) return undefined
    const answered = await asked(around, metadata.replace(/openidconfiguration$/, 'keys'))
    return answered?.status === 200 && answered.text.includes('"keys"')
      ? { state: 'ok', words: 'the keys that Teams signs with can be fetched' }
      : {
          state: 'wrong',
          words: `the keys that Teams signs with can’t be fetched from ${new URL(metadata).host} (${answered ? `status ${answered.status}` : 'no answer'}): nobody in Teams can be let in`,
          todo: 'Open the way to it, or set HTTPS_PROXY where a proxy leads outside.',
        }
  },
}

/** Without who may use it. */
const withoutSecret = (address: string): string => {
  const url = URL.parse(address)
  return url ? url.host : 'an address that can’t be read'
}

/** Whether the proxy that is set lets the bot through. */
export const proxy: Check = {
  name: 'proxy',
  suffers: 'everyone',
  hourly: false,
  run: async (around) => {
    const { HTTPS_PROXY, HTTP_PROXY } = around.settings.proxy
    if (HTTPS_PROXY === undefined)
      return HTTP_PROXY === undefined
        ? { state: 'ok', words: 'no proxy is set: the bot calls out directly' }
        : {
            state: 'warn',
            words:
              'HTTP_PROXY is set and HTTPS_PROXY is not: all calls to the platforms are https, and go out directly',
            todo: 'Set HTTPS_PROXY as well, where a proxy leads outside.',
          }
    if (!/^https?:\/\//.test(HTTPS_PROXY) || !URL.canParse(HTTPS_PROXY))
      return {
        state: 'wrong',
        words: 'HTTPS_PROXY is no address',
        todo: 'Write it as http://proxy.example.be:3128 (with http:// in front, also for https).',
      }
    const url = anyPlatform(around)
    const answered = await asked(around, url)
    const through = `${new URL(url).host} through the proxy ${withoutSecret(HTTPS_PROXY)}`
    return answered
      ? { state: 'ok', words: `the bot reaches ${through}` }
      : {
          state: 'wrong',
          words: `the bot can’t reach ${through}`,
          todo: 'Is that the right address, and does it let this machine through to that host? NO_PROXY names what needs none.',
        }
  },
}

const PAGES = ['/', '/privacy/nl', '/terms/nl'] as const

/**
 * What a reverse proxy passes on, and what it doesn't, of what the platforms and their manifests call. How the bot fares is nobody's business outside:
 * the proxies of infra/ answer 404 there.
 */
const passedOn = async (
  around: Around,
  address: string,
): Promise<{ readonly passed: number; readonly missing: readonly string[] }> => {
  const { teams, slack } = around.settings
  const doors = [...(teams ? ['/api/messages'] : []), ...(slack ? ['/slack/events'] : [])]
  const pages = PAGES.map(async (path) => ((await asked(around, `${address}${path}`))?.status === 200 ? [] : [path]))
  const closed = doors.map(async (path) => {
    const answered = await around
      .http({ method: 'POST', url: `${address}${path}`, headers: { 'content-type': 'application/json' }, body: '{}' })
      .catch(() => undefined)
    // Unsigned, it has to be refused by the bot itself.
    return answered?.status === 401 ? [] : [path]
  })
  const looked = await Promise.all([...pages, ...closed])
  const missing = looked.flat()
  return { passed: looked.length - missing.length, missing }
}

/** Whether the bot is reached where the manifests and its own links say. */
export const publicAddress: Check = {
  name: 'publicAddress',
  suffers: 'nobody',
  hourly: false,
  run: async (around) => {
    const address = around.settings.PUBLIC_URL ?? around.settings.slack?.SLACK_PUBLIC_URL
    if (address === undefined)
      return {
        state: 'warn',
        words: 'PUBLIC_URL is not set: the bot gives no links to files and calendars',
        todo: 'Set it to where the bot is reached, such as https://quickscan.example.be',
      }
    const answered = await asked(around, `${address}${PAGES[0]}`)
    const { passed, missing } = answered ? await passedOn(around, address) : { passed: 0, missing: PAGES }
    if (passed === 0)
      return {
        state: 'warn',
        words: `no bot answers at ${address} (${answered ? `status ${answered.status}` : 'no answer'}), as seen from here`,
        todo: 'Is the bot running, does the name lead here, and does the reverse proxy pass it on? From inside some networks it never answers.',
      }
    return missing.length === 0
      ? { state: 'ok', words: `the bot and the pages of its manifest answer at ${address}` }
      : {
          state: 'wrong',
          words: `at ${address} the bot doesn’t answer at ${missing.join(', ')}`,
          todo: 'Have the reverse proxy pass these on, with the body and the headers as they are.',
        }
  },
}

const SOON = 30 * DAY

/** How long the secret of the Teams bot lasts, where that is written down. */
export const secretExpiry: Check = {
  name: 'secretExpiry',
  suffers: 'nobody',
  hourly: true,
  run: async ({ settings: { teams }, now }): Promise<Finding | undefined> => {
    if (!teams?.TEAMS_CLIENT_SECRET) return undefined
    const day = teams.TEAMS_SECRET_EXPIRES
    const how = 'Make a new secret at the registration, set TEAMS_CLIENT_SECRET and TEAMS_SECRET_EXPIRES, and restart.'
    if (day === undefined)
      return {
        state: 'ok',
        words: 'when the secret of the Teams bot expires is not written down (TEAMS_SECRET_EXPIRES)',
      }
    const left = Date.parse(day) - now()
    if (left <= 0) return { state: 'wrong', words: `the secret of the Teams bot expired on ${day}`, todo: how }
    const words = `the secret of the Teams bot expires on ${day}`
    return left < SOON ? { state: 'warn', words, todo: how } : { state: 'ok', words }
  },
}
