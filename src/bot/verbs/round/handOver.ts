import { formAgain } from '../../../cards/fieldProblems.ts'
import { SLACK } from '../../../cards/limits.ts'
import { addMemberScreen, handedOverScreen, handOverScreen } from '../../../cards/screens/round/handOverScreens.ts'
import { takeOutScreen } from '../../../cards/screens/round/leavingScreens.ts'
import { NOBODY } from '../../../flows/ids.ts'
import { isCoordinator, isOpen, type Round } from '../../../flows/round/round.ts'
import type { Say } from '../../../kit/sentences.ts'
import { type Deps, sheetHash, turnOf, voiceFor } from '../../context.ts'
import { membersAsked, sheetsAsked } from '../../people/asked.ts'
import { findOne, findPeople } from '../../people/findPeople.ts'
import { type Named, tellApart } from '../../people/naming.ts'
import { checkReachability } from '../../people/reachability.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { PlatformUser } from '../../ports/platform.ts'
import type { Contexts } from '../contexts.ts'
import { ok, refusedReply } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'
import { coordinate } from './round.ts'
import { idsIn } from './startForm.ts'

type RosterContext = Contexts['coordinatorRoster']

interface SentMembers {
  readonly people?: string | undefined
  readonly peopleNames?: string | undefined
  readonly find?: boolean | undefined
  readonly outsiders?: string | undefined
}

const addMember = async (context: RosterContext, sent: SentMembers): Promise<Reply> => {
  const { deps, press, round, people } = context
  // Refused, with the way back to her control card.
  if (!isOpen(round)) return coordinate(context, () => ({ type: 'membersAdded', actor: press.actor, members: [] }))
  const voice = voiceFor(deps, round)
  const asked = await sheetsAsked(deps, round)
  // Someone who is on that page would be asked twice.
  if (!asked) return refusedReply(deps, 'tryAgain')
  const [ids, outsiders] = [idsIn(sent.people ?? ''), idsIn(sent.outsiders ?? '')]
  const chosen = people.filter(({ id, alias }) => ids.includes(id) || ids.includes(alias)).map(({ id }) => id)
  const strangers = ids.filter((one) => !people.some(({ id, alias }) => id === one || alias === one))
  const left = notAsked(deps, round, people, asked, voice.say)
  const found = findPeople(voice.say, left, chosen, sent.peopleNames)
  // Who was typed is shown first: she is asked at once, and can't be taken back.
  const looks = sent.find || (sent.peopleNames ?? '').trim() !== ''
  if (looks || chosen.length + outsiders.length === 0) {
    const missing = strangers.length > 0 ? 'form.peopleGone' : 'form.peopleMissing'
    const empty = sent.people !== undefined && !looks ? { problem: voice.say(missing) } : {}
    return ok(addMemberScreen(voice, round, left, { ...found, outsiders, ...empty }))
  }
  if (strangers.length > 0) {
    const problem = voice.say('form.peopleGone')
    return ok(addMemberScreen(voice, round, left, { ...found, outsiders, problem }))
  }
  const { members, check } = await checkReachability(deps, press.platform, people, { people: chosen, outsiders })
  const fresh = members.filter(({ sheet }) => !asked.has(sheet))
  if (fresh.length === 0) {
    const problem = voice.say(check.unreachable.length > 0 ? 'add.unreachable' : 'add.already')
    return ok(addMemberScreen(voice, round, left, { ...found, outsiders, problem }))
  }
  const readers = fresh.filter(({ person }) => people.some(({ id }) => id === person)).length
  return coordinate(context, () => ({ type: 'membersAdded', actor: press.actor, members: fresh, readers }))
}

const notAsked = (
  deps: Deps,
  { platform }: Round,
  people: readonly PlatformUser[],
  asked: ReadonlySet<string>,
  say: Say,
): readonly Named[] => tellApart(people, say).filter(({ id }) => !asked.has(sheetHash(deps.hash, platform, id)))

interface SentHandOver {
  readonly person?: string | undefined
  readonly personNames?: string | undefined
  readonly find?: boolean | undefined
  readonly as?: string | undefined
}

const handOver = async (context: RosterContext, sent: SentHandOver): Promise<Reply> => {
  const { person } = sent
  const as = (['instead', 'beside'] as const).find((one) => one === sent.as)
  const { deps, press, round, people } = context
  const voice = voiceFor(deps, round)
  const others = tellApart(people, voice.say).filter(({ id }) => id !== press.actor)
  const { to, chosen, search, looks } = findOne(voice.say, others, sent)
  if (!to || !as || looks) {
    // The form alone is no mistake; sent without a choice it says what is missing.
    const problem = person === undefined || looks || (to && sent.as) ? undefined : voice.say('handOver.missing')
    const form = handOverScreen(voice, round, others, { chosen, search, problem, ...(as ? { as } : {}) })
    return ok(formAgain(voice, form, sent, deps.now()) ?? form)
  }
  const event = { type: 'handedOver', actor: press.actor, to: to.id, as, turn: turnOf(deps, press) } as const
  return coordinate(
    context,
    () => event,
    (known) => (isCoordinator(known, press.actor) ? undefined : ok(handedOverScreen(voice, known))),
  )
}

/** The smaller of the two platforms' limits of one list. */
const MOST_CHOICES = SLACK.options

/** Her control card says who was taken out; nothing says whether that was before or after she handed in. */
const takeOut = async (context: Contexts['coordinator'], person: string | undefined): Promise<Reply> => {
  const { deps, press, round } = context
  const members = (await membersAsked(deps, round))?.filter((one) => one.person !== NOBODY)
  if (!members) return refusedReply(deps, 'tooLate')
  const member = members.find((one) => one.person === person)
  if (member) return coordinate(context, () => ({ type: 'takenOut', actor: press.actor, member }))
  const voice = voiceFor(deps, round)
  const out = new Set((round.left ?? []).filter(({ out: is }) => is).map(({ sheet }) => sheet))
  const gone = new Set((round.left ?? []).map(({ sheet }) => sheet))
  const first = members
    .filter(({ sheet }) => !out.has(sheet))
    .toSorted((one, other) => Number(gone.has(other.sheet)) - Number(gone.has(one.sheet)))
    .slice(0, MOST_CHOICES)
    .map((one) => one.person)
  const names = await deps.names(round.platform, round.channel, first, voice.say)
  const problem = person === undefined ? undefined : voice.say('leaving.missing')
  return ok(
    takeOutScreen(
      voice,
      round,
      first.map((id) => ({ id, name: names(id) })),
      problem,
    ),
  )
}

/** A round outlives a holiday: someone can join late, and someone else can coordinate it. */
export const handOverVerbs: readonly Verb[] = [
  verb({
    verb: 'round.addMember',
    data: data.addMember,
    who: 'coordinatorRoster',
    where: 'private',
    press: addMember,
  }),
  verb({
    verb: 'round.takeOut',
    data: data.takeOut,
    who: 'coordinator',
    where: 'private',
    press: (context, { person }) => takeOut(context, person),
  }),
  verb({ verb: 'round.handOver', data: data.handOver, who: 'coordinatorRoster', where: 'private', press: handOver }),
]
