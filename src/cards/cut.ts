/** At most so many characters, cut at a word where there is one, with "…" for what is missing. */
export const cut = (text: string, most: number): string => {
  // Never fewer units than characters: nearly everything is short, and needn't be taken apart.
  if (text.length <= most) return text
  const characters = [...text]
  if (characters.length <= most) return text
  const kept = characters.slice(0, most - 1).join('')
  const word = kept.replace(/\s+\S*$/, '')
  // One long word, or a cut that would leave next to nothing: then through the word.
  return `${word.length * 2 > kept.length ? word : kept}…`
}
