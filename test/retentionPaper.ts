import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEPT_MONTHS } from '../src/flows/channel/state.ts'
import { type Ending, type Item, type Lasting, RETENTION, type Term } from '../src/flows/retention.ts'
import { DAY, HOUR, MINUTE } from '../src/kit/calendar/instant.ts'
import { LANGUAGES, type Language } from '../src/kit/languages.ts'
import { GROUNDS, RETENTION_WORDS, type RetentionWords } from './retentionWords.ts'

/**
 * The table of terms in `docs/privacy/<language>/record.md`, made of the one that the code takes its terms from. `npm run papers` writes it
 * anew; `test/papers.test.ts` says when that has to be done.
 */
const TABLE = RETENTION as Readonly<Record<Item, Term>>
const ITEMS = Object.keys(TABLE) as readonly Item[]
const MARKED = /(<!-- retention -->\n)[\s\S]*?(<!-- \/retention -->)/

export const recordPath = (language: Language): string =>
  join(import.meta.dirname, '..', 'docs', 'privacy', language, 'record.md')

const lasting = (words: RetentionWords, lasts: Exclude<Lasting, 'untilEnded'>, chosen?: boolean): string => {
  if ('months' in lasts) {
    const others = KEPT_MONTHS.filter((count) => count !== lasts.months).map((count) => `${count} ${words.months}`)
    const usual = `${lasts.months} ${words.months}`
    return chosen ? `${usual} (${others.join(` ${words.or} `)} ${words.chosen})` : usual
  }
  const { milliseconds } = lasts
  if (milliseconds === 0) return words.atOnce
  if (milliseconds > DAY) return `${milliseconds / DAY} ${words.days}`
  if (milliseconds >= HOUR) return `${milliseconds / HOUR} ${words.hours[milliseconds === HOUR ? 0 : 1]}`
  return `${milliseconds / MINUTE} ${words.minutes}`
}

const endOf = (words: RetentionWords, { lasts, sooner, neededBy, ...term }: Term): string => {
  const saying = (endings: readonly Ending[]): string =>
    endings.map((ending) => words.endings[ending]).join(` ${words.or} `)
  if (lasts === 'untilEnded') return `${words.untilEnded} ${saying(sooner)}`
  // What has months gets them from then on as well, and isn't erased on the day.
  const counted: readonly Ending[] = 'months' in lasts ? sooner.filter((ending) => ending === 'theAppIsTakenOut') : []
  const ends = sooner.filter((ending) => !counted.includes(ending))
  return [
    lasting(words, lasts, term.chosen),
    ...(ends.length > 0 ? [`${words.sooner} ${saying(ends)}`] : []),
    ...(neededBy ? [`${words.notBefore} ${words.needed[neededBy]}`] : []),
    ...(counted.length > 0 ? [words.appOut] : []),
  ].join(words.between)
}

const aligned = ([head = [], ...rows]: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const padded = (row: readonly string[]): string => line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  return [padded(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join('')
}

const retentionTable = (language: Language): string => {
  const words = RETENTION_WORDS[language]
  return aligned([
    words.head,
    ...ITEMS.map((item) => [
      words.items[item],
      words.grounds[GROUNDS[item]],
      words.begins[TABLE[item].begins],
      endOf(words, TABLE[item]),
      words.places[TABLE[item].place],
    ]),
  ])
}

/** The record as it should be. */
export const currentRecord = (language: Language): string =>
  readFileSync(recordPath(language), 'utf8').replace(
    MARKED,
    (_, before: string, after: string) => `${before}\n${retentionTable(language)}\n${after}`,
  )

if (import.meta.main) for (const language of LANGUAGES) writeFileSync(recordPath(language), currentRecord(language))
