import type { Platform } from '../../flows/ids.ts'
import type { DraftRound, OpenRound } from '../../flows/round/round.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Kit } from '../../kit/kit.ts'
import { LONGEST } from '../../kit/plainText.ts'

/** Whether the sample shows what people usually give, or the longest they can. */
export type Size = 'usual' | 'longest'

/** Where the sample is said: what names the platform differs. */
export const PLATFORMS: Readonly<Record<Platform['name'], Platform>> = {
  teams: { name: 'teams', tenant: 'sample', serviceUrl: 'https://smba.trafficmanager.net/emea' },
  slack: { name: 'slack', tenant: 'sample', serviceUrl: 'https://slack.com/api' },
}
export const CLOSES: Instant = Date.parse('2026-12-04T17:00:00+01:00')
export const ROUND = 'r'.repeat(32)
/** What the longest remark may hold, with what card hosts might take for markup. */
export const long = (most: number): string => '*[Wij]* <at>zoeken</at> _tijd_ en rust; '.repeat(100).slice(0, most)

/** A round with this many people, all but one of whom handed in. */
export const openRound = (kit: Kit, size: Size, members: number, platform: Platform['name'] = 'teams'): OpenRound => ({
  id: ROUND,
  platform: PLATFORMS[platform],
  channel: 'channel',
  zone: 'Europe/Brussels',
  title: size === 'longest' ? long(LONGEST.title) : 'Online werken 2026',
  coordinators: ['p0'],
  floor: 5,
  closesAt: CLOSES,
  language: 'nl',
  blocks: kit.blocks.map(({ id }) => id),
  asksRole: true,
  status: 'open',
  asked: members,
  pages: 1,
  added: [],
  progressCards: [],
  controlCards: [],
  members: [],
  handedIn: [Math.max(0, members - 1)],
  tallied: [],
  unreachable: ['p3'],
})

export const draftRound = (
  kit: Kit,
  size: Size,
  members: number,
  platform: Platform['name'] = 'teams',
): DraftRound => ({
  ...openRound(kit, size, members, platform),
  status: 'draft',
  members: Array.from({ length: members }, (_, at) => ({ person: `p${at}`, sheet: `s${at}` })),
  handedIn: [],
  unreachable: [],
})
