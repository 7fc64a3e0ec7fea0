import type { PressInput } from '../chatClient.ts'
import { type DrawnCard, SLACK_IDS } from '../world.ts'
import { valuesOf } from './fields.ts'
import { slackActionId } from './reading.ts'

/** What Slack posts to a bot, as its pages say. https://docs.slack.dev/reference/interaction-payloads */
export interface Registered {
  readonly id: string
}

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString()

/** @param team the workspace of whoever it is about: in a channel that two organisations share, another than the app's */
export const eventText = (
  app: Registered,
  botUser: string,
  id: string,
  event: object,
  team: string = SLACK_IDS.tenant,
): string =>
  JSON.stringify({
    type: 'event_callback',
    team_id: team,
    context_team_id: SLACK_IDS.tenant,
    api_app_id: app.id,
    event_id: id,
    event,
    authorizations: [{ team_id: SLACK_IDS.tenant, user_id: botUser, is_bot: true }],
  })

export const interactionText = (
  app: Registered,
  person: string,
  payload: object,
  team: string = SLACK_IDS.tenant,
): string =>
  form({
    payload: JSON.stringify({
      team: { id: team, domain: 'praktijk' },
      user: { id: SLACK_IDS.person(person), team_id: team },
      api_app_id: app.id,
      ...payload,
    }),
  })

export const commandText = (app: Registered, person: string, channel: string, text: string, trigger: string): string =>
  form({
    command: '/quickscan',
    text,
    team_id: SLACK_IDS.tenant,
    api_app_id: app.id,
    channel_id: channel,
    user_id: SLACK_IDS.person(person),
    trigger_id: trigger,
  })

/** A window or page is of the workspace that has the app, whoever looks at it. */
const OF_APP = { app_installed_team_id: SLACK_IDS.tenant } as const

/** Where a press is made: in a window or on a page, or on a message with an address to answer at. */
export type Spot =
  | { readonly view: string; readonly type: 'modal' | 'home' }
  | { readonly channel: string; readonly message: string; readonly own: boolean; readonly responseUrl: string }

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const pressPayload = (spot: Spot, card: DrawnCard, { verb, data, inputs }: PressInput, trigger: string) => {
  const state = { values: valuesOf(card, inputs) }
  const action_id = slackActionId(card, verb, data)
  const actions = [{ type: 'button', action_id, block_id: 'b', action_ts: trigger, value: JSON.stringify(data) }]
  const common = { type: 'block_actions', trigger_id: trigger, actions }
  if ('view' in spot)
    return { ...common, container: { type: 'view' }, view: { ...OF_APP, id: spot.view, type: spot.type, state } }
  const { channel, message, own, responseUrl } = spot
  return {
    ...common,
    channel: { id: channel },
    container: { type: 'message', message_ts: message, channel_id: channel, is_ephemeral: own },
    message: { ts: message, team: SLACK_IDS.tenant },
    response_url: responseUrl,
    state,
  }
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const submitPayload = (view: string, card: DrawnCard, inputs: PressInput['inputs'], trigger: string) => {
  const { callback_id, private_metadata, type } = card
  return {
    type: 'view_submission',
    trigger_id: trigger,
    view: { ...OF_APP, id: view, type, callback_id, private_metadata, state: { values: valuesOf(card, inputs) } },
  }
}
