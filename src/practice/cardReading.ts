import type { Pressable } from './pressable.ts'
import { slackInputs, slackPressables, slackTexts } from './slack/reading.ts'
import { teamsInputs, teamsPressables, teamsTexts } from './teams/reading.ts'
import type { DrawnCard } from './world.ts'

const isSlack = (card: DrawnCard): boolean => 'blocks' in card

/** What a card says, line by line, on whichever platform it was drawn for. */
export const textsOf = (card: DrawnCard): string[] => (isSlack(card) ? slackTexts(card) : teamsTexts(card))

export const pressablesOf = (card: DrawnCard): Pressable[] =>
  isSlack(card) ? slackPressables(card) : teamsPressables(card)

/** What a client sends along with any press: what stands in each field, unless the person changed it. */
export const inputsOf = (card: DrawnCard): Record<string, unknown> =>
  isSlack(card) ? slackInputs(card) : teamsInputs(card)
