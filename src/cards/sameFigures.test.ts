import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { nodesIn } from '../../test/nodes.ts'
import { voices } from '../../test/voice.ts'
import { planRowOf } from '../flows/channel/plan.ts'
import type { ClosedRound, PrioritisedRound } from '../flows/round/round.ts'
import { LANGUAGES } from '../kit/languages.ts'
import type { Word } from '../kit/result.ts'
import type { Card, Part } from './card.ts'
import { drawnMarks } from './marks.ts'
import type { PaperContent } from './papers/paper.ts'
import { worksheet } from './papers/worksheet.ts'
import { tableOf } from './pictures/picture.ts'
import { planPicture } from './pictures/planPicture.ts'
import { resultPicture } from './pictures/resultPicture.ts'
import { svgOf } from './pictures/svg.ts'
import { sampleAction } from './samples/sampleActions.ts'
import { resultOf } from './samples/sampleResults.ts'
import { CLOSES, openRound } from './samples/sampleRounds.ts'
import { homeScreen } from './screens/person/homeScreen.ts'
import { planScreen } from './screens/plan/planScreen.ts'
import { resultScreen } from './screens/result/resultScreen.ts'
import { slackMessage } from './slack/render.ts'
import { slackHome } from './slack/views.ts'
import { teamsCard } from './teams/render.ts'

/** All that a card, a page or a file says, in the order in which it says it: the texts in JSON, the text nodes in XML. */
const textsIn = (drawn: object): string => {
  const found: string[] = []
  const look = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    else if (Array.isArray(value)) value.forEach(look)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  look(drawn)
  return found.join('\n')
}
const unescaped = (xml: string): string =>
  xml
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const wordsOf = async (paper: Promise<Uint8Array>): Promise<string> => {
  const { 'word/document.xml': xml } = unzipSync(await paper)
  return [...strFromU8(xml ?? new Uint8Array()).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, said = '']) => unescaped(said))
    .join('\n')
}

const marksIn = ({ parts }: Card): readonly (readonly [title: string, said: string])[] =>
  parts.flatMap((part: Part) =>
    part.kind === 'marks'
      ? part.rows.map(({ name, said }): [string, string] => [
          name === undefined ? (part.title ?? '') : `${part.title}, ${name}`,
          said,
        ])
      : [],
  )

const STYLES: Readonly<Record<Word, string>> = {
  ...{ 'mostly-green': 'good', 'mostly-orange': 'warning', 'mostly-red': 'attention' },
  ...{ divided: 'emphasis', few: 'default' },
}

const cases = LANGUAGES.flatMap((language) => [1, 2].map((roles) => ({ language, roles })))

describe.each(cases)('one result in $language ($roles side(s))', ({ language, roles }) => {
  const voice = voices[language]
  const result = resultOf(voice.kit, 'usual', 11, roles === 1 ? 0 : roles)
  const closed: ClosedRound = {
    ...openRound(voice.kit, 'usual', 12),
    ...{ status: 'closed', closedAt: CLOSES, unreachable: [], result, growth: [], language },
  }
  const round: PrioritisedRound = {
    ...closed,
    ...{ status: 'prioritised', starsCloseAt: CLOSES, starsCast: [], starsTallied: [] },
    ranking: { ballots: 0, depth: 'nothing', places: [], reasons: [] },
    priorities: { blocks: ['1', '4'], reason: '' },
  }
  const actions = [0, 1, 2].map((at) => ({
    ...sampleAction(round, (usual) => usual),
    ...{ id: String(at).repeat(32), what: `Actie ${at}`, asked: at === 0 ? '2026-12-04' : undefined },
  }))
  const names = (id: string): string => id
  const picture = resultPicture(voice, closed, result)
  if (!picture) throw new Error('no picture')
  const plan = planPicture(voice, round.title, actions, '2026-12-21')
  if (!plan) throw new Error('no plan')
  const rows = actions.map((one) => planRowOf(one, 1))
  const card = resultScreen(voice, closed, result)
  const home = homeScreen(voice, {
    ...{ names, waiting: [], actions: [], others: [] },
    team: { channel: 'channel', round, shown: round, rows, next: actions, coordinates: false },
  })
  const content: PaperContent = { voice, round, before: undefined, actions, names, today: '2026-12-21' }

  it('is said the same in the picture, on the card, on her own page, on both platforms and on paper', async () => {
    const said = tableOf(picture).rows
    expect(said.length).toBeGreaterThan(0)
    expect(marksIn(card)).toEqual(said)
    expect(marksIn(home)).toEqual(said)
    const drawn = { png: new Uint8Array([0]), width: 1, height: 1 }
    const everywhere = [
      unescaped(svgOf(picture)),
      textsIn(teamsCard(card)),
      textsIn(teamsCard(home)),
      textsIn(slackMessage(card)),
      textsIn(slackHome(home)),
      await wordsOf(worksheet(content, { result: { picture, ...drawn }, plan: { picture: plan, ...drawn } })),
    ]
    const of = voice.say('result.of', { title: round.title, done: result.handedIn, total: round.asked })
    for (const words of everywhere) {
      let from = 0
      for (const [, words_] of said) {
        const at = words.indexOf(words_, from)
        expect(at, words_).toBeGreaterThanOrEqual(0)
        from = at
      }
    }
    for (const words of everywhere.slice(1)) expect(words).toContain(of)
    expect(picture.under).toContain(String(result.handedIn))
  })

  it('has as many marks as it says, of each word', () => {
    const count = (words: string): number =>
      [...words.matchAll(/\d+/g)].reduce((sum, [number]) => sum + Number(number), 0)
    if (picture.drawing.kind !== 'marks') throw new Error('no marks')
    for (const { rows: sides } of picture.drawing.blocks)
      for (const { marks, said } of sides) expect(marks.length).toBe(count(said))
  })

  it('has in the cells of Teams the marks it has in words, a cell a word, in the colour of that word', () => {
    if (picture.drawing.kind !== 'marks') throw new Error('no marks')
    const tables = nodesIn(teamsCard(card)).filter(({ type }) => type === 'Table')
    expect(tables).toHaveLength(roles === 1 ? voice.kit.blocks.length : 0)
    for (const [at, table] of tables.entries()) {
      const marks = picture.drawing.blocks[at]?.rows[0]?.marks ?? []
      const cells = nodesIn(table.rows).filter(({ type }) => type === 'TableCell')
      const text = (node: unknown): string =>
        nodesIn(node)
          .flatMap((one) => one.text ?? [])
          .join(' ')
      expect(cells.map(text).join(' ')).toBe(drawnMarks(marks))
      expect(text(table.fallback)).toBe(drawnMarks(marks))
      expect(cells.map(({ style }) => style)).toEqual([...new Set(marks.map(({ word }) => STYLES[word]))])
    }
  })

  it('is followed by one plan: as many run, and each stands as it does, in picture, card, page and paper', async () => {
    const where = { round: round.id, channel: round.channel }
    const planned = planScreen(voice, names, { where, round, rows, page: 0, ended: false }, actions)
    const counts = voice.say('teamPlan.counts', { running: 3, waiting: 1 })
    const drawn = { picture: plan, png: new Uint8Array([0]), width: 1, height: 1 }
    const paper = await wordsOf(worksheet(content, { plan: drawn }))
    for (const words of [planned, home].flatMap((one) => [textsIn(teamsCard(one)), textsIn(slackMessage(one))])) {
      expect(words).toContain(counts)
      for (const [title, said] of tableOf(plan).rows) {
        expect(words).toContain(title)
        expect(words).toContain(said)
        expect(paper).toContain(title)
      }
    }
  })
})
