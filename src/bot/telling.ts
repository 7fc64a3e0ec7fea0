import { acting } from '../flows/acting.ts'
import type { Told } from '../flows/effect.ts'
import { type KeepingEvent, keeping, type RoundBrief } from '../flows/keeping.ts'
import { actionKey, rosterKey, roundKey, sheetKey, tallyKey, teamKey } from '../flows/keys.ts'
import type { RoundId } from '../flows/names.ts'
import { rostering } from '../flows/rosters.ts'
import { isOpen, type Round } from '../flows/rounds.ts'
import { steering } from '../flows/steering.ts'
import { UNCHANGED } from '../flows/step.ts'
import { newTallyPage, type TallyEvent, tallying } from '../flows/tallying.ts'
import { teaming } from '../flows/teaming.ts'
import { gate } from '../kit/gate.ts'
import { EMPTY_TALLY, mergeTallies } from '../kit/result.ts'
import { channelHash, type Deps } from './deps.ts'
import { type Heard, heard } from './heard.ts'
import { settle } from './settle.ts'
import { tellingStars } from './tellingStars.ts'

/** Brings what one aggregate says to the one it is for, with what that one needs to know to decide. */
export const telling = async (deps: Deps, event: Told): Promise<Heard> => {
  switch (event.type) {
    case 'assembled':
    case 'extended':
    case 'pageClosed':
    case 'pageReleased':
    case 'rosterForgotten':
    case 'reminded':
    case 'starsAsked':
    case 'starsClosed':
    case 'ballotsReleased':
      return heard(
        await settle(deps, rosterKey(event.round, event.page), (roster) => rostering(roster, event, deps.now())),
      )
    case 'invited':
      return tellSheet(deps, event.round, event.member.sheet, async () => {
        const brief = await briefOf(deps, event.round)
        return brief && { type: 'invited', brief, page: event.page, member: event.member }
      })
    case 'sheetClosed':
      return tellSheet(deps, event.round, event.member.sheet, async () => {
        const round = await roundOf(deps, event.round)
        if (!round) return undefined
        const live = round.status === (event.counting ? 'closing' : 'stopped')
        return { ...event, brief: briefed(round), live }
      })
    case 'nudge':
    case 'deadlineMoved':
    case 'copyDone':
    case 'sheetForgotten':
      return tellSheet(deps, event.round, event.sheet, async () => event)
    case 'counted':
    case 'expected':
    case 'added':
    case 'tallyForgotten':
      return tellTally(deps, event.round, event.page, event)
    case 'startConfirmed':
    case 'draftExpired':
    case 'pageCounted':
    case 'unreachable':
    case 'deadlineReached':
    case 'gaveUp':
    case 'pageTallied':
    case 'roundForgotten':
    case 'starsCounted':
    case 'starsDeadline':
    case 'starsTallied':
      return heard(await settle(deps, roundKey(event.round), (round) => steering(round, event, deps.now())))
    case 'ballotAsked':
    case 'ballotClosed':
    case 'ballotForgotten':
    case 'ballotCast':
    case 'ballotsExpected':
    case 'starsAdded':
    case 'starsForgotten':
    case 'allStarred':
      return tellingStars(deps, event)
    case 'followUpDue':
    case 'actionForgotten':
    case 'silence':
      return heard(await settle(deps, actionKey(event.action), (action) => acting(action, event, deps.now())))
    case 'allTallied':
      return freeze(deps, event.round, event.pages)
    case 'roundEnded': {
      const { platform, channel } = event
      const key = teamKey(channelHash(deps.hash, platform, channel))
      return heard(await settle(deps, key, (team) => teaming({ platform, channel }, team, event, deps.now())))
    }
  }
}

const roundOf = async (deps: Deps, round: RoundId): Promise<Round | undefined> =>
  (await deps.store.load(roundKey(round)))?.state

const briefed = (round: Round): RoundBrief => {
  const { id, platform, channel, zone, title, coordinator, floor, closesAt } = round
  return { round: id, platform, channel, zone, title, coordinator, floor, closesAt, open: isOpen(round) }
}

const briefOf = async (deps: Deps, id: RoundId): Promise<RoundBrief | undefined> => {
  const round = await roundOf(deps, id)
  return round && briefed(round)
}

const tellSheet = async (
  deps: Deps,
  round: RoundId,
  sheet: string,
  eventOf: () => Promise<KeepingEvent | undefined>,
): Promise<Heard> => {
  const event = await eventOf()
  if (!event) return 'heard'
  return heard(await settle(deps, sheetKey(round, sheet), (state) => keeping(state, event, deps.now())))
}

/** A tally that was forgotten with its round must not come back to life for something told late. */
const tellTally = async (deps: Deps, id: RoundId, page: number, event: TallyEvent): Promise<Heard> => {
  const round = await roundOf(deps, id)
  const counting = round !== undefined && (isOpen(round) || round.status === 'closing')
  return heard(
    await settle(deps, tallyKey(id, page), (known) => {
      if (!known && (!counting || event.type === 'tallyForgotten')) return UNCHANGED
      return tallying(known ?? newTallyPage(id, page), event, deps.now())
    }),
  )
}

/** All pages are in: their sum passes the gate here, and only what passes is ever saved. */
const freeze = async (deps: Deps, id: RoundId, pages: number): Promise<Heard> => {
  const round = await roundOf(deps, id)
  if (round?.status !== 'closing') return 'heard'
  let tally = EMPTY_TALLY
  for (let page = 0; page < pages; page++) {
    const saved = await deps.store.load(tallyKey(id, page))
    if (!saved) throw new Error(`round ${id} misses page ${page} of its tally`)
    tally = mergeTallies(tally, saved.state.sum)
  }
  const result = gate(deps.voice.kit, tally, round.floor)
  return heard(await settle(deps, roundKey(id), (known) => steering(known, { type: 'allTallied', result }, deps.now())))
}
