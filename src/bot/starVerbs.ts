import type { Card } from '../cards/card.ts'
import { ballotScreen, starsProgressScreen } from '../cards/screens/ballotScreen.ts'
import { closeStarsScreen } from '../cards/screens/controlScreen.ts'
import { ADVISED, confirmScreen } from '../cards/screens/rankingScreen.ts'
import { ballotKey, roundKey } from '../flows/keys.ts'
import type { Round } from '../flows/rounds.ts'
import { type StarringEvent, starring } from '../flows/starring.ts'
import type { Kit } from '../kit/kit.ts'
import { plainText } from '../kit/plainText.ts'
import type { Stars, StarVotes } from '../kit/stars.ts'
import { refusedWith } from './answers.ts'
import { type Deps, sheetHash } from './deps.ts'
import type { Press } from './press.ts'
import { asking, belongs, steered } from './roundVerbs.ts'
import { settle } from './settle.ts'
import { type Answer, ok, type Verb, verb } from './verb.ts'
import * as data from './verbData.ts'

const roundOf = async (deps: Deps, press: Press, id: string): Promise<Round | undefined> => {
  const round = (await deps.store.load(roundKey(id)))?.state
  return belongs(round, press) ? round : undefined
}

/** No ballot under her name: the stars are over and all ballots gone, or she was never asked. */
const withoutBallot = async (deps: Deps, press: Press, id: string): Promise<Answer> => {
  const round = await roundOf(deps, press, id)
  return refusedWith(deps, round?.ranking ? 'starsClosed' : 'notYours')
}

const act = async (deps: Deps, press: Press, id: string, event: StarringEvent): Promise<Answer> => {
  const key = ballotKey(id, sheetHash(deps.hash, press.platform, press.actor))
  const settled = await settle(deps, key, (ballot) => starring(ballot, event, deps.now()))
  const { state: ballot } = settled
  if (!ballot) return withoutBallot(deps, press, id)
  if (settled.kind === 'refusal') return refusedWith(deps, settled.why)
  const round = await roundOf(deps, press, id)
  if (!round?.result) return refusedWith(deps, 'roundGone')
  const card: Card =
    press.place.in === 'channel'
      ? starsProgressScreen(deps.voice, round, true)
      : ballotScreen(deps.voice, ballot, round.result, deps.now())
  return ok(card)
}

const votesIn = (kit: Kit, given: Readonly<Record<string, unknown>>): StarVotes => {
  const whole = (given.stars ?? {}) as Readonly<Record<string, Stars>>
  const votes = kit.blocks.flatMap(({ id }) => {
    const stars = whole[id] ?? given[`stars.${id}`]
    return stars ? [[id, stars as Stars] as const] : []
  })
  return Object.fromEntries(votes)
}

/** From the talk to the priorities: each gives stars, the coordinator confirms what the team agreed. */
export const starVerbs = (kit: Kit): readonly Verb[] => [
  verb({
    verb: 'talk.done',
    data: data.inRound,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round }) => steered(deps, press, round, () => ({ type: 'talkDone', actor: press.actor })),
  }),
  verb({
    verb: 'ballot.show',
    data: data.opening,
    who: 'member',
    where: 'both',
    press: (deps, press, { round, change = false }) => {
      if (press.place.in === 'channel') return act(deps, press, round, { type: 'sentAgain', event: press.id })
      return act(deps, press, round, { type: change ? 'reopened' : 'shown' })
    },
  }),
  verb({
    verb: 'ballot.cast',
    data: data.casting(kit),
    who: 'member',
    where: 'private',
    press: (deps, press, given) => act(deps, press, given.round, { type: 'cast', stars: votesIn(kit, given) }),
  }),
  asking('ballot.close', 'starsCloseAsked', (voice, known) =>
    known.status === 'starring' ? closeStarsScreen(voice, known) : undefined,
  ),
  verb({
    verb: 'direction.save',
    data: data.directing(kit),
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, block, text }) =>
      steered(deps, press, round, () => ({ type: 'directed', actor: press.actor, block, text: plainText(text) })),
  }),
  verb({
    verb: 'priorities.confirm',
    data: data.confirming(kit),
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round, blocks, reason, confirmed = false }) => {
      const words = plainText(reason)
      const advised = blocks.length >= ADVISED.least && blocks.length <= ADVISED.most
      // Another number than the kit advises is asked about first, and nothing that was typed is lost.
      const sure = advised || (confirmed && blocks.length > 0)
      const asking = blocks.length === 0 ? 'some' : 'sure'
      return steered(
        deps,
        press,
        round,
        () => (sure ? { type: 'confirmed', actor: press.actor, blocks, reason: words } : undefined),
        (known) =>
          known.status === 'ranked' ? ok(confirmScreen(deps.voice, known, blocks, words, asking)) : undefined,
      )
    },
  }),
]
