import { blockOf, type ElementId, GRADES } from '../../../kit/kit.ts'
import type { CountedFigures } from '../../../kit/result.ts'
import type { Counts } from '../../../kit/tally.ts'
import { type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Results that were frozen before version 0.3.0 keep what they show: counts. No new result has any. */

const named = ({ kit, say }: Voice, block: string): string =>
  say('result.block', { block, name: blockOf(kit, block).name })

/** The counts of each block that has them, and which blocks have none. */
export const countedPicture = (voice: Voice, { blocks }: CountedFigures): Part[] => {
  const { kit, say } = voice
  const missing = kit.blocks.filter(({ id }) => !blocks.some(({ block }) => block === id))
  return [
    ...blocks.map(
      ({ block, counts }): Part => ({
        kind: 'counts',
        title: named(voice, block),
        counts,
        said: countsSaid(voice, counts),
      }),
    ),
    ...(missing.length > 0
      ? [text(say('result.leftOut', { blocks: missing.map(({ name }) => name).join(', ') }), 'small')]
      : []),
  ]
}

const countsSaid = ({ say }: Voice, counts: Counts): string => say('result.counts', { ...counts })

/** The counts of one block in words, where it has them. */
export const countedBlock = (voice: Voice, { blocks }: CountedFigures, block: string): string | undefined => {
  const found = blocks.find((figure) => figure.block === block)
  return found && countsSaid(voice, found.counts)
}

/** The counts of one element in words, where it has them. */
export const countedElement = ({ say }: Voice, { elements }: CountedFigures, id: ElementId): string | undefined => {
  const counts = elements.find(({ element }) => element === id)?.counts
  // What nobody chose isn't said: "0 rood" is a word about everyone.
  return (
    counts &&
    GRADES.filter((grade) => counts[grade] > 0)
      .map((grade) => say(`elements.${grade}`, { count: counts[grade] }))
      .join(' · ')
  )
}

/** The counts of each side of the view per role. */
export const countedRoles = (voice: Voice, { roles }: CountedFigures): Part[] =>
  roles.flatMap(({ role, blocks }) => [
    text(voice.say(`role.${role}`), 'strong'),
    text(
      blocks
        .map(({ block, counts }) =>
          voice.say('elements.counts', { title: named(voice, block), counts: countsSaid(voice, counts) }),
        )
        .join('\n'),
    ),
  ])
