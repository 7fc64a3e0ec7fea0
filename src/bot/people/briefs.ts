import type { BallotBrief } from '../../flows/ballot/ballot.ts'
import { isOpen, type Round, type RoundWithStars } from '../../flows/round/round.ts'
import type { RoundBrief } from '../../flows/sheet/sheet.ts'

/** What a sheet is told of its round. */
export const briefFrom = (round: Round): RoundBrief => {
  const { id, platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole } = round
  const brief = { platform, channel, zone, title, coordinators, floor, closesAt, language, blocks, asksRole }
  const { asked, readers, perRole } = round
  const more = { ...(readers === undefined ? {} : { readers }), ...(perRole ? { perRole } : {}) }
  return { ...brief, asked, ...more, round: id, open: isOpen(round) }
}

/** What a ballot is told of its round. */
export const ballotBriefFrom = ({
  id,
  platform,
  title,
  starsCloseAt,
  zone,
  language,
  blocks,
}: RoundWithStars): BallotBrief => ({
  round: id,
  platform,
  title,
  zone,
  language,
  blocks,
  closesAt: starsCloseAt,
})
