import type { PaperRef, PersonId, Platform } from '../flows/ids.ts'
import { type Instant, MINUTE } from '../kit/calendar/instant.ts'
import type { Deps } from './context.ts'

/** A link to a paper lives this long: who asked opens it at once, and it is too short to be passed around. */
export const PAPER_LINK_LASTS = 10 * MINUTE
const PURPOSE = 'paper'

/** Which paper, and who asked: she has to be in its channel still when it is opened. */
export interface AskedPaper {
  readonly file: PaperRef
  readonly platform: Platform
  readonly person: PersonId
}

interface LinkContent extends AskedPaper {
  readonly until: Instant
}

/** A link for whoever has it. @returns undefined where the bot doesn't know its own address */
export const paperLinkTo = ({ publicUrl, links, now }: Deps, asked: AskedPaper): string | undefined => {
  const base = publicUrl()
  if (base === undefined) return undefined
  const content: LinkContent = { ...asked, until: now() + PAPER_LINK_LASTS }
  return `${base}/papers/${links.issue(PURPOSE, content)}`
}

const isLink = (content: unknown): content is LinkContent =>
  typeof content === 'object' && content !== null && 'file' in content && 'person' in content && 'until' in content

/** What a link gives. @returns undefined for what never was a link, or isn't one any more: nobody can tell which */
export const paperAsked = ({ links, now }: Pick<Deps, 'links' | 'now'>, token: string): AskedPaper | undefined => {
  const content = links.read(PURPOSE, token)
  return isLink(content) && now() < content.until ? content : undefined
}
