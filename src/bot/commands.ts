import type { Command } from '../kit/commands.ts'

/** What the bot offers people to say, by where they say it; the manifests offer exactly these. It hears all of them anywhere. */
export const OFFERED = {
  channel: ['start', 'status', 'result', 'stars', 'plan', 'action'],
  private: ['open', 'block', 'search', 'concern', 'language', 'hours', 'data', 'help'],
} as const satisfies Readonly<Record<'channel' | 'private', readonly Command[]>>
