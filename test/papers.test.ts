import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NOTES_KEPT_MONTHS } from '../src/bot/outbox/replayErasures.ts'
import { NAMES_CACHED } from '../src/bot/people/nameCache.ts'
import { PLAN_KEPT_MONTHS } from '../src/flows/action/effects.ts'
import { KEPT_MONTHS } from '../src/flows/channel/state.ts'
import { ERASED_AFTER_DAYS } from '../src/flows/channel/tenant.ts'
import { UNDER_WAY } from '../src/flows/finalEdit.ts'
import { PERSON_KEPT_MONTHS } from '../src/flows/person/forgetPerson.ts'
import { durationOf } from '../src/flows/retention.ts'
import { DECIDE_WITHIN } from '../src/flows/round/closeScan.ts'
import { RESULT_KEPT_MONTHS } from '../src/flows/round/decideRound.ts'
import { ROSTER_KEPT } from '../src/flows/round/freezeResult.ts'
import { COPY_TRIED } from '../src/flows/sheet/closeSheet.ts'
import { usualHours } from '../src/kit/calendar/hours.ts'
import { DAY, HOUR, MINUTE } from '../src/kit/calendar/instant.ts'
import { MOST_NUDGES } from '../src/kit/calendar/nudges.ts'
import { AUTHORS, FLOOR } from '../src/kit/gate.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { HELD_FOR as KEYS_HELD_FOR } from '../src/store/roundKeys.ts'
import { currentRecord } from './retentionPaper.ts'
import { kit } from './voice.ts'

const root = join(import.meta.dirname, '..', 'docs', 'privacy')
const papers = readdirSync(join(root, 'nl'))
const read = (language: string, paper: string): string => readFileSync(join(root, language, paper), 'utf8')
const hours = usualHours('Europe/Brussels')

/** Every number a paper may say, by its unit, as the code has it. */
const TRUE: Readonly<Record<string, readonly number[]>> = {
  months: [RESULT_KEPT_MONTHS, PERSON_KEPT_MONTHS, PLAN_KEPT_MONTHS, NOTES_KEPT_MONTHS, ...KEPT_MONTHS],
  days: [
    durationOf('erasedMark') / DAY,
    ROSTER_KEPT / DAY,
    ERASED_AFTER_DAYS,
    DECIDE_WITHIN / DAY,
    durationOf('stoppedRound') / DAY,
  ],
  // The law's own 72 hours for a breach among them.
  hours: [COPY_TRIED / HOUR, NAMES_CACHED / HOUR, KEYS_HELD_FOR / HOUR, hours.until, 72],
  minutes: [durationOf('slackPeople') / MINUTE],
  people: [FLOOR.least, FLOOR.standard, FLOOR.most, AUTHORS],
  times: [MOST_NUDGES],
  topics: [kit.elements.length],
  blocks: [kit.blocks.length],
  // Those of a collective agreement.
  employees: [50],
  MB: [256],
}
const UNITS: Readonly<Record<string, string>> = {
  maanden: 'months',
  dagen: 'days',
  uur: 'hours',
  hour: 'hours',
  minuten: 'minutes',
  mensen: 'people',
  antwoorden: 'answers',
  keer: 'times',
  onderwerpen: 'topics',
  bouwstenen: 'blocks',
  werknemers: 'employees',
  building: 'blocks',
}
const numbersIn = (text: string): { readonly number: number; readonly unit: string }[] =>
  [
    ...text.matchAll(
      /(\d+)\s+(maanden|months|dagen|days|uur|hours?|minuten|minutes|mensen|people|antwoorden|answers|keer|times|onderwerpen|topics|bouwstenen|building|werknemers|employees|MB)\b/g,
    ),
  ].map(([, number, unit = '']) => ({ number: Number(number), unit: UNITS[unit] ?? unit }))

describe('the privacy papers', () => {
  it('are the same in both languages, and fifteen', () => {
    expect(readdirSync(join(root, 'en'))).toEqual(papers)
    expect(papers).toHaveLength(15)
  })

  it.each(papers)('%s says no number that the code doesn’t, and the same ones in both languages', (paper) => {
    const both = ['nl', 'en'].map((language) => numbersIn(read(language, paper)))
    for (const numbers of both)
      for (const { number, unit } of numbers) expect(TRUE[unit], `${number} ${unit}`).toContain(number)
    const [dutch, english] = both.map((numbers) => numbers.map(({ number, unit }) => `${number} ${unit}`).sort())
    expect(dutch).toEqual(english)
  })

  it.each(papers)('%s is marked as a draft for someone who knows the law', (paper) => {
    expect(read('nl', paper)).toMatch(/^# .+\n\n> Ontwerp\./)
    expect(read('en', paper)).toMatch(/^# .+\n\n> Draft\./)
  })

  it('say in the notice and the record everything that is kept, with its term', () => {
    for (const paper of ['notice.md', 'record.md']) {
      const said = numbersIn(read('en', paper)).map(({ number, unit }) => `${number} ${unit}`)
      for (const term of [
        `${COPY_TRIED / HOUR} hours`,
        `${ROSTER_KEPT / DAY} days`,
        `${RESULT_KEPT_MONTHS} months`,
        `${NOTES_KEPT_MONTHS} months`,
      ])
        expect(said, paper).toContain(term)
    }
    const notice = numbersIn(read('nl', 'notice.md')).map(({ number, unit }) => `${number} ${unit}`)
    for (const floor of [FLOOR.least, FLOOR.standard, FLOOR.most]) expect(notice).toContain(`${floor} people`)
    expect(read('nl', 'notice.md')).toContain(`van ${hours.from} tot ${hours.until} uur`)
    expect(read('en', 'platforms.md')).toContain(`Ten minutes after`)
    expect(UNDER_WAY).toBe(10 * MINUTE)
  })

  it.each(LANGUAGES)(
    'have in the record the table that the code takes its terms from, as `npm run papers` writes it: %s',
    (language) => {
      expect(read(language, 'record.md')).toBe(currentRecord(language))
      expect(read(language, 'record.md')).toContain(`${NOTES_KEPT_MONTHS} ${language === 'nl' ? 'maanden' : 'months'}`)
    },
  )

  it('are all in the index, and lead to files that are there', () => {
    const index = readFileSync(join(root, 'README.md'), 'utf8')
    for (const language of LANGUAGES) for (const paper of papers) expect(index).toContain(`(${language}/${paper})`)
    const files = ['README.md', ...LANGUAGES.flatMap((language) => papers.map((paper) => join(language, paper)))]
    for (const file of files)
      for (const [, link = ''] of readFileSync(join(root, file), 'utf8').matchAll(/\]\(((?!https?:|mailto:)[^)#]+)/g))
        expect(existsSync(join(root, dirname(file), link)), `${file}: ${link}`).toBe(true)
  })

  it('say of what the law says where it stands, or that nobody looked', () => {
    for (const language of LANGUAGES)
      for (const paper of ['consultation.md', 'legal-basis.md', 'breach.md', 'rights.md', 'processor.md'])
        expect(read(language, paper)).toMatch(language === 'nl' ? /\[niet nagekeken\]/ : /\[not checked\]/)
  })

  it('publish what earlier versions let through, in the DPIA and in SECURITY.md alike, as decision 022 found it', () => {
    const docs = join(root, '..')
    const rows = (text: string): string[] =>
      [...text.matchAll(/^\|.*$/gm)]
        .flatMap(([row]) => [...row.matchAll(/(?:([\d.,]+) (?:to|tot) )?([\d.,]+) %/g)])
        .map(([, from = '', to = '']) => `${from}-${to}`.replaceAll(',', '.'))
        .sort()
    const found = rows(readFileSync(join(docs, 'decisions', '022-words-not-counts.md'), 'utf8'))
    expect(found).toHaveLength(6)
    expect(rows(readFileSync(join(docs, '..', 'SECURITY.md'), 'utf8'))).toEqual(found)
    for (const language of LANGUAGES) expect(rows(read(language, 'dpia.md'))).toEqual(found)
  })

  it('promise no more than the notice in the chat does', () => {
    for (const language of ['nl', 'en']) expect(read(language, 'notice.md')).not.toMatch(/anoniem|anonymous/i)
  })
})
