import type { Choice } from '../../cards/card.ts'
import { addMemberScreen, handedOverScreen, handOverScreen } from '../../cards/screens/round/handOverScreens.ts'
import { rosterKey } from '../../flows/keys.ts'
import { isCoordinator, isOpen, type Round } from '../../flows/round/round.ts'
import { rosterWith } from '../channelRoster.ts'
import { type Deps, sheetHash, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import type { Person } from '../ports/platform.ts'
import { checkReachability } from '../reachability.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { takeOver } from '../takeOver.ts'
import { refusedReply } from './answers.ts'
import { belongs, steered } from './round.ts'
import * as data from './schemas.ts'
import { idsIn } from './startForm.ts'
import { ok, type Verb, verb } from './verb.ts'

interface Steered {
  readonly round: Round
  readonly people: readonly Person[]
}

/** The round and its channel's people, for who steers it. */
const steering = async (deps: Deps, press: Press, id: string): Promise<Steered | Reply> => {
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
  if (!isCoordinator(round, press.actor) && !(await takeOver(deps, press, round)))
    return refusedReply(deps, 'notCoordinator')
  const people = await rosterWith(deps, press, round.channel)
  return people ? { round, people } : refusedReply(deps, 'notMember')
}

/** Whoever has a place in the round already. */
const askedIn = async (deps: Deps, round: Round): Promise<ReadonlySet<string>> => {
  const pages = Array.from({ length: round.pages }, (_, page) => stateOf(deps, rosterKey(round.id, page)))
  return new Set((await Promise.all(pages)).flatMap((roster) => (roster?.members ?? []).map(({ sheet }) => sheet)))
}

const addMember = async (
  deps: Deps,
  press: Press,
  {
    round: id,
    people: sent = '',
    outsiders: from = '',
  }: { round: string; people?: string | undefined; outsiders?: string | undefined },
): Promise<Reply> => {
  const found = await steering(deps, press, id)
  if ('card' in found) return found
  const { round, people } = found
  if (!isOpen(round)) return refusedReply(deps, round.status === 'stopped' ? 'roundStopped' : 'scanClosed')
  const voice = voiceFor(deps, round)
  const asked = await askedIn(deps, round)
  const [ids, outsiders] = [idsIn(sent), idsIn(from)]
  const chosen = people.filter((person) => ids.includes(person.id) || ids.includes(person.alias)).map((one) => one.id)
  const left = notAsked(deps, round, people, asked)
  if (chosen.length + outsiders.length === 0) return ok(addMemberScreen(voice, round, left))
  const { members, check } = await checkReachability(deps, press.platform, people, { people: chosen, outsiders })
  const fresh = members.filter(({ sheet }) => !asked.has(sheet))
  if (fresh.length === 0) {
    const problem = voice.say(check.unreachable.length > 0 ? 'add.unreachable' : 'add.already')
    return ok(addMemberScreen(voice, round, left, problem))
  }
  return steered(deps, press, id, () => ({ type: 'membersAdded', actor: press.actor, members: fresh }))
}

const notAsked = (
  deps: Deps,
  { platform }: Round,
  people: readonly Person[],
  asked: ReadonlySet<string>,
): readonly Choice[] => people.filter(({ id }) => !asked.has(sheetHash(deps.hash, platform, id)))

const handOver = async (
  deps: Deps,
  press: Press,
  { round: id, person, as }: { round: string; person?: string | undefined; as?: 'instead' | 'beside' | '' | undefined },
): Promise<Reply> => {
  const found = await steering(deps, press, id)
  if ('card' in found) return found
  const { round, people } = found
  const voice = voiceFor(deps, round)
  const others = people.filter((one) => one.id !== press.actor)
  const to = others.find((one) => one.id === person || one.alias === person)
  if (!to || !as) {
    // The form alone is no mistake; sent without a choice it says what is missing.
    const problem = person === undefined ? undefined : voice.say('handOver.missing')
    return ok(handOverScreen(voice, round, others, problem))
  }
  const event = { type: 'handedOver', actor: press.actor, to: to.id, as, turn: deps.hash('turn', press.id) } as const
  return steered(
    deps,
    press,
    id,
    () => event,
    (known) => (isCoordinator(known, press.actor) ? undefined : ok(handedOverScreen(voice, known))),
  )
}

/** A round outlives a holiday: someone can join late, and someone else can steer. */
export const handOverVerbs: readonly Verb[] = [
  verb({ verb: 'round.addMember', data: data.adding, who: 'coordinator', where: 'private', press: addMember }),
  verb({ verb: 'round.handOver', data: data.handingOver, who: 'coordinator', where: 'private', press: handOver }),
]
