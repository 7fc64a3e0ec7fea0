import type { HomeView, ModalView } from '@slack/types'
import { type Button, type Card, hasFields, type Part } from '../card.ts'
import { cut } from '../cut.ts'
import { SLACK } from '../limits.ts'
import { plain } from './inputs.ts'
import { pressValue, slackBlocks } from './render.ts'

const isMain = ({ main }: Button): boolean => main === true

/** Without the main button, which a window has at its foot. */
const withoutMain = (part: Part): Part =>
  part.kind === 'buttons' ? { ...part, buttons: part.buttons.filter((one) => !isMain(one)) } : part

/**
 * A card as a window over the conversation: its first heading is the title, its main button sends what is filled in.
 * What closes it Slack says itself, in the person's language. https://docs.slack.dev/reference/views/modal-views
 */
export const slackModal = (card: Card): ModalView => {
  const [title] = card.parts.flatMap((part) => (part.kind === 'heading' ? [part.text] : []))
  const [main] = card.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons.filter(isMain) : []))
  const sends = hasFields(card) ? main : undefined
  const parts = sends ? card.parts.map(withoutMain) : card.parts
  // Its own title says the first heading already, unless that didn't fit.
  const shown = title === cut(title ?? '', SLACK.viewTitle) ? withoutFirstHeading(parts) : parts
  return {
    type: 'modal',
    title: plain(title ?? card.summary, SLACK.viewTitle),
    blocks: slackBlocks({ ...card, parts: shown }),
    ...(sends
      ? {
          callback_id: sends.verb,
          private_metadata: pressValue(sends),
          submit: plain(sends.label, SLACK.viewButton),
        }
      : {}),
  }
}

const withoutFirstHeading = (parts: readonly Part[]): readonly Part[] => {
  const at = parts.findIndex(({ kind }) => kind === 'heading')
  return parts.filter((_, index) => index !== at)
}

/** A card as the page a person finds under the bot's name: https://docs.slack.dev/surfaces/app-home */
export const slackHome = (card: Card): HomeView => ({
  type: 'home',
  blocks: slackBlocks(card),
})

/** The problems by field, for the acknowledgement: Slack shows each with its field and keeps the window open. */
export const problemsOf = ({ parts }: Card): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.flatMap((part) => ('problem' in part && part.problem ? [[part.id, part.problem]] : [])))
