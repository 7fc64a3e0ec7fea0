/** One button or tappable block of a card, with what it says back. */
export interface Pressable {
  readonly label: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
}
