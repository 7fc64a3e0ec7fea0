import type { Command } from '../kit/commands.ts'

/** The commands that the manifests suggest, by where they are typed. Every command is understood anywhere. */
export const OFFERED = {
  channel: ['start', 'status', 'result', 'stars', 'priorities', 'plan', 'action'],
  private: ['open', 'calendar', 'block', 'search', 'concern', 'language', 'hours', 'data', 'help'],
} as const satisfies Readonly<Record<'channel' | 'private', readonly Command[]>>
