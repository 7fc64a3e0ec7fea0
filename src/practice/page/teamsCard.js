// Draws an Adaptive Card by the official renderer, in Teams' own sizes; its colours follow the page's theme.
const { AdaptiveCards } = window

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  // Teams reads Markdown in text blocks; ours never need it, so what would be markup stays text here.
  const literal = document.createElement('span')
  literal.textContent = text
  result.outputHtml = literal.innerHTML
  result.didProcess = true
}

const both = (value, subtle = value) => ({ default: value, subtle })
const foregroundColors = {
  default: both('var(--text)', 'var(--soft)'),
  accent: both('var(--link)'),
  good: both('var(--good)'),
  warning: both('var(--warning)'),
  attention: both('var(--problem)'),
}
const hostConfig = new AdaptiveCards.HostConfig({
  fontFamily: 'inherit',
  // Below the page's own headings.
  textBlock: { headingLevel: 3 },
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  separator: { lineThickness: 1, lineColor: 'var(--edge)' },
  spacing: { small: 8, default: 10, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, maxActions: 10 },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors },
    emphasis: { backgroundColor: 'var(--raised)', foregroundColors },
    accent: { backgroundColor: 'var(--chosen)', foregroundColors },
    good: { backgroundColor: 'light-dark(#e7f2da, #0b3d1a)', foregroundColors },
    warning: { backgroundColor: 'light-dark(#fdf3d4, #4a3400)', foregroundColors },
    attention: { backgroundColor: 'light-dark(#fde7e9, #4f1720)', foregroundColors },
  },
})

/** Teams fills a people picker from its directory; here that is the few outside the channel. */
const withPeople = (node, directory) => {
  if (Array.isArray(node)) return node.map((one) => withPeople(one, directory))
  if (!node || typeof node !== 'object') return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPeople(value, directory)]))
  if (copy.type === 'Input.ChoiceSet' && copy['choices.data']) {
    copy.choices = directory.map((person) => ({ title: person.name, value: person.picked }))
    copy.style = 'expanded'
    delete copy['choices.data']
  }
  return copy
}

/** What whole rows say when they are tapped, in reading order. */
const rowVerbs = (node) => {
  if (Array.isArray(node)) return node.flatMap(rowVerbs)
  if (!node || typeof node !== 'object') return []
  const { selectAction, fallback, refresh, ...rest } = node
  return [...(selectAction?.verb ? [selectAction.verb] : []), ...Object.values(rest).flatMap(rowVerbs)]
}

/** @param press called with what a button says back: verb, data, and what stands in the fields */
export const drawTeams = (card, directory, press) => {
  const drawn = new AdaptiveCards.AdaptiveCard()
  drawn.hostConfig = hostConfig
  drawn.parse(withPeople(card, directory))
  drawn.onExecuteAction = (action) => {
    if (action.url) return window.open(action.url, '_blank', 'noopener')
    // What the renderer sends is sent: of the fields, those in which something stands.
    return press({ verb: action.verb, data: action.data, inputs: {} })
  }
  const rendered = drawn.render()
  for (const { verb, renderedElement } of drawn.getAllActions())
    if (verb && renderedElement) renderedElement.dataset.verb = verb
  const verbs = rowVerbs(card.body)
  for (const [at, tappable] of [...rendered.querySelectorAll('.ac-container.ac-selectable')].entries()) {
    tappable.dataset.verb = verbs[at] ?? ''
    // Called as it reads, so that who speaks to her device can say what she sees; a sign alone keeps its words.
    if (!/\p{L}/u.test(tappable.textContent)) continue
    tappable.removeAttribute('aria-label')
    tappable.removeAttribute('title')
  }
  return rendered
}
