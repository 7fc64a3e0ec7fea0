/** What people can say to the bot, by where they say it; the manifest offers exactly these. */
export const COMMANDS = { channel: ['start'], private: ['help'] } as const
