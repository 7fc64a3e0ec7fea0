// A face for everyone in the practice team, drawn here: nothing is fetched, and nobody real is shown.
const SVG = 'http://www.w3.org/2000/svg'
const shape = (name, attributes) => {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  return node
}

const TOP = 'M11 18a9 9 0 0 1 18 0c-3-3.4-5.4-4.6-9-4.6s-6 1.2-9 4.6z'
const LONG = 'M9.5 31V17.500a10.5 10.5 0 0 1 21 0V31z'
/** Paths behind the head and before it. */
const CUTS = {
  long: { behind: LONG, before: TOP },
  short: { before: TOP },
  bob: { behind: 'M10 25v-8a10 10 0 0 1 20 0v8z', before: TOP },
  beard: { before: `${TOP}M11.8 20c.4 6 3.7 9 8.2 9s7.8-3 8.2-9c-2 2.8-4.8 3.4-8.2 3.400s-6.2-.6-8.2-3.400z` },
  bun: { behind: 'M15.5 7.500a4.5 4.5 0 1 1 9 0 4.5 4.5 0 0 1-9 0z', before: TOP },
  curls: {
    behind: 'M8.5 19a5 5 0 0 1 2.5-7.5 5.5 5.5 0 0 1 9-3.5 5.5 5.5 0 0 1 9 3.5 5 5 0 0 1 2.5 7.500z',
    before: TOP,
  },
}
/** Background, shirt, skin, hair, cut. */
const LOOKS = [
  ['#f7d9c4', '#8e4585', '#f0c3a0', '#7a3b1d', 'long'],
  ['#cfe3f7', '#2f6f9f', '#c68a5e', '#1f1a17', 'beard'],
  ['#d9efd6', '#2d7d46', '#d9a47a', '#3b2417', 'bun'],
  ['#fbe7b2', '#b3541e', '#f3cdb0', '#c9962f', 'short'],
  ['#e6dcf5', '#5b4b9a', '#8d5a3b', '#17120f', 'curls'],
  ['#dde3e8', '#46525c', '#efc7a8', '#8b8b8b', 'short'],
  ['#ffd9dd', '#a8324a', '#a9714b', '#2a1a12', 'bob'],
]

const person = (at) => {
  const [background, shirt, skin, hair, cut] = LOOKS[at % LOOKS.length]
  const { behind, before } = CUTS[cut]
  return [
    shape('rect', { width: 40, height: 40, fill: background }),
    ...(behind ? [shape('path', { d: behind, fill: hair })] : []),
    shape('path', { d: 'M5 40c1-8 7-11 15-11s14 3 15 11z', fill: shirt }),
    shape('circle', { cx: 20, cy: 19, r: 8.5, fill: skin }),
    shape('path', { d: before, fill: hair }),
    shape('path', { d: 'M16.5 19.500v.1m7-.1v.1', stroke: '#2a211c', 'stroke-width': 1.8, 'stroke-linecap': 'round' }),
    shape('path', {
      d: 'M17 22.600q3 2.2 6 0',
      stroke: '#8a3d34',
      'stroke-width': 1.2,
      fill: 'none',
      'stroke-linecap': 'round',
    }),
  ]
}

/** Quickscan's own: the three answers of the scan. */
const bot = () => [
  shape('rect', { width: 40, height: 40, fill: '#33344a' }),
  ...[
    [10, '#4caf6a'],
    [20, '#f2a33a'],
    [30, '#e5605a'],
  ].map(([cx, fill]) => shape('circle', { cx, cy: 20, r: 4, fill })),
]

/** @param at the person's place in the team; undefined for the bot */
export const face = (at) => {
  const drawn = shape('svg', { viewBox: '0 0 40 40', class: 'face', 'aria-hidden': 'true' })
  drawn.append(...(at === undefined ? bot() : person(at)))
  return drawn
}
