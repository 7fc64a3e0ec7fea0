/** The platforms' numbers, each with where it was taken from. */
export const TEAMS = {
  /** Bytes of a whole message in UTF-16; over 80 KB is a risk: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
  messageBytes: 80_000,
  /** Characters of one card's JSON: ours, well under the message's limit. */
  cardCharacters: 28_000,
  /** People for whom one message can carry a view of their own: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
  refreshPeople: 60,
} as const
