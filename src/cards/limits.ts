/** Slack's limits, each with its source. */
export const SLACK = {
  /** Blocks of a message, and of a modal or the Home: https://docs.slack.dev/reference/block-kit/blocks */
  messageBlocks: 50,
  viewBlocks: 100,
  /** Of a modal's title, and of the buttons at its foot: https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  viewButton: 24,
  /** Of a modal's private metadata. */
  viewMetadata: 3000,
  /** Characters of a header: https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** Of a section's or context's text: https://docs.slack.dev/reference/block-kit/blocks/section-block */
  section: 3000,
  /** Of a button's words, and of the value it says back: https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  button: 75,
  value: 2000,
  /** Of an option's words and value: https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  option: 75,
  /** Of what stands in an empty field, and above it: https://docs.slack.dev/reference/block-kit/blocks/input-block */
  placeholder: 150,
  label: 2000,
  /** Of what someone can type into a field: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  typed: 3000,
  /** Options in sight, and options in a list: https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
  boxes: 10,
  options: 100,
  /** Buttons in a row: https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actions: 25,
  /** Of the text that says what the blocks say; more is cut off: https://docs.slack.dev/reference/methods/chat.postMessage */
  fallback: 4000,
} as const
/** Teams' limits, each with its source. */
export const TEAMS = {
  /** Bytes of a whole message in UTF-16; over 80 KB is a risk: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
  messageBytes: 80_000,
  /** Characters of one card's JSON: ours, four fifths of the message's limit. */
  cardCharacters: 32_000,
  /** People for whom one message can carry a view of their own: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views */
  refreshPeople: 60,
} as const
