/** Numbers from 0 up to 1, the same for the same seed. */
export type Chance = () => number

export const pick = <T>(random: Chance, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '‮omgekeerd',
  '<at>iedereen</at> <!channel> @here',
  '{"a":',
  "'; DROP TABLE state; --",
  '../../etc/passwd',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: someone may well send one
  '${7*7}',
  '1'.repeat(500),
  'x'.repeat(5000),
  'é'.repeat(33),
  '-1',
  'NaN',
  'true',
  '2026-02-31',
  '__proto__',
] as const
const NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, NaN, Infinity] as const
const KEYS = ['__proto__', 'constructor', 'toString', 'verb', 'data', 'round', 'id', '', 'x'] as const

/** Any JSON there is, and some that there shouldn't be. */
export const anything = (random: Chance, depth = 0): unknown => {
  const kind = random()
  if (kind < 0.35) return pick(random, TEXTS)
  if (kind < 0.55) return pick(random, NUMBERS)
  if (kind < 0.7) return pick(random, [null, true, false])
  if (depth > 4) return null
  const size = Math.floor(random() * 4)
  if (kind < 0.85) return Array.from({ length: size }, () => anything(random, depth + 1))
  return Object.fromEntries(Array.from({ length: size }, () => [pick(random, KEYS), anything(random, depth + 1)]))
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The same with one thing somewhere in it changed, gone, doubled or in another place. */
export const mutated = (random: Chance, value: unknown): unknown => {
  if (!isRecord(value) || random() < 0.12) return anything(random)
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  const keys = Object.keys(copy)
  const key = pick(random, keys)
  if (key === undefined || random() < 0.08) {
    copy[pick(random, KEYS)] = anything(random)
    return copy
  }
  const how = random()
  if (how < 0.08) delete copy[key]
  else if (how < 0.14) copy[key] = copy[pick(random, keys)]
  else if (how < 0.18) copy[key] = [copy[key], copy[key]]
  else copy[key] = mutated(random, copy[key])
  return copy
}

/** Bytes with a few of them changed, cut off, or said twice. */
export const garbled = (random: Chance, text: string): string => {
  const at = Math.floor(random() * (text.length + 1))
  const how = random()
  if (how < 0.3) return text.slice(0, at)
  if (how < 0.5) return text.slice(0, at) + text
  return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 256)) + text.slice(at + 1)
}
