import { COMMANDS, type Command } from '../commands.ts'

/** What people say in a chat that asks for nothing: it gets one friendly line. */
export const SMALL_TALK = ['thanks', 'praise', 'hello', 'bye', 'ok'] as const
/** One of `SMALL_TALK`. */
export type SmallTalk = (typeof SMALL_TALK)[number]

/** What people ask for in sentences, besides the commands. */
export const ASKED = [
  'followUp',
  'private',
  'quiet',
  'decline',
  'pause',
  'noTime',
  'done',
  'back',
  'steer',
  'papers',
] as const
/** One of `ASKED`. */
export type Asked = (typeof ASKED)[number]

/** Everything that something typed can mean. */
export const INTENTS = [...COMMANDS, ...ASKED, ...SMALL_TALK] as const
/** One of `INTENTS`. */
export type Intent = Command | Asked | SmallTalk

/** What can be offered to someone who wasn't understood. */
export const GUESSES = [...COMMANDS, ...ASKED] as const
/** One of `GUESSES`. */
export type Guess = (typeof GUESSES)[number]

/** What someone is answered with a line and a button or two, in place of a card that there is already. */
export type Heard = SmallTalk | Exclude<Asked, 'followUp'> | 'unknown'

/** Whether it asks for nothing. */
export const isSmallTalk = (intent: Intent): intent is SmallTalk => (SMALL_TALK as readonly Intent[]).includes(intent)
