import { teamsCard } from '../../cards/teams/render.ts'
import type { Platform } from '../../flows/ids.ts'
import type { Reply } from '../../http/server.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { Activity } from './authenticate.ts'
import { executePress, inboundMessage, installation, placeChanges, submitPress } from './inbound.ts'

const NOT_OURS = {
  code: 'BadRequest',
  message: 'not a button of this bot',
  innerHttpError: { statusCode: 400, body: '' },
}

const DONE: Reply = { status: 200 }

/**
 * What the service is told of invokes for a sign-in, which this bot never asks for: that it can't.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-code
 */
const SIGN_IN: Readonly<Record<string, Reply>> = {
  'signin/tokenExchange': { status: 412 },
  'signin/verifyState': { status: 404 },
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
const pressed = async (handlers: Handlers, platform: Platform, activity: Activity): Promise<Reply> => {
  const press = executePress(platform, activity)
  // Not one of ours: an error for the client, and nothing on the person's card changes.
  if (!press)
    return { status: 200, body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: NOT_OURS } }
  const { card } = await handlers.press(press)
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: teamsCard(card) },
  }
}

const said = async (handlers: Handlers, platform: Platform, activity: Activity): Promise<void> => {
  const submitted = submitPress(platform, activity)
  if (submitted) {
    await handlers.submit(submitted.press, submitted.message)
    return
  }
  const message = inboundMessage(platform, activity)
  if (message) await handlers.message(message)
}

/** An upgrade adds and removes nothing: its actions (`add-upgrade`, `remove-upgrade`, `upgrade`) are none of these. */
const installed = async (handlers: Handlers, platform: Platform, activity: Activity): Promise<void> => {
  const { action } = activity
  if (action !== 'add' && action !== 'remove') return
  const event = installation(platform, activity, action === 'add')
  if (event) await handlers.install(event)
}

/** Hands an authenticated activity to the handlers. @returns what the service is answered; what isn't meant for a bot like this is taken in silence */
export const handleActivity = async (handlers: Handlers, platform: Platform, activity: Activity): Promise<Reply> => {
  const { type, name = '' } = activity
  if (type === 'invoke')
    return name === 'adaptiveCard/action' ? pressed(handlers, platform, activity) : (SIGN_IN[name] ?? DONE)
  if (type === 'message') await said(handlers, platform, activity)
  if (type === 'installationUpdate') await installed(handlers, platform, activity)
  if (type === 'conversationUpdate')
    for (const change of placeChanges(platform, activity)) await handlers.changed(change)
  return DONE
}
