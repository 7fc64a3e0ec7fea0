import type { ModalView } from '@slack/types'
import type { Card } from '../../cards/card.ts'
import { slackMessage } from '../../cards/slack/render.ts'
import { hasFields, problemsOf, slackHome, slackModal } from '../../cards/slack/views.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { PlatformFailed } from '../ports/platform.ts'
import type { SlackPort } from './outbound.ts'
import type { Respond } from './responseUrl.ts'
import type { Surface } from './surface.ts'

/** Shows an answer where the press was made. @throws {PlatformFailed} */
export type ShowReply = (press: Press, surface: Surface, answer: Reply) => Promise<void>

/**
 * A "no" is said beside the card it was said to: what stays in a message would otherwise cost her the card and its
 * buttons, and what she typed. A form says itself what is wrong with it.
 */
const isWordBeside = ({ card, outcome }: Reply): boolean => outcome !== 'ok' && !hasFields(card)

/** The card it stands beside still has the buttons. */
const words = (card: Card): Card => ({ ...card, parts: card.parts.filter(({ kind }) => kind !== 'buttons') })

/** What every window can still do, once it was sent: say what is wrong, or turn into what comes next. */
export type WindowReply =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update' | 'push'; readonly view: ModalView }

/**
 * What is wrong stands beside its field and a refusal above the window, while all that was typed stays; anything else
 * takes the window's place.
 * @param fields that stand in the window: Slack refuses a word about any other
 */
export const windowReply = (answer: Reply, fields: readonly string[]): WindowReply => {
  const { card } = answer
  if (isWordBeside(answer)) return { response_action: 'push', view: slackModal(words(card)) }
  const problems = problemsOf(card)
  const wrong = Object.keys(problems)
  return wrong.length > 0 && wrong.every((field) => fields.includes(field))
    ? { response_action: 'errors', errors: problems }
    : { response_action: 'update', view: slackModal(card) }
}

/** For her eyes alone, and gone when she comes back: https://docs.slack.dev/messaging#ephemeral */
const BESIDE = { response_type: 'ephemeral', replace_original: false } as const
type OnMessage = Extract<Surface, { on: 'message' }>

/** For what a window was sent for, when that takes longer than Slack waits: above the form, which loses nothing. */
export const slowWindow = (waiting: Card, press: Press): WindowReply => ({
  response_action: 'push',
  view: { ...slackModal(waiting), external_id: press.id },
})

/** And what it then says. */
export const slowReply = (port: SlackPort, { platform, id }: Press, answer: Reply): Promise<void> =>
  port.updateWindow(platform, { external_id: id }, slackModal(isWordBeside(answer) ? words(answer.card) : answer.card))

export const replyShower = (port: SlackPort, respond: Respond): ShowReply => {
  /** A window that can't be opened any more: the trigger lives three seconds. */
  const inPrivate = async ({ platform, actor }: Press, card: Card): Promise<void> => {
    await port.post(platform, await port.openChat(platform, actor), card)
  }

  const onMessage = async (press: Press, surface: OnMessage, answer: Reply): Promise<void> => {
    const { platform, place } = press
    const { card } = answer
    if (place.in === 'channel' && hasFields(card)) {
      try {
        return await port.openWindow(platform, press.id, slackModal(card))
      } catch (error) {
        if (!(error instanceof PlatformFailed)) throw error
        return inPrivate(press, card)
      }
    }
    if (isWordBeside(answer)) return respond(surface.responseUrl, { ...BESIDE, ...slackMessage(words(card)) })
    // In a channel the answer is for the presser alone, under the message that everyone goes on seeing.
    if (!surface.own) return respond(surface.responseUrl, { ...BESIDE, ...slackMessage(card) })
    try {
      await respond(surface.responseUrl, { replace_original: true, ...slackMessage(card) })
    } catch (error) {
      if (!(error instanceof PlatformFailed) || place.in !== 'private' || surface.ts === undefined) throw error
      await port.edit({ platform, conversation: place.conversation, message: surface.ts }, card)
    }
  }

  const inWindow = ({ platform, id }: Press, view: string, answer: Reply): Promise<void> =>
    isWordBeside(answer)
      ? port.pushWindow(platform, id, slackModal(words(answer.card)))
      : port.updateWindow(platform, { view_id: view }, slackModal(answer.card))

  const onPage = ({ platform, id, actor }: Press, answer: Reply): Promise<void> =>
    isWordBeside(answer)
      ? port.openWindow(platform, id, slackModal(words(answer.card)))
      : port.showPage(platform, actor, slackHome(answer.card))

  return async (press, surface, answer) => {
    if (answer.saidBefore) return
    switch (surface.on) {
      case 'message':
        return onMessage(press, surface, answer)
      case 'window':
        return inWindow(press, surface.view, answer)
      case 'page':
        return onPage(press, answer)
    }
  }
}
