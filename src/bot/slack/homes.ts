import type { HomeView } from '@slack/types'
import type { Card } from '../../cards/card.ts'
import { slackHome } from '../../cards/slack/views.ts'
import type { ChannelId, PersonId, Platform } from '../../flows/ids.ts'
import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import type { Log } from '../ports/log.ts'
import { PlatformFailed } from '../ports/platform.ts'
import type { SlackPort } from './outbound.ts'

/** The verb that draws her page. */
export const HOME_VERB = 'home.show'
/** For so long after she opened it or did something, her page follows what changes: Slack doesn't say when someone closes it. */
const FOLLOWED = 10 * MINUTE
/** How often a page that is followed is drawn again, to see whether it still says what is so. */
const LOOKED_AT = 20 * SECOND
/** Pages followed at once by one process, and drawn in one go: the rest is drawn when it is opened again. */
const MOST_FOLLOWED = 200
const MOST_AT_ONCE = 10

interface Followed {
  readonly platform: Platform
  readonly person: PersonId
  /** The team she chose to see. */
  readonly channel: ChannelId | undefined
  until: Instant
  next: Instant
  /** What Slack calls the state of the page, so that a newer one of another process isn't overwritten. */
  hash: string | undefined
  said: string
  inside: readonly ChannelId[] | undefined
}

/** The pages that people have open, as far as anyone can tell: in memory alone (docs/decisions/042). */
export interface Homes {
  /** Publishes her page as the answer to her, and follows it. @throws {PlatformFailed} */
  readonly show: (press: Pick<Press, 'platform' | 'actor' | 'data'>, card: Card) => Promise<void>
  /** She did something: what she sees is drawn again at once. `elsewhere`: she may be in fewer channels. */
  readonly touch: (platform: Platform, person: PersonId, elsewhere?: 'elsewhere') => void
  /** Takes it down, and follows it no more. @throws {PlatformFailed} */
  readonly rest: (platform: Platform, person: PersonId, card: Card) => Promise<void>
  /** Draws those whose time it is, and publishes what changed; called each second. @param all whether it is their time or not */
  readonly look: (all?: boolean) => Promise<void>
}

const keyOf = ({ tenant }: Platform, person: PersonId): string => `${tenant} ${person}`

/** @param home draws someone's page as it stands */
export const slackHomes = (
  port: Pick<SlackPort, 'publishHome'>,
  home: () => Handlers['home'],
  log: Pick<Log, 'effect' | 'fault'>,
  now: () => Instant,
): Homes => {
  const followed = new Map<string, Followed>()
  let looking: Promise<void> | undefined

  const follow = (key: string, one: Followed): void => {
    followed.delete(key)
    const [oldest] = followed.keys()
    if (followed.size >= MOST_FOLLOWED && oldest !== undefined) followed.delete(oldest)
    followed.set(key, one)
  }

  const publish = async (one: Followed, view: HomeView): Promise<void> => {
    const published = await port.publishHome(one.platform, one.person, view, one.hash)
    // Another process has shown her something newer, and follows it.
    if (published === 'changed') followed.delete(keyOf(one.platform, one.person))
    else one.hash = published
    one.said = JSON.stringify(view)
  }

  const lookAt = async (one: Followed): Promise<void> => {
    const { platform, person, channel } = one
    one.next = now() + LOOKED_AT
    const drawn = await home()({ platform, person, channel, ...(one.inside ? { inside: one.inside } : {}) })
    one.inside = drawn.inside
    const view = slackHome(drawn.card)
    const isFollowed = followed.get(keyOf(platform, person)) === one
    if (isFollowed && JSON.stringify(view) !== one.said) await publish(one, view)
  }

  /** What can't be shown now is shown another time; a workspace that says wait is let be. */
  const failed = (one: Followed, error: unknown): void => {
    if (!(error instanceof PlatformFailed)) {
      log.fault('home', error)
      return
    }
    log.effect({ effect: 'home', outcome: `platform ${error.status}`, attempts: 1 })
    const { tenant } = one.platform
    const again = now() + (error.retryAfter ?? MINUTE)
    for (const other of followed.values())
      if (other.platform.tenant === tenant) other.next = Math.max(other.next, again)
  }

  const lookAtAll = async (all: boolean): Promise<void> => {
    for (const [key, { until }] of followed) if (until <= now()) followed.delete(key)
    const due = [...followed.values()].filter(({ next }) => all || next <= now())
    for (const one of all ? due : due.slice(0, MOST_AT_ONCE)) {
      try {
        await lookAt(one)
      } catch (error) {
        failed(one, error)
      }
    }
  }

  return {
    show: async ({ platform, actor: person, data }, card) => {
      const view = slackHome(card)
      const channel = typeof data.channel === 'string' ? data.channel : undefined
      const times = { until: now() + FOLLOWED, next: now() + LOOKED_AT }
      // Whatever was there before, this is the answer to her.
      const one: Followed = { platform, person, channel, ...times, hash: undefined, said: '', inside: undefined }
      follow(keyOf(platform, person), one)
      await publish(one, view)
    },
    touch: (platform, person, elsewhere) => {
      const one = followed.get(keyOf(platform, person))
      if (!one) return
      one.until = now() + FOLLOWED
      one.next = now()
      if (elsewhere) one.inside = undefined
    },
    rest: async (platform, person, card) => {
      followed.delete(keyOf(platform, person))
      await port.publishHome(platform, person, slackHome(card))
    },
    look: async (all = false) => {
      while (looking) await looking
      looking = lookAtAll(all)
      try {
        await looking
      } finally {
        looking = undefined
      }
    },
  }
}
