// Runs in the page, with the official renderer: what of a card is cut off, runs off the side, or is too pale to read.

const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number)
const over = (top, under) => [0, 1, 2].map((i) => top[i] * (top[3] ?? 1) + under[i] * (1 - (top[3] ?? 1)))

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour) => {
  const [r, g, b] = colour.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** What is drawn behind the words of an element, from the page up. @param known of the others of the card */
const behindOf = (element, known) => {
  if (!element) return [255, 255, 255]
  const had = known.get(element)
  if (had) return had
  const back = over(numbers(getComputedStyle(element).backgroundColor), behindOf(element.parentElement, known))
  known.set(element, back)
  return back
}

const contrastOf = (element, known) => {
  const behind = behindOf(element, known)
  const both = [luminance(over(numbers(getComputedStyle(element).color), behind)), luminance(behind)]
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
}

const hasWords = (element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')

const problemsOf = (element, least, known) => {
  // A field scrolls.
  if (element.textContent === '') return []
  if (getComputedStyle(element).overflow !== 'visible' && element.clientWidth > 0) {
    if (element.scrollWidth > element.clientWidth + 1) return [`cut: ${element.textContent}`]
  }
  if (!hasWords(element) || element.closest('.ac-pushButton')) return []
  const contrast = contrastOf(element, known)
  return contrast < least ? [`contrast ${contrast.toFixed(2)}: ${element.textContent}`] : []
}

globalThis.cardProblems = ({ cards, settings, least }) => {
  const at = document.getElementById('card')
  return cards.flatMap(({ name, card }) => {
    const shown = new AdaptiveCards.AdaptiveCard()
    shown.hostConfig = new AdaptiveCards.HostConfig(settings)
    shown.parse(card)
    at.replaceChildren(shown.render())
    const { scrollWidth, clientWidth } = document.documentElement
    const wide = scrollWidth > clientWidth ? [`${scrollWidth} pixels wide`] : []
    const known = new Map()
    const found = [...at.querySelectorAll('*')].flatMap((element) => problemsOf(element, least, known))
    return [...wide, ...found].map((problem) => `${name}: ${problem}`)
  })
}
