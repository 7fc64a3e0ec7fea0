/** What the bot gets in with, or a platform does: one, or those that hold at this moment, the newest first, while it is changed. */
export type Secret = string | (() => readonly string[])

/** Those that hold now, the newest first. */
export const secretsIn = (secret: Secret): readonly string[] => (typeof secret === 'string' ? [secret] : secret())
