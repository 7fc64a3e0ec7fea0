// Runs in the page, with the official renderer: how high a card is, and the words that stand on it.

const wordsIn = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))

globalThis.cardSizes = ({ cards, settings }) => {
  const at = document.getElementById('card')
  return cards.map(({ name, card }) => {
    const shown = new AdaptiveCards.AdaptiveCard()
    shown.hostConfig = new AdaptiveCards.HostConfig(settings)
    shown.parse(card)
    at.replaceChildren(shown.render())
    const height = Math.round(at.getBoundingClientRect().height)
    // biome-ignore lint/performance/useDomNodeTextContent: as it is drawn, line by line.
    const said = at.innerText
    return { name, height, words: wordsIn(said).length, said }
  })
}
