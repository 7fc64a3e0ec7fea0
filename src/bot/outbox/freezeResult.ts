import type { RoundId } from '../../flows/ids.ts'
import { roundKey, tallyKey, teamKey } from '../../flows/keys.ts'
import { steering } from '../../flows/round/decideRound.ts'
import type { Round } from '../../flows/round/round.ts'
import { gate } from '../../kit/gate.ts'
import { type Growth, growthBetween } from '../../kit/growth.ts'
import { partOf } from '../../kit/kit.ts'
import { EMPTY_TALLY, mergeTallies, type Result } from '../../kit/result.ts'
import { channelHash, type Deps } from '../context.ts'
import { settle } from '../transact.ts'
import { type Heard, heard } from './outcome.ts'

/** All pages are in: their sum passes the gate here, and only what passes is ever saved. */
export const freezing = async (deps: Deps, id: RoundId, pages: number): Promise<Heard> => {
  const round = (await deps.store.load(roundKey(id)))?.state
  if (round?.status !== 'closing') return 'heard'
  let tally = EMPTY_TALLY
  for (let page = 0; page < pages; page++) {
    const saved = await deps.store.load(tallyKey(id, page))
    if (!saved) throw new Error(`round ${id} misses page ${page} of its tally`)
    tally = mergeTallies(tally, saved.state.sum)
  }
  const result = gate(partOf(deps.voice.kit, round.blocks), tally, round.floor)
  const growth = await growthSince(deps, round, result)
  return heard(
    await settle(deps, roundKey(id), (known) => steering(known, { type: 'allTallied', result, growth }, deps.now())),
  )
}

/** Since the last round of this channel that has a result. */
const growthSince = async (deps: Deps, round: Round, result: Result): Promise<readonly Growth[]> => {
  const key = teamKey(channelHash(deps.hash, round.platform, round.channel))
  const ended = (await deps.store.load(key))?.state.ended ?? []
  for (const id of ended.toReversed()) {
    const earlier = (await deps.store.load(roundKey(id)))?.state.result
    if (earlier && earlier.depth !== 'nothing') return growthBetween(earlier, result)
  }
  return []
}
