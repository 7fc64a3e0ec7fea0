type Fields = Readonly<Record<string, unknown>>
type Colours = Readonly<Record<'green' | 'orange' | 'red', number>>

/** A result as schemas 1 and 2 stored it. */
interface EarlierResult extends Fields {
  readonly depth: string
  readonly blocks: readonly { readonly block: string; readonly counts: Colours }[]
  readonly elements: readonly (
    | { readonly element: string; readonly in: 'counts'; readonly counts: Colours }
    | { readonly element: string; readonly in: 'words'; readonly tendency: string }
  )[]
  readonly alike: readonly string[]
  readonly roles?: readonly unknown[]
}

/** The word that schemas 1 and 2 said of counts: half of them, and more than each other colour. */
const wordOf = (counts: Colours): string => {
  const all = counts.green + counts.orange + counts.red
  const grade = (['green', 'orange', 'red'] as const).find((one) =>
    (['green', 'orange', 'red'] as const).every((other) => other === one || counts[other] < counts[one]),
  )
  return grade && counts[grade] * 2 >= all ? `mostly-${grade}` : 'divided'
}

/**
 * A round whose frozen result counted answers: it goes on showing what it showed, and says in words what it said in
 * words. Written for what was stored before version 0.3.0; it never changes.
 */
export const resultInWords = (round: Fields): Fields => {
  const result = round.result as EarlierResult | undefined
  if (!result || typeof result !== 'object') return round
  const { alike, different: _, blocks, elements, roles = [], ...same } = result
  return {
    ...round,
    result: {
      ...same,
      blocks: result.depth === 'blocks' ? blocks.map(({ block, counts }) => ({ block, tendency: wordOf(counts) })) : [],
      elements: elements.map((figure) => ({
        element: figure.element,
        word: figure.in === 'counts' ? wordOf(figure.counts) : figure.tendency,
        ...(alike.includes(figure.element) ? { alike: true } : {}),
      })),
      roles: [],
      counted: {
        blocks,
        elements: elements.flatMap((figure) =>
          figure.in === 'counts' ? [{ element: figure.element, counts: figure.counts }] : [],
        ),
        roles,
      },
    },
  }
}
