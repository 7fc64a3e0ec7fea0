import type { PersonId, Platform } from '../../flows/ids.ts'
import { erasedKey } from '../../flows/keys.ts'
import { wasErasedSince } from '../../flows/person/erasedMark.ts'
import type { Person } from '../../flows/person/person.ts'
import { isVisiting, VISIT_LASTS } from '../../flows/person/visits.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Language } from '../../kit/languages.ts'
import { type Deps, personHash } from '../context.ts'
import { PAGE_LINKS } from '../fileLinks.ts'
import { stateOf } from '../stateOf.ts'
import { personOf, updatePerson } from './people.ts'

/** What a browser carries along: whose pages it may show, and until when. Sealed with the data keys, it says this to nobody else. */
export interface Pass {
  readonly platform: Platform
  readonly person: PersonId
  readonly visit: string
  readonly until: Instant
  /** In a frame of Teams; with what that said of its looks and its language. */
  readonly framed?: { readonly theme: 'light' | 'dark' | 'contrast'; readonly language?: Language }
}

/** Someone who looks at pages, as she is known at this moment, and the bot in her language. */
export interface Visitor {
  readonly pass: Pass
  readonly person: Person
}

/** A pass as a browser keeps it, and where she goes with it: the team she asked for, or her own page. */
export interface LetIn {
  readonly cookie: string
  readonly team?: string | undefined
}

const PURPOSE = 'visit'

const issue = ({ links }: Pick<Deps, 'links'>, pass: Pass): string => links.issue(PURPOSE, pass)

/** Nobody but this bot makes what it reads here. */
const isPass = (content: unknown): content is Pass =>
  typeof content === 'object' && content !== null && 'visit' in content && 'until' in content

/** Whether a link may still be opened; opening it can fail all the same, since that happens once. */
export const isPageLink = (deps: Deps, token: string): boolean => PAGE_LINKS.read(deps, token) !== undefined

/** Opens a link, which nobody can do again. @returns undefined for what is no link (any more), and for one of before her erasure */
export const openPageLink = async (deps: Deps, token: string): Promise<LetIn | undefined> => {
  const asked = PAGE_LINKS.read(deps, token)
  if (!asked) return undefined
  const { platform, person, team } = asked
  // No two links are alike, so each can be known by what it is.
  const visit = deps.hash('page link', token)
  const made = asked.until - PAGE_LINKS.lasts
  const erased = await stateOf(deps, erasedKey(personHash(deps.hash, platform, person)))
  if (wasErasedSince(erased, made)) return undefined
  const began = await updatePerson(deps, platform, person, { type: 'visitBegan', platform, person, visit })
  if (began.kind !== 'saved') return undefined
  const until = deps.now() + VISIT_LASTS
  return { cookie: issue(deps, { platform, person, visit, until }), team }
}

/** Lets someone in of whom the platform itself just said who she is. */
export const letIn = async (
  deps: Deps,
  platform: Platform,
  person: PersonId,
  framed: NonNullable<Pass['framed']>,
): Promise<LetIn> => {
  const now = deps.now()
  // One a person and day: the tab is opened all day long.
  const day = Math.floor(now / VISIT_LASTS)
  const visit = deps.hash('framed visit', platform.name, platform.tenant, person, String(day))
  await updatePerson(deps, platform, person, { type: 'visitBegan', platform, person, visit, vouched: true })
  return { cookie: issue(deps, { platform, person, visit, until: now + VISIT_LASTS, framed }) }
}

/** Who shows this pass, when it holds now: it wasn't over, she didn't leave, and nothing of hers was erased since. One store read. */
export const visitorOf = async (deps: Deps, cookie: string): Promise<Visitor | undefined> => {
  const pass = deps.links.read(PURPOSE, cookie)
  if (!isPass(pass) || deps.now() >= pass.until) return undefined
  const person = await personOf(deps, pass.platform, pass.person)
  return person && isVisiting(person, pass.visit, deps.now()) ? { pass, person } : undefined
}

/** She leaves: the pass in that browser is worth nothing any more. */
export const endVisit = (deps: Deps, { platform, person, visit }: Pass) =>
  updatePerson(deps, platform, person, { type: 'visitEnded', visit })
