import type { Voice } from '../../../cards/voice.ts'
import type { PersonId, Platform } from '../../../flows/ids.ts'
import { channelKey } from '../../../flows/keys.ts'
import { channelHash, type Deps } from '../../context.ts'
import {
  endVisit,
  isPageLink,
  type LetIn,
  letIn,
  openPageLink,
  type Pass,
  type Visitor,
  visitorOf,
} from '../../people/visits.ts'
import type { Handlers, Reply } from '../../ports/handlers.ts'
import { PlatformFailed } from '../../ports/platform.ts'
import { stateOf } from '../../stateOf.ts'
import { minePage, spokenTo } from './minePage.ts'
import type { AskedView, MinePage, TeamPage } from './pageParts.ts'
import { teamPage } from './teamPage.ts'

/** Someone a platform's own sign-on token names, and what the frame said in which its page is shown. */
export interface SignedOn {
  readonly platform: Platform
  /** The directory's id. */
  readonly alias: string
  /** The channel the frame stands in, as the frame says: nothing is believed of it but where to go. */
  readonly channel?: string | undefined
  readonly framed: NonNullable<Pass['framed']>
}

/** What a page sends: a button, and what is filled in. `id`: the same for the same press sent twice. */
export interface PagePress {
  readonly id: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What a browser can ask of the bot: all of it is for a visitor who was let in, and goes by the guards of a press. */
export interface Pages {
  readonly isLink: (token: string) => boolean
  /** @returns undefined where the link works no more */
  readonly open: (token: string) => Promise<LetIn | undefined>
  /** @returns undefined where the platform doesn't know her, or its bot can't reach her */
  readonly signOn: (signed: SignedOn) => Promise<LetIn | undefined>
  readonly visitor: (cookie: string) => Promise<Visitor | undefined>
  /** In which words she is spoken to. */
  readonly voiceFor: (visitor: Visitor) => Voice
  readonly mine: (visitor: Visitor) => Promise<MinePage>
  readonly team: (visitor: Visitor, team: string, asked: AskedView) => Promise<TeamPage | undefined>
  readonly press: (visitor: Visitor, press: PagePress) => Promise<Reply>
  /** Whether a button of a card works on a page: what is for everyone in a channel is pressed there. */
  readonly takes: (verb: string) => boolean
  /** What her own pages send along with each press, and no page of anyone else's knows. */
  readonly formKey: (visitor: Visitor) => string
  readonly leave: (visitor: Visitor) => Promise<unknown>
}

const signOn = async (deps: Deps, { platform, alias, channel, framed }: SignedOn): Promise<LetIn | undefined> => {
  const team = channel === undefined ? undefined : channelHash(deps.hash, platform, channel)
  // A conversation's own region answers for it; of a channel the bot knows, that is known.
  const known = team === undefined ? undefined : await stateOf(deps, channelKey(team))
  const at = { ...platform, serviceUrl: known?.platform.serviceUrl ?? platform.serviceUrl }
  const person = await personAt(deps, at, alias, known && channel)
  if (person === undefined) return undefined
  return { ...(await letIn(deps, at, person, framed)), team: known && team }
}

/** By the roster of the channel she looks at, else by her own chat with the bot. */
const personAt = async (
  deps: Deps,
  platform: Platform,
  alias: string,
  channel: string | undefined,
): Promise<PersonId | undefined> => {
  try {
    const people = channel === undefined ? [] : await deps.platform.roster(platform, channel)
    const found = people.find((one) => one.alias === alias) ?? (await deps.platform.find(platform, alias))
    return found.alias === alias ? found.id : undefined
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return undefined
  }
}

/** @param press the bot's own, with its limits */
export const createPages = (
  deps: Deps,
  verbs: ReadonlyMap<string, { readonly where: string }>,
  press: Handlers['press'],
): Pages => ({
  isLink: (token) => isPageLink(deps, token),
  open: (token) => openPageLink(deps, token),
  signOn: (signed) => signOn(deps, signed),
  visitor: (cookie) => visitorOf(deps, cookie),
  voiceFor: (visitor) => spokenTo(deps, visitor).voice,
  mine: (visitor) => minePage(deps, visitor),
  team: (visitor, team, asked) => teamPage(deps, visitor, team, asked),
  formKey: ({ pass }) => deps.hash('page form', pass.visit),
  takes: (verb) => verb !== 'site.open' && verbs.get(verb)?.where !== 'channel',
  press: ({ pass }, { id, verb, data }) =>
    press({
      id: `page/${pass.visit}/${id}`,
      platform: pass.platform,
      actor: pass.person,
      place: { in: 'private', conversation: '', page: true },
      verb,
      data,
    }),
  leave: ({ pass }) => endVisit(deps, pass),
})
