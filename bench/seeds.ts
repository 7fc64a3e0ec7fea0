import type { Channel } from '../src/flows/channel/state.ts'
import type { ChannelId, Key, PersonId, Platform } from '../src/flows/ids.ts'
import { roundKey } from '../src/flows/keys.ts'
import type { PrioritisedRound } from '../src/flows/round/round.ts'
import type { Instant } from '../src/kit/calendar/instant.ts'
import type { Store } from '../src/store/store.ts'

/** Where measurements begin: a team that chose its priorities. */
interface Team {
  readonly platform: Platform
  readonly channel: ChannelId
  readonly coordinators: readonly PersonId[]
  readonly zone: string
}

/** A round in which a team of six chose two blocks, in its channel; a plan has yet to be written. */
export const prioritised = async (
  store: Store,
  key: Key<Channel>,
  team: Team,
  closedAt: Instant,
  plan: Partial<Channel> = {},
): Promise<PrioritisedRound> => {
  const { platform, channel } = team
  const id = channel.replace(/\W/g, '-').padStart(32, '0')
  const round: PrioritisedRound = {
    ...team,
    id,
    title: 'Online werken',
    language: 'nl',
    blocks: ['1', '2', '3', '4', '5', '6', '7'],
    asksRole: false,
    floor: 5,
    closesAt: closedAt,
    asked: 6,
    pages: 1,
    members: [],
    added: [],
    handedIn: [],
    tallied: [],
    unreachable: [],
    progressCards: [],
    controlCards: [],
    status: 'prioritised',
    closedAt,
    result: {
      ...{ kit: '1', floor: 5, handedIn: 6, depth: 'elements', blocks: [] },
      ...{ roles: [], elements: [], alike: [], different: [], remarks: [] },
    },
    growth: [],
    starsCloseAt: closedAt,
    starsCast: [],
    starsTallied: [],
    ranking: { ballots: 6, depth: 'medians', places: [{ block: '3', median: 4 }, { block: '1' }], reasons: [] },
    priorities: { blocks: ['3', '1'], reason: '' },
  }
  const saved = await store.commit(roundKey(id), 0, round, [])
  if (!saved) throw new Error(`there is a round ${id} already`)
  await store.commit(key, 0, { platform, channel, open: undefined, ended: [id], heard: [], ...plan }, [])
  return round
}
