import type { Why } from '../decision.ts'
import { hasResult, isOpen, type Round } from './round.ts'

/** Why nothing of the scan can be steered any more, as it stands: a card from before stays in the chat, and is pressed. */
export const scanOver = (round: Round): Why => {
  if (round.status === 'draft') return 'roundGone'
  if (round.status === 'stopped') return 'roundStopped'
  if (round.status === 'closing' || !hasResult(round)) return 'scanClosing'
  return round.result.depth === 'nothing' ? 'scanOverEmpty' : 'scanOver'
}

/** How it stands with the stars, for who asks for what doesn't belong to that. */
export const starsStand = (round: Round): Why => {
  if (isOpen(round)) return 'scanStillOpen'
  if (round.status === 'ranked' || round.status === 'prioritised') return 'starsOver'
  if (round.status === 'starsClosing') return 'starsClosing'
  if (round.status === 'starring') return 'starsOpen'
  const over = scanOver(round)
  return over === 'scanOver' ? 'starsNotOpen' : over
}
