/** A word or a row's detail as a line of its own: it begins with a capital. */
export const capitalized = (text: string): string => {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase() + rest.join('')
}
