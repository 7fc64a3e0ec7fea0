import type { Entry } from '../../../kit/reading/library.ts'
import { type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Entries a card: more than this nobody reads on a phone. */
export const A_CARD = 10

/** A library entry with its description: as a link, or as words where no address is known. */
export const linked = ({ say }: Voice, entry: Entry): Part => {
  const detail = say('reading.entry', {
    description: entry.description,
    kind: say(`reading.${entry.kind}`),
    from: say(`places.${entry.from}`),
  })
  if (entry.link === undefined) return text(say('wisdom.noLink', { name: entry.name, detail }))
  return { kind: 'link', title: entry.name, detail, url: entry.link }
}

/** Lines under each other, each after a dot. */
export const listed = (lines: readonly string[]): Part => text(lines.map((line) => `• ${line}`).join('\n'))

/** Where a part of something longer begins and ends, and how much there is. */
export const slice = <T>(all: readonly T[], asked: number, most: number) => {
  const pages = Math.max(1, Math.ceil(all.length / most))
  const at = Math.min(Math.max(0, asked), pages - 1)
  // As many on each: a last page isn't opened for one of them.
  const each = Math.ceil(all.length / pages)
  const shown = all.slice(at * each, (at + 1) * each)
  return {
    at,
    pages,
    shown,
    from: at * each + 1,
    to: at * each + shown.length,
    left: all.length - (at * each + shown.length),
  }
}
