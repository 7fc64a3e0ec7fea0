import type { EffectPayload } from '../../flows/effect.ts'
import { type Member, NOBODY, type PersonId, type Platform, type RoundId } from '../../flows/ids.ts'
import { erasedKey, rosterKey } from '../../flows/keys.ts'
import { wasErasedSince } from '../../flows/person/erasedMark.ts'
import { isReaching, type Reaching } from '../../flows/reached.ts'
import { decideRoster } from '../../flows/roster/roster.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { type Deps, personHash } from '../context.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'

type Made = Instant | undefined
type OfMember = Extract<Reaching, { readonly member: Member }>
type OfMembers = Extract<Reaching, { readonly members: readonly Member[] }>

/**
 * What is to be carried out of an effect by now. Who had everything of hers erased since it was decided is reached by nothing of it:
 * a message to her is none, and her place in a round stays without her. Undefined where nothing is left to do. One read for
 * each person in it.
 */
export const withoutErased = async (deps: Deps, payload: EffectPayload): Promise<EffectPayload | undefined> => {
  switch (payload.do) {
    case 'post':
    case 'share': {
      const { to, made } = payload
      return to.in === 'private' && (await isErased(deps, to.platform, to.person, made)) ? undefined : payload
    }
    case 'tell': {
      const event = isReaching(payload.event) ? await withoutPerson(deps, payload.event, payload.made) : payload.event
      return event && { ...payload, event }
    }
    case 'edit':
    case 'unshare':
    case 'restHome':
    case 'note':
    case 'destroyKey':
      return payload
  }
}

const isErased = async (deps: Deps, platform: Platform, person: PersonId, made: Made): Promise<boolean> =>
  person !== NOBODY && wasErasedSince(await stateOf(deps, erasedKey(personHash(deps.hash, platform, person))), made)

const withoutPerson = async (deps: Deps, event: Reaching, made: Made): Promise<Reaching | undefined> => {
  if ('members' in event) return withoutMembers(deps, event, event.since ?? made)
  if ('member' in event) return withoutMember(deps, event, made)
  const platform = 'platform' in event ? event.platform : await platformOf(deps, event.round)
  return platform && (await isErased(deps, platform, event.person, made)) ? undefined : event
}

const platformOf = async (deps: Deps, round: RoundId): Promise<Platform | undefined> =>
  (await roundOf(deps, round))?.platform

const withoutMembers = async (deps: Deps, event: OfMembers, made: Made): Promise<OfMembers> => {
  const platform = await platformOf(deps, event.round)
  if (!platform) return event
  const members = event.members.map(async (member) =>
    (await isErased(deps, platform, member.person, made)) ? { ...member, person: NOBODY } : member,
  )
  return { ...event, members: await Promise.all(members) }
}

/** Nothing said yet that the page has her, so her erasure didn't find it. */
const withoutMember = async (deps: Deps, event: OfMember, made: Made): Promise<OfMember> => {
  const { round, page, member } = event
  const platform = await platformOf(deps, round)
  if (!platform || !(await isErased(deps, platform, member.person, made))) return event
  const erased = { type: 'memberErased', sheet: member.sheet } as const
  await transact(deps, rosterKey(round, page), (roster) => decideRoster(roster, erased, deps.now()))
  return { ...event, member: { ...member, person: NOBODY } }
}
