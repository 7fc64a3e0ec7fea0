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
import { LANGUAGES, type Language } from '../src/kit/languages.ts'
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
  mois: 'months',
  jours: 'days',
  heure: 'hours',
  heures: 'hours',
  personnes: 'people',
  fois: 'times',
  sujets: 'topics',
  blocs: 'blocks',
  travailleurs: 'employees',
  Mo: 'MB',
}
const numbersIn = (text: string): { readonly number: number; readonly unit: string }[] =>
  [
    ...text.matchAll(
      /(\d+)\s+(maanden|months|dagen|days|uur|hours?|minuten|minutes|mensen|people|antwoorden|answers|keer|times|onderwerpen|topics|bouwstenen|building|werknemers|employees|MB|mois|jours|heures?|personnes|fois|sujets|blocs|travailleurs|Mo)\b/g,
    ),
  ].map(([, number, unit = '']) => ({ number: Number(number), unit: UNITS[unit] ?? unit }))

const MARKS: Readonly<Record<Language, RegExp>> = {
  nl: /\[niet nagekeken\]/g,
  en: /\[not checked\]/g,
  fr: /\[non vérifié\]/g,
}
const APD = 'https://www.autoriteprotectiondonnees.be'
/** What the French papers say more, for Brussels and Wallonia, and what they name by its French page. */
const ONLY_FRENCH: {
  readonly marks: Readonly<Record<string, number>>
  readonly sources: Readonly<Record<string, readonly string[]>>
  readonly pages: Readonly<Record<string, string>>
} = {
  marks: { 'legal-basis.md': 2 },
  sources: {
    'consultation.md': [
      APD,
      'http://www.uvcw.be/focus/personnel/art-2400',
      'https://interieur.wallonie.be/ressources-humaines/comite-c/139719',
    ],
    'legal-basis.md': [
      'https://doczz.fr/doc/6228868/eloge-de-la-d%C3%A9ontologie---aide-%C3%A0-la-jeunesse',
      'https://www.parlement-wallonie.be/pwpages?iddoc=131917&p=interp-questions-voir&type=28',
    ],
  },
  pages: {
    'https://www.gegevensbeschermingsautoriteit.be': APD,
    'https://www.gegevensbeschermingsautoriteit.be/meldformulier-voor-gegevenslekken': `${APD}/professionnel/actions/fuites-de-donnees-personnelles`,
    'https://www.ejustice.just.fgov.be/eli/wet/1974/12/19/1974121902/justel':
      'https://www.ejustice.just.fgov.be/eli/loi/1974/12/19/1974121902/justel',
  },
}

describe('the privacy papers', () => {
  it('are the same fifteen in every language', () => {
    for (const language of LANGUAGES) expect(readdirSync(join(root, language))).toEqual(papers)
    expect(papers).toHaveLength(15)
  })

  it.each(papers)('%s says no number that the code doesn’t, and the same ones in every language', (paper) => {
    const said = LANGUAGES.map((language) => numbersIn(read(language, paper)))
    for (const numbers of said)
      for (const { number, unit } of numbers) expect(TRUE[unit], `${number} ${unit}`).toContain(number)
    const [dutch, ...others] = said.map((numbers) => numbers.map(({ number, unit }) => `${number} ${unit}`).sort())
    for (const other of others) expect(other).toEqual(dutch)
  })

  it.each(papers)('%s has as many headings, points, rows and marked beginnings in every language', (paper) => {
    /** What each line begins with: a heading's depth, a box to tick, a point, a number, a row with its cells, a bold word. */
    const shape = (text: string): readonly string[] =>
      text.split('\n').flatMap((line) => {
        const [begin] = /^(#+ |- \[ \]|- |\d+\. |> |\*\*|\|)/.exec(line) ?? []
        return begin === '|' ? `${line.split('|').length} cells` : (begin ?? [])
      })
    for (const language of LANGUAGES) expect(shape(read(language, paper)), language).toEqual(shape(read('nl', paper)))
  })

  it.each(LANGUAGES.flatMap((language) => papers.map((paper) => [language, paper] as const)))(
    'are marked as a draft for someone who knows the law: %s/%s',
    (language, paper) => {
      expect(read(language, paper)).toMatch(
        { nl: /^# .+\n\n> Ontwerp\./, en: /^# .+\n\n> Draft\./, fr: /^# .+\n\n> Projet\./ }[language],
      )
    },
  )

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
      expect(read(language, 'record.md')).toContain(
        `${NOTES_KEPT_MONTHS} ${{ nl: 'maanden', en: 'months', fr: 'mois' }[language]}`,
      )
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

  it('say of what the law says where it stands, and mark what nobody could look up: that alone, in every language', () => {
    /** A paper that says what the mark means has it once more. */
    const MARKED: Readonly<Record<string, number>> = {
      'consultation.md': 1,
      'dpo.md': 1,
      // The new Penal Code.
      'legal-basis.md': 2,
      // Whether it is on the authorities' lists; who may delete an app's message in Slack.
      'dpia.md': 2,
    }
    for (const language of LANGUAGES)
      for (const paper of papers) {
        const marks = read(language, paper).match(MARKS[language])
        expect([language, paper, marks?.length ?? 0]).toEqual([
          language,
          paper,
          (MARKED[paper] ?? 0) + (ONLY_FRENCH.marks[language === 'fr' ? paper : ''] ?? 0),
        ])
      }
    for (const language of LANGUAGES)
      for (const paper of ['consultation.md', 'legal-basis.md', 'breach.md', 'rights.md', 'processor.md', 'dpia.md'])
        expect(read(language, paper)).toContain('https://')
  })

  it('cite the same sources in every language; in French also those of Brussels and Wallonia, and pages in French where there are', () => {
    const sources = (language: string, paper: string): readonly string[] =>
      [...read(language, paper).matchAll(/https?:\/\/[^\s)|;,]+/g)].map(([url]) => url.replace(/[.:]+$/, '')).toSorted()
    for (const paper of papers) {
      expect(sources('nl', paper), paper).toEqual(sources('en', paper))
      const added = ONLY_FRENCH.sources[paper] ?? []
      const french = sources('fr', paper)
      const wanted = new Set(sources('nl', paper).map((url) => ONLY_FRENCH.pages[url] ?? url))
      expect([...new Set(french)], paper).toEqual([...new Set([...wanted, ...added])].toSorted())
    }
  })

  it('say in the DPIA of two rounds what the proof counts, as docs/privacy-floor.md does', () => {
    const shares = (text: string): readonly string[] =>
      [...text.matchAll(/(?:(\d+) (?:to|tot|à) )?(\d+)\s%/g)].map(([, from = '', to = '']) => `${from}-${to}`)
    const floor = readFileSync(join(root, '..', 'privacy-floor.md'), 'utf8')
    const counted = shares(floor.slice(floor.indexOf('**Two rounds'), floor.indexOf('**Likelihood')))
    expect(counted).toEqual(['4-15', '-8'])
    for (const [language, begins] of [
      ['nl', '- **Twee rondes'],
      ['en', '- **Two rounds'],
      ['fr', '- **Deux cycles'],
    ] as const) {
      const line = read(language, 'dpia.md')
        .split('\n')
        .find((one) => one.startsWith(begins))
      expect(shares(line ?? '')).toEqual(counted)
    }
  })

  it('publish what earlier versions let through, in the DPIA and in SECURITY.md alike, as decision 022 found it', () => {
    const docs = join(root, '..')
    const rows = (text: string): string[] =>
      [...text.matchAll(/^\|.*$/gm)]
        .flatMap(([row]) => [...row.matchAll(/(?:([\d.,]+) (?:to|tot|à) )?([\d.,]+)\s%/g)])
        .map(([, from = '', to = '']) => `${from}-${to}`.replaceAll(',', '.'))
        .sort()
    const found = rows(readFileSync(join(docs, 'decisions', '022-words-not-counts.md'), 'utf8'))
    expect(found).toHaveLength(6)
    expect(rows(readFileSync(join(docs, '..', 'SECURITY.md'), 'utf8'))).toEqual(found)
    for (const language of LANGUAGES) expect(rows(read(language, 'dpia.md'))).toEqual(found)
  })

  it('promise no more than the notice in the chat does', () => {
    for (const language of LANGUAGES) expect(read(language, 'notice.md')).not.toMatch(/anoniem|anonym/i)
  })
})
