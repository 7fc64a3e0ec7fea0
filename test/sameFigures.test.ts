import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Card } from '../src/cards/card.ts'
import { printed } from '../src/cards/papers/documentParts.ts'
import { handout } from '../src/cards/papers/handout.ts'
import type { DrawnPicture, PaperContent } from '../src/cards/papers/paper.ts'
import { planSheet } from '../src/cards/papers/planSheet.ts'
import { planCsv, planJson } from '../src/cards/papers/planTable.ts'
import { worksheet } from '../src/cards/papers/worksheet.ts'
import { type Picture, tableOf } from '../src/cards/pictures/picture.ts'
import { growthPicture, resultPicture } from '../src/cards/pictures/resultPicture.ts'
import { starsPicture } from '../src/cards/pictures/starsPicture.ts'
import { svgOf } from '../src/cards/pictures/svg.ts'
import { sampleAction } from '../src/cards/samples/sampleActions.ts'
import { resultOf } from '../src/cards/samples/sampleResults.ts'
import { CLOSES, openRound } from '../src/cards/samples/sampleRounds.ts'
import { rankingScreen } from '../src/cards/screens/ballot/rankingScreen.ts'
import { stateWords } from '../src/cards/screens/plan/planScreen.ts'
import { alikeLines, differentLines, resultScreen } from '../src/cards/screens/result/resultScreen.ts'
import { slackMessage } from '../src/cards/slack/render.ts'
import { teamsCard } from '../src/cards/teams/render.ts'
import type { PrioritisedRound, RoundWithResult } from '../src/flows/round/round.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import type { Ranking, Stars } from '../src/kit/stars.ts'
import { cardMarkup } from '../src/tab/cardMarkup.ts'
import type { CardPlace } from '../src/tab/cardPlace.ts'
import { pictureMarkup } from '../src/tab/pictureMarkup.ts'
import { nodesIn } from './nodes.ts'
import { voices } from './voice.ts'

/** What stands between the marks of XML and HTML, without them. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:#39|apos);/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
/** All texts of a card as a platform gets it. */
const textsIn = (drawn: object): string =>
  nodesIn(drawn)
    .flatMap((node) => Object.values(node))
    .filter((value) => typeof value === 'string')
    .join('\n')
const inFile = async (paper: Promise<Uint8Array>, name: string): Promise<string> =>
  textOf(strFromU8(unzipSync(await paper)[name] ?? new Uint8Array()))
/** As its letters, digits and stars alone are: one platform has bold between them, another a sign. */
const plain = (text: string): string => text.replace(/[*_\s\u200b]+/g, ' ')

/** In that order, each further on than the one before. */
const inOrder = (where: string, text: string, words: readonly string[]): void => {
  const read = plain(text)
  let from = 0
  for (const one of words) {
    const at = read.indexOf(plain(one), from)
    expect(at, `${where}: ${one}`).toBeGreaterThanOrEqual(0)
    from = at
  }
}

describe.each(LANGUAGES)('what is told in %s', (language) => {
  const voice = voices[language]
  const { kit, say } = voice
  const medians: readonly (Stars | undefined)[] = [5, 4, 4, 3, 2, undefined, undefined]
  const ranking: Ranking = {
    ...{ ballots: 7, depth: 'medians', reasons: [] },
    places: kit.blocks.toReversed().map(({ id: block }, at) => {
      const median = medians[at]
      return median === undefined ? { block } : { block, median }
    }),
  }
  const growth = kit.blocks.map(({ id: block }, at) => ({
    block,
    direction: (['greener', 'same', 'redder'] as const)[at % 3] ?? 'same',
  }))
  const round: PrioritisedRound = {
    ...openRound(kit, 'usual', 12),
    ...{
      status: 'prioritised',
      closedAt: CLOSES,
      unreachable: [],
      result: resultOf(kit, 'usual', 11),
      growth,
      language,
    },
    ...{ starsCloseAt: CLOSES, starsCast: [], starsTallied: [], ranking },
    priorities: { blocks: ['1', '4'], reason: '' },
  }
  const before: RoundWithResult = {
    ...round,
    id: 'b'.repeat(32),
    title: 'Vorig jaar',
    result: resultOf(kit, 'usual', 8),
  }
  const actions = (['running', 'running', 'done'] as const).map((status, at) => ({
    ...sampleAction(round, (usual) => usual),
    ...{ id: String(at).repeat(32), what: `Actie ${at}`, status, asked: at === 0 ? '2026-12-04' : undefined },
  }))
  const content: PaperContent = { voice, round, before, actions, names: (id) => id, today: '2026-12-21' }
  const place: CardPlace = { say, drawing: 'd', formKey: 'k', from: '/me', takes: () => true, level: 2 }
  const drawnOf = (picture: Picture): DrawnPicture => ({ picture, png: new Uint8Array([0]), width: 1, height: 1 })
  const told = (picture: Picture): readonly string[] => tableOf(picture).rows.flat()
  const pictures = {
    result: resultPicture(voice, round, round.result),
    growth: growthPicture(voice, round, { ...before, worked: ['1', '4'] }, round.result),
    stars: starsPicture(voice, round, ranking),
  }
  const { result, stars } = pictures
  const grown = pictures.growth
  if (!result || !stars || !grown) throw new Error('no picture')
  const paper = worksheet(content, { result: drawnOf(result), growth: drawnOf(grown), stars: drawnOf(stars) })
  const chats = (card: Card): Readonly<Record<string, string>> => ({
    Teams: textsIn(teamsCard(card)),
    Slack: textsIn(slackMessage(card)),
    'the page': textOf(String(cardMarkup(card, place))),
  })

  it.each(Object.entries({ result, grown, stars }))(
    'is the same in the picture, on the page and on paper: %s',
    async (_, picture) => {
      const words = told(picture)
      expect(words.length).toBeGreaterThan(10)
      inOrder('the page', textOf(String(pictureMarkup(picture, say('papers.said')))), words)
      inOrder('the worksheet', await inFile(paper, 'word/document.xml'), words)
      inOrder(
        'the picture',
        textOf(svgOf(picture)),
        tableOf(picture).rows.map(([title]) => title.split(', ')[0] ?? ''),
      )
    },
  )

  it('has as many stars a block in the picture as on the card of each platform and the page, in that order', () => {
    if (stars.drawing.kind !== 'bars') throw new Error('no bars')
    const [bars] = rankingScreen(voice, round, ranking).parts.filter((part) => part.kind === 'bars')
    expect(bars?.rows.map(({ value }) => value)).toEqual(stars.drawing.rows.map(({ value }) => value))
    expect(stars.drawing.rows.map(({ value }) => value)).toEqual(ranking.places.map(({ median }) => median))
    for (const [where, text] of Object.entries(chats(rankingScreen(voice, round, ranking)))) {
      inOrder(where, text, bars?.rows.map(({ said }) => said) ?? [])
      inOrder(
        where,
        text,
        stars.drawing.rows.map(({ title }) => title),
      )
      expect(text).toContain(say('ranking.of', { done: ranking.ballots, total: round.asked }))
    }
    expect(stars.under).toContain(say('pictures.of', { title: round.title, done: ranking.ballots, total: round.asked }))
  })

  it('went the same way since last time in the picture and on the card of each platform and the page', () => {
    if (grown.drawing.kind !== 'marks') throw new Error('no marks')
    const directions = growth.map(({ direction }) => say(`growth.${direction}`))
    expect(grown.drawing.blocks.map(({ note = '' }, at) => note.includes(directions[at] ?? '?'))).not.toContain(false)
    const lines = growth.map(({ block }, at) => {
      const { name = '' } = kit.blocks.find(({ id }) => id === block) ?? {}
      return say('growth.line', { name: say('result.block', { block, name }), direction: directions[at] ?? '' })
    })
    for (const [where, text] of Object.entries(chats(resultScreen(voice, round, round.result))))
      inOrder(where, text, lines)
  })

  it('is the talk’s sheet too: alike and different as on the card', async () => {
    const sheet = await inFile(handout(content), 'word/document.xml')
    const card = chats(resultScreen(voice, round, round.result)).Teams ?? ''
    const alike = alikeLines(voice, round.result).slice(0, 3).map(printed)
    const different = differentLines(voice, round.result).slice(0, 2).map(printed)
    expect([alike.length, different.length]).toEqual([3, 2])
    for (const text of [sheet, card]) {
      inOrder('alike', text, alike)
      inOrder('different', text, different)
    }
  })

  it('is the plan for programs too: an action a row, each as it stands on the card', async () => {
    const strings = await inFile(planSheet(content), 'xl/sharedStrings.xml')
    inOrder(
      'the worksheet',
      await inFile(paper, 'word/document.xml'),
      actions.map(({ what }) => what),
    )
    for (const action of actions)
      for (const said of [action.what, stateWords(voice, action)]) expect(strings).toContain(said)
    const { actions: records } = JSON.parse(planJson(content)) as { actions: { what: string; state: string }[] }
    const rows = planCsv(content).trim().split('\r\n').slice(1)
    expect(records.map(({ what, state }) => [what, state])).toEqual([
      ['Actie 0', 'waiting'],
      ['Actie 1', 'onTrack'],
      ['Actie 2', 'done'],
    ])
    expect(rows.map((row, at) => row.includes(`,Actie ${at},${records[at]?.state},`))).toEqual([true, true, true])
  })
})
