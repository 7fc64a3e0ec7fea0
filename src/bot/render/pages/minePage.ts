import { latestOf } from '../../../flows/channel/channel.ts'
import type { ChannelId } from '../../../flows/ids.ts'
import { channelHash, type Deps, withLanguage } from '../../context.ts'
import type { Visitor } from '../../people/visits.ts'
import { teamOf } from '../../plan/teamPlan.ts'
import { roundOf } from '../../stateOf.ts'
import { calendarOf } from '../calendarScreens.ts'
import { dataCard, waitingCard } from '../personScreens.ts'
import { channelsOf, drawMine, type Reader } from '../teamScreens.ts'
import type { MinePage, TeamLink } from './pageParts.ts'
import { readOnce } from './readOnce.ts'

/** The bot as a visitor is spoken to: in the language she chose, else the one her Teams is in. */
export const spokenTo = (deps: Deps, { pass, person }: Visitor): Deps =>
  withLanguage(deps, person.language ?? pass.framed?.language)

const linkTo = async (deps: Deps, { platform }: Reader, channel: ChannelId): Promise<TeamLink> => {
  const latest = latestOf(await teamOf(deps, platform, channel))
  const round = latest === undefined ? undefined : await roundOf(deps, latest)
  return {
    title: round?.title ?? deps.voice.say('teamPlan.mine.team'),
    team: channelHash(deps.hash, platform, channel),
  }
}

/** What waits for her, her actions, her calendar address and her data: the cards of her chat, on one page. */
export const minePage = async (given: Deps, visitor: Visitor): Promise<MinePage> => {
  const deps = readOnce(spokenTo(given, visitor))
  const { pass, person } = visitor
  // On a page everything is given by a link.
  const { takesFiles: _, ...platform } = pass.platform
  const reader: Reader = { deps, platform, id: pass.person, person }
  const [open, mine, calendar, data, channels] = await Promise.all([
    waitingCard(deps, person, pass.person),
    drawMine(deps, platform, pass.person, person),
    calendarOf(deps, platform, person, pass.person),
    dataCard(deps, platform, person),
    channelsOf(reader),
  ])
  const teams = await Promise.all(channels.map((channel) => linkTo(deps, reader, channel)))
  return { voice: deps.voice, teams, cards: [open, mine], folded: [calendar, data] }
}
