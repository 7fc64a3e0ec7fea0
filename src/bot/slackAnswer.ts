import type { ModalView } from '@slack/types'
import type { Card } from '../cards/card.ts'
import { slackMessage } from '../cards/slack.ts'
import { hasFields, problemsOf, slackHome, slackModal } from '../cards/slackViews.ts'
import { PlatformFailed } from './platform.ts'
import type { Press } from './press.ts'
import type { SlackPort } from './slackOut.ts'
import type { Respond } from './slackRespond.ts'
import type { Surface } from './slackSurface.ts'

/** Shows an answer where the press was made. @throws {PlatformFailed} */
export type ShowAnswer = (press: Press, surface: Surface, card: Card) => Promise<void>

/** What every window can still do, once it was sent: say what is wrong, or turn into what comes next. */
export type WindowAnswer =
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'update'; readonly view: ModalView }

/**
 * What is wrong stands beside its field while all that was typed stays; anything else takes the window's place.
 * @param fields that stand in the window: Slack refuses a word about any other
 */
export const windowAnswer = (card: Card, fields: readonly string[]): WindowAnswer => {
  const problems = problemsOf(card)
  const wrong = Object.keys(problems)
  return wrong.length > 0 && wrong.every((field) => fields.includes(field))
    ? { response_action: 'errors', errors: problems }
    : { response_action: 'update', view: slackModal(card) }
}

export const showingAnswers = (port: SlackPort, respond: Respond): ShowAnswer => {
  /** A window that can't be opened any more: the trigger lives three seconds. */
  const inPrivate = async ({ platform, actor }: Press, card: Card): Promise<void> => {
    await port.post(platform, await port.openChat(platform, actor), card)
  }

  const onMessage = async (press: Press, surface: Extract<Surface, { on: 'message' }>, card: Card): Promise<void> => {
    const { platform, place } = press
    if (place.in === 'channel' && hasFields(card)) {
      try {
        await port.openWindow(platform, press.id, slackModal(card))
      } catch (error) {
        if (!(error instanceof PlatformFailed)) throw error
        await inPrivate(press, card)
      }
      return
    }
    // In a channel the answer is for the presser alone, under the message that everyone goes on seeing.
    const how = surface.own ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }
    try {
      await respond(surface.responseUrl, { ...how, ...slackMessage(card) })
    } catch (error) {
      if (!(error instanceof PlatformFailed) || place.in !== 'private' || surface.ts === undefined) throw error
      await port.edit({ platform, conversation: place.conversation, message: surface.ts }, card)
    }
  }

  return (press, surface, card) => {
    switch (surface.on) {
      case 'message':
        return onMessage(press, surface, card)
      case 'window':
        return port.updateWindow(press.platform, surface.view, slackModal(card))
      case 'page':
        return port.showPage(press.platform, press.actor, slackHome(card))
    }
  }
}
