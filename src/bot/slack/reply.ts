import type { ModalView } from '@slack/types'
import { type Card, hasFields } from '../../cards/card.ts'
import { slackMessage } from '../../cards/slack/render.ts'
import { problemsOf, slackModal } from '../../cards/slack/views.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { HOME_VERB, type Homes } from './homes.ts'
import type { SlackPort } from './outbound.ts'
import type { Respond } from './responseUrl.ts'
import type { Surface } from './surface.ts'

/** Shows a reply where the press was made. @throws {PlatformFailed} */
export type ShowReply = (press: Press, surface: Surface, reply: Reply) => Promise<void>

/**
 * A refusal is shown beside the card that was pressed: replacing that card would cost the person its buttons and what she
 * typed. A form shows its own problems.
 */
const isShownBeside = ({ card, outcome }: Reply): boolean => outcome !== 'ok' && !hasFields(card)

/** The card it is shown beside still has its buttons. */
const withoutButtons = (card: Card): Card => ({ ...card, parts: card.parts.filter(({ kind }) => kind !== 'buttons') })

/**
 * How a submitted window is answered: with errors at its fields, or with another view.
 * https://docs.slack.dev/surfaces/modals#updating_response
 */
export type WindowReply =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update' | 'push'; readonly view: ModalView }

/**
 * Problems go at their fields and a refusal on top of the window, so that what was typed stays; any other reply replaces
 * the window. @param fields the window's own: Slack refuses an error about any other
 */
export const windowReply = (reply: Reply, fields: readonly string[]): WindowReply => {
  const { card } = reply
  if (isShownBeside(reply)) return { response_action: 'push', view: slackModal(withoutButtons(card)) }
  const problems = problemsOf(card)
  const wrong = Object.keys(problems)
  return wrong.length > 0 && wrong.every((field) => fields.includes(field))
    ? { response_action: 'errors', errors: problems }
    : { response_action: 'update', view: slackModal(card) }
}

/** Shown to the presser alone, until she reloads: https://docs.slack.dev/messaging#ephemeral */
const EPHEMERAL = { response_type: 'ephemeral', replace_original: false } as const
type OnMessage = Extract<Surface, { on: 'message' }>

/** Shown on top of the form when handling a submitted window takes longer than Slack waits; the form stays below. */
export const slowWindow = (waiting: Card, press: Press): WindowReply => ({
  response_action: 'push',
  view: { ...slackModal(waiting), external_id: press.id },
})

/** Replaces the waiting window by the reply. */
export const slowReply = (port: SlackPort, { platform, id }: Press, reply: Reply): Promise<void> =>
  port.updateWindow(
    platform,
    { external_id: id },
    slackModal(isShownBeside(reply) ? withoutButtons(reply.card) : reply.card),
  )

/** Shows replies by the means each surface has: the response_url, another view, or a window over the home page. */
export const replyShower = (port: SlackPort, homes: Pick<Homes, 'show'>, respond: Respond): ShowReply => {
  /** For a window that can't be opened any more: a trigger is valid for three seconds. */
  const postInPrivate = async ({ platform, actor }: Press, card: Card): Promise<void> => {
    await port.post(platform, await port.openChat(platform, actor), card)
  }

  /** A window, after which she is where she was; in her private chat where none can be opened any more. */
  const openOver = async (press: Press, card: Card): Promise<void> => {
    try {
      await port.openWindow(press.platform, press.id, slackModal(card))
    } catch (error) {
      if (!(error instanceof PlatformFailed)) throw error
      await postInPrivate(press, card)
    }
  }

  const onMessage = async (press: Press, surface: OnMessage, reply: Reply): Promise<void> => {
    const { platform, place } = press
    const { card } = reply
    if (place.in === 'channel' && hasFields(card)) {
      return openOver(press, card)
    }
    if (isShownBeside(reply))
      return respond(surface.responseUrl, { ...EPHEMERAL, ...slackMessage(withoutButtons(card)) })
    if (reply.forAll) return respond(surface.responseUrl, { replace_original: true, ...slackMessage(card) })
    // In a channel the reply is for the presser alone; everyone goes on seeing the message itself.
    if (!surface.own) return respond(surface.responseUrl, { ...EPHEMERAL, ...slackMessage(card) })
    try {
      await respond(surface.responseUrl, { replace_original: true, ...slackMessage(card) })
    } catch (error) {
      if (!(error instanceof PlatformFailed) || place.in !== 'private' || surface.ts === undefined) throw error
      await port.edit({ platform, conversation: place.conversation, message: surface.ts }, card)
    }
  }

  const inWindow = ({ platform, id }: Press, view: string, reply: Reply): Promise<void> =>
    isShownBeside(reply)
      ? port.pushWindow(platform, id, slackModal(withoutButtons(reply.card)))
      : port.updateWindow(platform, { view_id: view }, slackModal(reply.card))

  const onHome = (press: Press, reply: Reply): Promise<void> => {
    if (isShownBeside(reply)) return port.openWindow(press.platform, press.id, slackModal(withoutButtons(reply.card)))
    return press.verb === HOME_VERB ? homes.show(press, reply.card) : openOver(press, reply.card)
  }

  return async (press, surface, reply) => {
    if (reply.repeated) return
    switch (surface.on) {
      case 'message':
        return onMessage(press, surface, reply)
      case 'window':
        return inWindow(press, surface.view, reply)
      case 'home':
        return onHome(press, reply)
    }
  }
}
