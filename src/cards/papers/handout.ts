import { hasResult, type RoundWithResult } from '../../flows/round/round.ts'
import { type Block, blockOf, elementOf, GRADES } from '../../kit/kit.ts'
import { differentOf, needOf, type Result, spreadOverBlocks } from '../../kit/result.ts'
import type { Remark } from '../../kit/tally.ts'
import { cut } from '../cut.ts'
import { written } from '../screens/plan/actionScreens.ts'
import { alikeLines } from '../screens/result/resultScreen.ts'
import { documentOf } from './document.ts'
import { type DocumentPart, grid, line, point, quote, room, title } from './documentParts.ts'
import type { PaperContent } from './paper.ts'

/** What fits a page beside room to write; of a remark so many characters, which are two lines. */
const MOST = { alike: 3, different: 2, remarks: 2, characters: 160, questions: 2 } as const

/** One page for the meeting: where the team is alike, where it differs with the three statements, remarks, questions, and room to write. */
export const handout = (content: PaperContent): Promise<Uint8Array> => {
  const { voice, round, today } = content
  const { say } = voice
  return documentOf({
    title: say('papers.handoutOf', { title: round.title }),
    language: say('papers.locale'),
    foot: say('papers.foot', { date: written(voice, today) }),
    parts: [
      title(say('papers.handoutOf', { title: round.title }), 1),
      ...(hasResult(round) && round.result.depth !== 'nothing'
        ? talkParts(content, round)
        : [line(say('papers.noResult'))]),
      title(say('papers.notes'), 2),
      room(3),
    ],
  })
}

const talkParts = ({ voice }: PaperContent, { result }: RoundWithResult): readonly DocumentPart[] => {
  const { kit, say } = voice
  const alike = alikeLines(voice, result).slice(0, MOST.alike)
  const different = spreadOverBlocks(differentOf(result)).slice(0, MOST.different)
  const weakest = kit.blocks.toSorted((a, b) => needOf(result, b.id) - needOf(result, a.id)).slice(0, MOST.questions)
  const remarks = remarksFor(result, weakest)
  return [
    line(say('result.start'), { soft: true }),
    ...(alike.length > 0 ? [title(say('result.alike'), 2), ...alike.map((one) => point(one))] : []),
    ...(different.length > 0 ? [title(say('result.different'), 2)] : []),
    ...different.flatMap((id): readonly DocumentPart[] => {
      const { title: about, statements } = elementOf(kit, id)
      return [
        line(about, { bold: true, over: true }),
        grid(
          GRADES.map((grade) => say(`grade.${grade}`)),
          [GRADES.map((grade) => statements[grade])],
        ),
      ]
    }),
    ...(remarks.length > 0 ? [title(say('result.remarks'), 2), ...remarks.map((one) => quote(one))] : []),
    title(say('papers.questions'), 2),
    ...weakest.map(({ id }) => point(blockOf(kit, id).talk)),
  ]
}

/** Some of the remarks that the team reads in its channel, those about the blocks of its questions first; none that was hidden. */
const remarksFor = ({ remarks }: Result, asked: readonly Block[]): readonly string[] => {
  const shown = remarks.filter(({ hidden }) => !hidden)
  const isAsked = ({ block }: Remark): boolean => asked.some(({ id }) => id === block)
  return [...shown.filter(isAsked), ...shown.filter((remark) => !isAsked(remark))]
    .slice(0, MOST.remarks)
    .map(({ text }) => cut(text.replace(/\s+/g, ' '), MOST.characters))
}
