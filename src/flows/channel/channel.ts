import type { Instant } from '../../kit/calendar/instant.ts'
import type { BlockId, ElementId } from '../../kit/kit.ts'
import type { Language } from '../../kit/languages.ts'
import type { Found } from '../../kit/search/search.ts'
import type { Guess, Heard } from '../../kit/typed/intents.ts'
import { type Decision, decided, refuse, UNCHANGED } from '../decision.ts'
import { askedBy, post, send } from '../effect.ts'
import type { ActionId, PersonId, RoundId } from '../ids.ts'
import type { CardRef } from '../refs.ts'
import { type DigestEvent, decideDigest } from './digest.ts'
import { type ChannelForgotten, forgetChannel, removed, used } from './forgetChannel.ts'
import { arriving, leaving, type MovingEvent } from './moving.ts'
import { decidePlan, type PlanEvent } from './plan.ts'
import { decideSettings, type SettingsEvent } from './settings.ts'
import type { Channel, ChannelAddress } from './state.ts'
import { decideUnposted, type UnpostedEvent } from './unposted.ts'

const HEARD = 50

/** What someone wants to see in the channel. */
export type ChannelWish =
  | { readonly show: 'start' | 'status' | 'result' | 'stars' | 'priorities' | 'plan' }
  | { readonly show: 'block'; readonly block: BlockId; readonly language: Language }
  | { readonly show: 'blocks'; readonly language: Language }
  | {
      readonly show: 'heard'
      readonly said: Heard
      readonly guesses?: readonly Guess[]
      /** What can be searched for, in words of the content and none of hers. */
      readonly topic?: string | undefined
      readonly language: Language
    }
  | {
      readonly show: 'library'
      readonly found: readonly string[]
      readonly answer?: Found | undefined
      readonly language: Language
    }

/** What is said in a channel, or happens to its rounds. `event`: the platform's id of it, answered once. */
export type ChannelEvent =
  | {
      readonly type: 'mentioned'
      readonly event: string
      readonly wish: ChannelWish
      /** Who asked for it: she hears where the channel takes no answer. */
      readonly by?: PersonId
      /** The thread it was said in. */
      readonly thread?: string | undefined
    }
  | { readonly type: 'formAsked'; readonly event: string; readonly person: PersonId }
  | {
      readonly type: 'actionFormAsked'
      readonly event: string
      readonly person: PersonId
      readonly round: RoundId | undefined
      readonly action: ActionId | undefined
      readonly draft?: ElementId
      /** Asked for during the talk. */
      readonly quick?: true | undefined
      readonly block?: BlockId | undefined
    }
  | {
      readonly type: 'suggestionsAsked'
      readonly event: string
      readonly person: PersonId
      readonly round: RoundId
      readonly block: BlockId
    }
  | {
      readonly type: 'talkFormAsked'
      readonly event: string
      readonly person: PersonId
      readonly round: RoundId
      readonly form: 'talkNote' | 'talkPlan'
      readonly page: number | undefined
    }
  | { readonly type: 'startAsked'; readonly round: RoundId; readonly language: Language }
  | { readonly type: 'roundEnded'; readonly round: RoundId }
  /** `team`: the channel's own hash, since ids of effects hold no platform's id. */
  | { readonly type: 'channelGone'; readonly team: string }
  | ChannelForgotten
  | PlanEvent
  | DigestEvent
  | SettingsEvent
  | UnpostedEvent
  | MovingEvent

/** A channel of which nothing is known yet. */
export const newChannel = ({ platform, channel }: ChannelAddress): Channel => ({
  platform,
  channel,
  open: undefined,
  ended: [],
  heard: [],
})

/** The round the channel is in, or was in last. */
export const latestOf = (team: Channel | undefined): RoundId | undefined => team?.open ?? team?.ended.at(-1)

/**
 * What a channel does with being called, and with rounds that want to start or have ended.
 * Refuses `roundOpen` for a second round beside an open one. UNCHANGED for what the platform delivers again.
 */
export const decideChannel = (
  here: ChannelAddress,
  known: Channel | undefined,
  event: ChannelEvent,
  now: Instant,
): Decision<Channel> => {
  const decision = decide(here, known, event, now)
  const effect = usedAs(event, known)
  return effect === undefined ? decision : used(decision, here, effect, now)
}

/** What makes the id of the effect that forgets the channel, for what someone does in it; undefined for what happens by itself. */
const usedAs = (event: ChannelEvent, known: Channel | undefined): string | undefined => {
  switch (event.type) {
    case 'mentioned':
    case 'formAsked':
    case 'actionFormAsked':
    case 'suggestionsAsked':
    case 'talkFormAsked':
      return event.event
    case 'startAsked':
      return event.round
    case 'actionAdded':
    case 'digestSet':
    case 'settingsChosen':
    case 'arrived':
      return event.team
    case 'planChanged':
    case 'digestDue':
      // As it was saved without a term, it has one from the first time on that something happens to it.
      return known?.used ? undefined : event.team
    case 'roundEnded':
    case 'planPosted':
    case 'channelGone':
    case 'channelForgotten':
    case 'postRefused':
    case 'channelArchived':
    case 'channelTried':
    case 'movedTo':
      return undefined
  }
}

const decide = (
  here: ChannelAddress,
  known: Channel | undefined,
  event: ChannelEvent,
  now: Instant,
): Decision<Channel> => {
  const team = known ?? newChannel(here)
  switch (event.type) {
    case 'mentioned':
      return answering(team, here, event, now)
    case 'formAsked': {
      if (team.open) return refuse('roundOpen')
      const { platform, channel } = here
      const { person } = event
      const card = { screen: 'roundForm', platform, channel, person } as const
      return saying(team, here, event.event, card, { in: 'private', platform, person }, now)
    }
    case 'actionFormAsked': {
      const { platform } = here
      const { person, round, action, quick, block, draft } = event
      const special = { quick, block, ...(draft ? { draft } : {}) }
      const card = { screen: 'actionForm', platform, round, action, person, channel: here.channel, ...special } as const
      return saying(team, here, event.event, card, { in: 'private', platform, person }, now)
    }
    case 'suggestionsAsked': {
      const { platform } = here
      const { person, round, block } = event
      const card = { screen: 'suggestions', platform, round, block, person } as const
      return saying(team, here, event.event, card, { in: 'private', platform, person }, now)
    }
    case 'talkFormAsked': {
      const { platform } = here
      const { person, round, form, page } = event
      const card = { screen: form, platform, round, person, page } as const
      return saying(team, here, event.event, card, { in: 'private', platform, person }, now)
    }
    case 'startAsked': {
      const { round, language } = event
      if (team.open === round || team.ended.includes(round)) return UNCHANGED
      if (team.open) return refuse('roundOpen')
      // What is begun here from now on stays here.
      const { moved: _, ...stays } = team
      const next: Channel = { ...stays, platform: here.platform, open: round, language }
      return decided(next, send({ type: 'startConfirmed', round }, now))
    }
    case 'roundEnded':
      if (team.open !== event.round) return UNCHANGED
      return decided({ ...team, open: undefined, ended: [...team.ended, event.round] })
    case 'actionAdded':
    case 'planChanged':
    case 'planPosted':
      // Forgotten by then: an action that goes after it doesn't bring it back.
      if (!known && event.type === 'planChanged' && event.rows.length === 0) return UNCHANGED
      return decidePlan(team, here, event, now)
    case 'digestDue':
      return decideDigest(team, here, event, now)
    case 'digestSet':
    case 'settingsChosen':
      return decideSettings(team, here, event, now)
    case 'postRefused':
    case 'channelArchived':
    case 'channelTried':
      return known ? decideUnposted(known, here, event, latestOf(known), now) : UNCHANGED
    case 'arrived':
      return arriving(team, here, event, now)
    case 'movedTo':
      return known ? leaving(known, event, now) : UNCHANGED
    case 'channelGone':
      return known ? goneFrom(known, here, event.team, now) : UNCHANGED
    case 'channelForgotten':
      return known ? forgetChannel(known, here, event, now) : UNCHANGED
  }
}

const goneFrom = (team: Channel, here: ChannelAddress, effect: string, now: Instant): Decision<Channel> => {
  const decision = removed(team, here, effect, now)
  if (decision.kind !== 'decided' || !team.open) return decision
  return { ...decision, effects: [send({ type: 'botRemoved', round: team.open }, now), ...decision.effects] }
}

const placeOf = ({ platform, channel }: ChannelAddress): ChannelAddress => ({ platform, channel })

/** The card that answers a wish: where there is nothing yet to show, how things stand. */
export const cardFor = (team: Channel, { platform, channel }: ChannelAddress, wish: ChannelWish): CardRef => {
  const round = latestOf(team)
  const status: CardRef = team.open
    ? { screen: 'progress', round: team.open }
    : { screen: 'welcome', platform, channel }
  switch (wish.show) {
    case 'start':
      return status
    case 'status':
    case 'priorities':
      return team.open || round === undefined ? status : { screen: 'standing', round }
    case 'result':
    case 'stars':
      return round === undefined ? status : { screen: wish.show, round }
    case 'plan':
      return round === undefined ? status : { screen: 'plan', platform, channel }
    case 'block':
      return { screen: 'block', block: wish.block, language: wish.language }
    case 'blocks':
      return { screen: 'blocks', language: wish.language }
    case 'heard': {
      const { show: screen, ...heard } = wish
      return { screen, ...heard, platform }
    }
    case 'library':
      return {
        ...{ screen: 'library', found: wish.found, language: wish.language },
        ...(wish.answer === undefined ? {} : { answer: wish.answer, shared: true }),
      }
  }
}

/** In the channel: where it takes nothing, who asked is told. */
const answering = (
  team: Channel,
  here: ChannelAddress,
  { event, wish, by, thread }: Extract<ChannelEvent, { type: 'mentioned' }>,
  now: Instant,
): Decision<Channel> => {
  const to = { in: 'channel', ...placeOf(here), ...(thread === undefined ? {} : { thread }) } as const
  const said = saying(team, here, event, cardFor(team, here, wish), to, now)
  if (said.kind !== 'decided' || by === undefined) return said
  return { ...said, effects: said.effects.map((effect) => askedBy(effect, by)) }
}

/** Says something once for each of the platform's events. */
const saying = (
  team: Channel,
  here: ChannelAddress,
  event: string,
  card: CardRef,
  to: Parameters<typeof post>[2],
  now: Instant,
): Decision<Channel> => {
  if (team.heard.includes(event)) return UNCHANGED
  const heard = [...team.heard, event].slice(-HEARD)
  return decided({ ...team, platform: here.platform, heard }, post(event, card, to, now))
}
