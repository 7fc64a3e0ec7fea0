import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NOTES_KEPT_MONTHS } from '../src/bot/outbox/replayErasures.ts'
import { NAMES_CACHED } from '../src/bot/people/nameCache.ts'
import { PLAN_KEPT_MONTHS } from '../src/flows/action/effects.ts'
import { ERASED_AFTER_DAYS } from '../src/flows/channel/tenant.ts'
import { UNDER_WAY } from '../src/flows/finalEdit.ts'
import { PERSON_KEPT_MONTHS } from '../src/flows/person/forgetPerson.ts'
import { RESULT_KEPT_MONTHS } from '../src/flows/round/decideRound.ts'
import { ROSTER_KEPT } from '../src/flows/round/freezeResult.ts'
import { COPY_TRIED } from '../src/flows/sheet/closeSheet.ts'
import { usualHours } from '../src/kit/calendar/hours.ts'
import { DAY, HOUR, MINUTE } from '../src/kit/calendar/instant.ts'
import { MOST_NUDGES } from '../src/kit/calendar/nudges.ts'
import { AUTHORS, FLOOR } from '../src/kit/gate.ts'
import { kit } from './voice.ts'

const root = join(import.meta.dirname, '..', 'docs', 'privacy')
const papers = readdirSync(join(root, 'nl'))
const read = (language: string, paper: string): string => readFileSync(join(root, language, paper), 'utf8')
const hours = usualHours('Europe/Brussels')

/** Every number a paper may say, by its unit, as the code has it. */
const TRUE: Readonly<Record<string, readonly number[]>> = {
  months: [RESULT_KEPT_MONTHS, PERSON_KEPT_MONTHS, PLAN_KEPT_MONTHS, NOTES_KEPT_MONTHS],
  days: [ROSTER_KEPT / DAY, ERASED_AFTER_DAYS],
  // The law's own 72 hours for a breach among them.
  hours: [COPY_TRIED / HOUR, NAMES_CACHED / HOUR, hours.until, 72],
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
      /(\d+)\s+(maanden|months|dagen|days|uur|hours?|mensen|people|antwoorden|answers|keer|times|onderwerpen|topics|bouwstenen|building|werknemers|employees|MB)\b/g,
    ),
  ].map(([, number, unit = '']) => ({ number: Number(number), unit: UNITS[unit] ?? unit }))

describe('the privacy papers', () => {
  it('are the same in both languages, and nine', () => {
    expect(readdirSync(join(root, 'en'))).toEqual(papers)
    expect(papers).toHaveLength(9)
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

  it('promise no more than the notice in the chat does', () => {
    for (const language of ['nl', 'en']) expect(read(language, 'notice.md')).not.toMatch(/anoniem|anonymous/i)
  })
})
