import type { Instant } from '../kit/instant.ts'
import { post, tell } from './effect.ts'
import type { ActionId, ChannelId, PersonId, Platform, RoundId } from './names.ts'
import { refuse, type Step, step, UNCHANGED } from './step.ts'

/** A channel and its rounds; at most one is open. */
export interface Team {
  readonly platform: Platform
  readonly channel: ChannelId
  readonly open: RoundId | undefined
  readonly ended: readonly RoundId[]
  /** The last platform events that made the bot speak, so that a redelivery doesn't make it speak twice. */
  readonly heard: readonly string[]
}

const HEARD = 50

export type TeamEvent =
  | { readonly type: 'mentioned'; readonly event: string }
  | { readonly type: 'formAsked'; readonly event: string; readonly person: PersonId }
  | {
      readonly type: 'actionFormAsked'
      readonly event: string
      readonly person: PersonId
      readonly round: RoundId
      readonly action: ActionId | undefined
    }
  | { readonly type: 'startAsked'; readonly round: RoundId }
  | { readonly type: 'roundEnded'; readonly round: RoundId }

export interface Channel {
  readonly platform: Platform
  readonly channel: ChannelId
}

export const newTeam = ({ platform, channel }: Channel): Team => ({
  platform,
  channel,
  open: undefined,
  ended: [],
  heard: [],
})

/** What a channel does with being called, and with rounds that want to start or have ended. */
export const teaming = (here: Channel, known: Team | undefined, event: TeamEvent, now: Instant): Step<Team> => {
  const team = known ?? newTeam(here)
  const { platform, channel } = here
  switch (event.type) {
    case 'mentioned': {
      if (team.heard.includes(event.event)) return UNCHANGED
      const card = team.open
        ? ({ screen: 'progress', round: team.open } as const)
        : ({ screen: 'welcome', platform, channel } as const)
      return step(heardOf(team, here, event.event), post(event.event, card, { in: 'channel', platform, channel }, now))
    }
    case 'formAsked': {
      if (team.open) return refuse('roundOpen')
      if (team.heard.includes(event.event)) return UNCHANGED
      const { person } = event
      const card = { screen: 'roundForm', platform, channel, person } as const
      return step(heardOf(team, here, event.event), post(event.event, card, { in: 'private', platform, person }, now))
    }
    case 'actionFormAsked': {
      if (team.heard.includes(event.event)) return UNCHANGED
      const { person, round, action } = event
      const card = { screen: 'actionForm', platform, round, action, person } as const
      return step(heardOf(team, here, event.event), post(event.event, card, { in: 'private', platform, person }, now))
    }
    case 'startAsked': {
      const { round } = event
      if (team.open === round || team.ended.includes(round)) return UNCHANGED
      if (team.open) return refuse('roundOpen')
      return step({ ...team, platform, open: round }, tell({ type: 'startConfirmed', round }, now))
    }
    case 'roundEnded':
      if (team.open !== event.round) return UNCHANGED
      return step({ ...team, open: undefined, ended: [...team.ended, event.round] })
  }
}

const heardOf = (team: Team, here: Channel, event: string): Team => ({
  ...team,
  platform: here.platform,
  heard: [...team.heard, event].slice(-HEARD),
})
