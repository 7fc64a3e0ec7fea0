import type { PersonId, Platform } from '../flows/ids.ts'
import { type Instant, MINUTE } from '../kit/calendar/instant.ts'
import type { Deps } from './context.ts'

/** A link to all that is kept of someone lives this long: she opens it at once, and it is too short to be passed around. */
export const DATA_LINK_LASTS = 10 * MINUTE
const PURPOSE = 'data'

/** Whose data it is. */
export interface DataOwner {
  readonly platform: Platform
  readonly person: PersonId
}

interface LinkContent extends DataOwner {
  readonly until: Instant
}

/** A link for whoever has it. @returns undefined where the bot doesn't know its own address */
export const dataLinkTo = (
  { publicUrl, links, now }: Deps,
  platform: Platform,
  person: PersonId,
): string | undefined => {
  const base = publicUrl()
  if (base === undefined) return undefined
  const content: LinkContent = { platform, person, until: now() + DATA_LINK_LASTS }
  return `${base}/data/${links.issue(PURPOSE, content)}.json`
}

const isLink = (content: unknown): content is LinkContent =>
  typeof content === 'object' && content !== null && 'person' in content && 'until' in content

/** Whose data a link gives. @returns undefined for what never was a link, or isn't one any more: nobody can tell which */
export const ownerOf = ({ links, now }: Pick<Deps, 'links' | 'now'>, token: string): DataOwner | undefined => {
  const content = links.read(PURPOSE, token)
  return isLink(content) && now() < content.until ? content : undefined
}
