import type { PeopleSearch } from '../../cards/card.ts'
import { cut } from '../../cards/cut.ts'
import { plainText } from '../../kit/plainText.ts'
import type { Say } from '../../kit/sentences.ts'
import type { Named } from './naming.ts'

/** Names on one card at most, ticked or to tick: more make it too long for Teams. */
export const MOST_NAMED = 100
/** Of one line that fits several people, so many are shown to choose from. */
const MOST_MEANT = 8
/** Lines of one paste, and characters of one that is said back. */
const MOST_LINES = 300
const SAID_BACK = 40
const MOST_SAID = 10

/** Who is chosen after a search, and what the form says of it. */
export interface Found {
  readonly chosen: readonly string[]
  readonly search: PeopleSearch
  /** Something that was typed is still nobody, or too many: it is said before anything goes on. */
  readonly open: boolean
}

const words = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean)

/** As address books write them: "An Peeters <an@x.be>; Jan Claes". A comma may stand within a name: "Peeters, An". */
const linesOf = (typed: string): readonly string[] =>
  plainText(typed)
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter((line) => words(line).length > 0)
    .slice(0, MOST_LINES)

const mailIn = (line: string): string | undefined => /[^\s<>,;"']+@[^\s<>,;"']+/.exec(line)?.[0]?.toLowerCase()

/** Each typed word begins another word of hers. */
const fits = (typed: readonly string[], own: readonly string[]): boolean => {
  const left = [...own]
  return typed.every((word) => {
    const whole = left.indexOf(word)
    const at = whole >= 0 ? whole : left.findIndex((one) => one.startsWith(word))
    if (at < 0) return false
    left.splice(at, 1)
    return true
  })
}

const isSame = (typed: readonly string[], own: readonly string[]): boolean =>
  typed.length === own.length && fits(typed, own) && fits(own, typed)

/** Whoever a line can mean; the nearest reading alone counts. */
const meant = (people: readonly Named[], line: string): readonly Named[] => {
  const mail = mailIn(line)
  if (mail !== undefined) {
    const local = mail.split('@')[0] ?? ''
    const byMail = people.filter((person) => person.mail?.toLowerCase() === mail)
    const known = byMail.length > 0 ? byMail : people.filter(({ handle }) => handle?.toLowerCase() === local)
    if (known.length > 0) return known
    const byWords = people.filter(({ name }) => isSame(words(local), words(name)))
    if (byWords.length > 0) return byWords
  }
  const typed = words(mail === undefined ? line : line.replace(/\S*@\S*/g, ' '))
  if (typed.length === 0) return []
  const exact = people.filter(({ name, handle }) => isSame(typed, words(name)) || isSame(typed, words(handle ?? '')))
  if (exact.length > 0) return exact
  return people.filter(({ name, handle }) => fits(typed, [...words(name), ...words(handle ?? '')]))
}

const peopleIn = (people: readonly Named[], line: string): readonly (readonly [string, readonly Named[]])[] => {
  const whole = meant(people, line)
  if (whole.length > 0 || !line.includes(',')) return [[line, whole]]
  return line
    .split(',')
    .map((part) => part.trim())
    .filter((part) => words(part).length > 0)
    .map((part) => [part, meant(people, part)] as const)
}

const brief = (line: string): string => cut(line, SAID_BACK)

/**
 * Finds people of a channel by what someone typed or pasted: each line a name, a part of one, or an e-mail address. Who is found is
 * chosen beside who was; what fits several people is offered to tick, and what fits nobody stays in the field.
 */
export const findPeople = (say: Say, people: readonly Named[], chosen: readonly string[], typed = ''): Found => {
  const picked = new Set(
    people.filter(({ id, alias }) => chosen.includes(id) || chosen.includes(alias)).map(({ id }) => id),
  )
  const before = picked.size
  const offered = new Set<string>()
  const unclear: string[] = []
  const missing: string[] = []
  const tooMany: string[] = []
  const full: string[] = []
  for (const [line, found] of linesOf(typed).flatMap((one) => peopleIn(people, one))) {
    const [only] = found
    const room = picked.size + offered.size < MOST_NAMED
    if (!only) missing.push(line)
    else if (found.length === 1 && picked.has(only.id)) continue
    else if (!room) full.push(line)
    else if (found.length === 1) picked.add(only.id)
    else if (found.length > MOST_MEANT) tooMany.push(line)
    else {
      for (const { id } of found) if (!picked.has(id)) offered.add(id)
      unclear.push(line)
    }
  }
  for (const id of picked) offered.delete(id)
  const list = (lines: readonly string[]): string =>
    [...lines.slice(0, MOST_SAID).map((line) => `“${brief(line)}”`), ...(lines.length > MOST_SAID ? ['…'] : [])].join(
      ', ',
    )
  const count = picked.size - before
  const said = [
    ...(count > 0 ? [say('naming.found', { count })] : []),
    ...(unclear.length > 0 ? [say('naming.unclear', { lines: list(unclear) })] : []),
    ...(tooMany.length > 0 ? [say('naming.tooMany', { lines: list(tooMany) })] : []),
    ...(missing.length > 0 ? [say('naming.missing', { lines: list(missing) })] : []),
    ...(full.length > 0 ? [say('naming.full', { most: MOST_NAMED, lines: list(full) })] : []),
  ]
  return {
    chosen: [...picked, ...chosen.filter((id) => !people.some((one) => one.id === id || one.alias === id))],
    search: { typed: [...missing, ...tooMany].join('\n'), offered: [...offered], said },
    open: unclear.length + tooMany.length + missing.length + full.length > 0,
  }
}

/** Of whom one is chosen, and whether the form was only sent to look for somebody. */
export interface FoundOne {
  readonly to: Named | undefined
  readonly chosen: readonly string[]
  readonly search: PeopleSearch
  readonly looks: boolean
}

/** The same for a form in which one person is chosen: whoever was typed is shown before anything happens. */
export const findOne = (
  say: Say,
  people: readonly Named[],
  sent: {
    readonly person?: string | undefined
    readonly personNames?: string | undefined
    readonly find?: boolean | undefined
  },
): FoundOne => {
  const to = people.find(({ id, alias }) => id === sent.person || alias === sent.person)
  const typed = sent.personNames?.trim() ?? ''
  const { chosen, search, open } = findPeople(say, people, [], typed)
  const looks = sent.find === true || typed !== ''
  // One and nothing unclear: ticked. Several: to be chosen from.
  if (chosen.length === 1 && !open) return { to, chosen, search, looks }
  const offered = [...chosen, ...search.offered]
  return { to, chosen: to && chosen.length === 0 ? [to.id] : [], search: { ...search, offered }, looks }
}
