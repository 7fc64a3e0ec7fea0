import type { Card, Part } from '../../../cards/card.ts'
import { growthPicture, resultPicture } from '../../../cards/pictures/resultPicture.ts'
import { starsPicture } from '../../../cards/pictures/starsPicture.ts'
import { libraryScreen } from '../../../cards/screens/reading/libraryScreens.ts'
import { blocksScreen } from '../../../cards/screens/reading/readingScreens.ts'
import { pictureParts } from '../../../cards/screens/result/picture.ts'
import { resultScreen } from '../../../cards/screens/result/resultScreen.ts'
import { progressScreen } from '../../../cards/screens/round/progressScreen.ts'
import { welcomeScreen } from '../../../cards/screens/round/startScreens.ts'
import type { Voice } from '../../../cards/voice.ts'
import { latestOf } from '../../../flows/channel/channel.ts'
import { type Channel, roundsIn } from '../../../flows/channel/state.ts'
import type { ChannelId } from '../../../flows/ids.ts'
import { channelKey } from '../../../flows/keys.ts'
import { hasRanking, hasResult, isOpen, type Round } from '../../../flows/round/round.ts'
import { spoken } from '../../../kit/calendar/calendar.ts'
import { channelNow } from '../../channelMoves.ts'
import { channelHash, type Deps, voiceFor } from '../../context.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import type { Visitor } from '../../people/visits.ts'
import { planOf, roundBefore, type TeamPlan } from '../../plan/teamPlan.ts'
import { existingRounds, roundOf, stateOf } from '../../stateOf.ts'
import { planVoice } from '../planScreens.ts'
import { renderStanding } from '../roundScreens.ts'
import { spokenTo } from './minePage.ts'
import type { AskedView, PagePart, PastRound, TeamPage } from './pageParts.ts'
import { planParts } from './planParts.ts'
import { readOnce } from './readOnce.ts'

/** A team of which nothing is known yet has no page; neither has that of another organisation, nor one she isn't in. */
const teamHere = async (
  deps: Deps,
  { pass }: Visitor,
  team: string,
): Promise<{ readonly channel: ChannelId; readonly known: Channel } | undefined> => {
  const known = await stateOf(deps, channelKey(team))
  const { platform, person: actor } = pass
  if (known?.platform.tenant !== platform.tenant || known.platform.name !== platform.name) return undefined
  const { channel } = known.moved ? await channelNow(deps, platform, known.channel) : known
  return (await rosterFor(deps, { platform, actor }, channel)) ? { channel, known } : undefined
}

const nowParts = async (deps: Deps, voice: Voice, round: Round | undefined): Promise<readonly PagePart[]> => {
  if (!round) return [{ kind: 'card', card: welcomeScreen(voice) }]
  const about = voiceFor(deps, round)
  const card = isOpen(round) ? progressScreen(about, round) : await renderStanding(deps, about, round)
  const stars = hasRanking(round) ? starsPicture(about, round, round.ranking) : undefined
  return [{ kind: 'card', card }, ...(stars ? [{ kind: 'picture', picture: stars } as const] : [])]
}

/** In a browser nothing else says which channel a round is begun in. */
const placed = (part: PagePart, channel: ChannelId): PagePart => {
  if (part.kind !== 'card') return part
  const parts = part.card.parts.map((one) =>
    one.kind === 'buttons'
      ? {
          ...one,
          buttons: one.buttons.map((button) =>
            button.verb === 'round.form' ? { ...button, data: { ...button.data, channel } } : button,
          ),
        }
      : one,
  )
  return { kind: 'card', card: { ...part.card, parts } }
}

/** The round that is asked for, of this team; else the newest with a result. */
const resultRound = async (deps: Deps, team: Channel | undefined, asked: string | undefined) => {
  const ids = asked === undefined ? roundsIn(team).toReversed() : roundsIn(team).filter((id) => id === asked)
  for (const id of ids) {
    const round = await roundOf(deps, id)
    if (round && hasResult(round)) return round
  }
  return undefined
}

/** Exactly what the gate let through, drawn and in words; and what became of the round before. */
const resultParts = async (
  deps: Deps,
  voice: Voice,
  team: Channel | undefined,
  asked: string | undefined,
): Promise<readonly PagePart[]> => {
  const round = await resultRound(deps, team, asked)
  if (!round) return nowParts(deps, voice, await latest(deps, team))
  const about = voiceFor(deps, round)
  const before = round.growth.length > 0 ? await roundBefore(deps, team, round) : undefined
  const worked = before?.status === 'prioritised' ? before.priorities.blocks : []
  const pictures = [
    resultPicture(about, round, round.result),
    before && growthPicture(about, round, { title: before.title, result: before.result, worked }, round.result),
  ]
  const shown = pictures.flatMap((picture) => (picture ? [{ kind: 'picture', picture } as const] : []))
  const card = resultScreen(about, round, round.result)
  return [...shown, { kind: 'card', card: shown.length > 0 ? beside(card, pictureParts(about, round.result)) : card }]
}

/** What a card says besides a picture: its heading and what it draws of the same stand in that. */
const beside = (card: Card, same: readonly Part[]): Card => {
  const known = new Set(same.map((part) => JSON.stringify(part)))
  return { ...card, parts: card.parts.slice(2).filter((part) => !known.has(JSON.stringify(part))) }
}

const latest = async (deps: Deps, team: Channel | undefined): Promise<Round | undefined> => {
  const id = latestOf(team)
  return id === undefined ? undefined : roundOf(deps, id)
}

const stageOf = ({ say }: Voice, round: Round): string => {
  const at = round.status === 'open' ? round.closesAt : round.status === 'starring' ? round.starsCloseAt : undefined
  return say(`site.stage.${round.status}`, at === undefined ? {} : { when: spoken(say, round.zone, at) })
}

const roundsParts = async (deps: Deps, voice: Voice, team: Channel | undefined): Promise<readonly PagePart[]> => {
  const rounds = (await existingRounds(deps, roundsIn(team))).toReversed()
  const past = rounds.map(
    (round): PastRound => ({
      title: round.title,
      said: stageOf(voice, round),
      ...(hasResult(round) ? { round: round.id } : {}),
    }),
  )
  return [{ kind: 'rounds', rounds: past }]
}

const partsOf = async (
  deps: Deps,
  voice: Voice,
  plan: TeamPlan,
  platform: Visitor['pass']['platform'],
  asked: AskedView,
): Promise<readonly PagePart[]> => {
  switch (asked.view) {
    case 'now':
      return nowParts(deps, voice, await latest(deps, plan.team))
    case 'result':
      return resultParts(deps, voice, plan.team, asked.round)
    case 'plan':
      return planParts(deps, voice, plan, platform, asked)
    case 'rounds':
      return roundsParts(deps, voice, plan.team)
    case 'library':
      return [
        { kind: 'card', card: libraryScreen(voice) },
        { kind: 'card', card: blocksScreen(voice) },
      ]
  }
}

/**
 * A team's page for someone who is in its channel at this moment, as the platform says. One read for the channel, one for each round
 * and action that is shown.
 * @param team what the page's address says: the channel's keyed hash @returns undefined where there is none for her
 */
export const teamPage = async (
  given: Deps,
  visitor: Visitor,
  team: string,
  asked: AskedView,
): Promise<TeamPage | undefined> => {
  const deps = readOnce(spokenTo(given, visitor))
  const here = await teamHere(deps, visitor, team)
  if (!here) return undefined
  const { platform } = visitor.pass
  const plan = await planOf(deps, platform, here.channel)
  const voice = planVoice(deps, plan)
  const newest = await latest(deps, plan.team)
  return {
    voice,
    title: newest?.title ?? voice.say('teamPlan.mine.team'),
    team: channelHash(deps.hash, platform, here.channel),
    asked,
    parts: (await partsOf(deps, voice, plan, platform, asked)).map((part) => placed(part, here.channel)),
  }
}
