import type { Choice } from '../../cards/card.ts'
import { cut } from '../../cards/cut.ts'
import { plainText } from '../../kit/plainText.ts'
import type { Say } from '../../kit/sentences.ts'
import type { PlatformUser } from '../ports/platform.ts'

/** Characters of a name, or of another word that a platform gives: longer ones push everything else off a card. */
const LONGEST_NAME = 80
/** Letters that draw nothing: a name of these is no name. */
const BLANK = /[\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/g
/** Marks stacked on one letter run over the lines above and below it. */
const STACKED = /(\p{Mark}{2})\p{Mark}+/gu

/** A name as a platform gives it, cleaned once, where it comes in: one line, nothing hidden, not too long; empty for none. */
export const nameFrom = (given: string | undefined | null): string =>
  cut(
    plainText((given ?? '').replace(BLANK, '').replace(STACKED, '$1'))
      .replace(/\s+/g, ' ')
      .trim(),
    LONGEST_NAME,
  )

/** Someone to choose, and by what she can be found besides her name. */
export interface Named extends Choice {
  readonly alias: string
  readonly handle?: string
  readonly mail?: string
}

const sameName = (name: string): string => name.normalize('NFKC').toLowerCase()

/**
 * People to choose from, each called something nobody else is called: the same names by the word their platform tells them apart
 * with, never by an id; who has no name by what she is.
 * @param people all of the channel, so that a name means the same on every card
 */
export const tellApart = (people: readonly PlatformUser[], say: Say): readonly Named[] => {
  const called = people.map(({ name, guest }) => name || say(guest ? 'naming.guest' : 'naming.nameless'))
  const once = withWord(called, people, ({ handle }) => handle)
  // The word may be the same as well, or missing: then in the order of the channel.
  const names = numbered(once)
  return people.map(({ id, alias, handle, mail }, at) => ({
    id,
    alias,
    name: names[at] ?? '',
    ...(handle ? { handle } : {}),
    ...(mail ? { mail } : {}),
  }))
}

const countsOf = (names: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(sameName(name), (counts.get(sameName(name)) ?? 0) + 1)
  return counts
}

/** Names of which there are several, with a word behind each that has one. */
export const withWord = <Person>(
  names: readonly string[],
  people: readonly Person[],
  wordOf: (person: Person) => string | undefined,
): readonly string[] => {
  const counts = countsOf(names)
  return names.map((name, at) => {
    const person = people[at]
    const word = person === undefined ? undefined : wordOf(person)
    return (counts.get(sameName(name)) ?? 0) > 1 && word ? `${name} (${word})` : name
  })
}

const numbered = (names: readonly string[]): readonly string[] => {
  const counts = countsOf(names)
  const taken = new Set(names.map(sameName))
  return names.map((name) => {
    if ((counts.get(sameName(name)) ?? 0) < 2) return name
    let number = 1
    while (taken.has(sameName(`${name} (${number})`))) number += 1
    taken.add(sameName(`${name} (${number})`))
    return `${name} (${number})`
  })
}
