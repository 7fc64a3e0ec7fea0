import type { Instant } from '../kit/calendar/instant.ts'
import type { Deps } from './context.ts'

/** A link, and until when it works. */
export interface TimedLink {
  readonly url: string
  readonly until: Instant
}

/** Links of one kind: each says by itself what it gives, to whoever has it, for a while. */
export interface TimedLinks<Content extends object> {
  /** How long one works, in milliseconds. */
  readonly lasts: number
  /** @returns undefined where the bot doesn't know its own address */
  readonly to: (deps: Pick<Deps, 'publicUrl' | 'links' | 'now'>, content: Content) => TimedLink | undefined
  /** @returns undefined for what never was a link of this kind, or isn't one any more: nobody can tell which */
  readonly read: (deps: Pick<Deps, 'links' | 'now'>, token: string) => Sealed<Content> | undefined
}

type Sealed<Content> = Content & { readonly until: Instant }

/** Nobody but this bot makes what it reads here (`store/linkTokens.ts`). */
const isSealed = <Content>(content: unknown): content is Sealed<Content> =>
  typeof content === 'object' && content !== null && 'until' in content

/** @param purpose what such links are for: one of another kind gives nothing here @param pathOf where it leads, under the bot's own address */
export const timedLinks = <Content extends object>(
  purpose: string,
  lasts: number,
  pathOf: (token: string) => string,
): TimedLinks<Content> => ({
  lasts,
  to: ({ publicUrl, links, now }, content) => {
    const base = publicUrl()
    const until = now() + lasts
    return base === undefined
      ? undefined
      : { url: `${base}${pathOf(links.issue(purpose, { ...content, until }))}`, until }
  },
  read: ({ links, now }, token) => {
    const content = links.read(purpose, token)
    return isSealed<Content>(content) && now() < content.until ? content : undefined
  },
})
