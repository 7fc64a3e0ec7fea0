import { hasResult, type RoundWithResult } from '../../flows/round/round.ts'
import { blockOf, elementOf, GRADES } from '../../kit/kit.ts'
import { differentOf, needOf, spreadOverBlocks } from '../../kit/result.ts'
import { written } from '../screens/plan/actionScreens.ts'
import { alikeLines } from '../screens/result/resultScreen.ts'
import { type DocumentPart, documentOf, grid, line, point, room, title } from './document.ts'
import type { PaperContent } from './paper.ts'

/** What fits a page beside room to write. */
const MOST = { alike: 4, different: 2, questions: 2 } as const

/** One page for the meeting: where the team is alike, where it differs with the three statements, questions, and room to write. */
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
      room(4),
    ],
  })
}

const talkParts = ({ voice }: PaperContent, { result }: RoundWithResult): readonly DocumentPart[] => {
  const { kit, say } = voice
  const alike = alikeLines(voice, result).slice(0, MOST.alike)
  const different = spreadOverBlocks(differentOf(result)).slice(0, MOST.different)
  const weakest = kit.blocks.toSorted((a, b) => needOf(result, b.id) - needOf(result, a.id)).slice(0, MOST.questions)
  return [
    line(say('result.start'), { soft: true }),
    ...(alike.length > 0 ? [title(say('result.alike'), 2), ...alike.map((one) => point(one))] : []),
    ...(different.length > 0 ? [title(say('result.different'), 2)] : []),
    ...different.flatMap((id): readonly DocumentPart[] => {
      const { title: about, statements } = elementOf(kit, id)
      return [
        line(about, { bold: true }),
        grid(
          GRADES.map((grade) => say(`grade.${grade}`)),
          [GRADES.map((grade) => statements[grade])],
        ),
        line(''),
      ]
    }),
    title(say('papers.questions'), 2),
    ...weakest.map(({ id }) => point(blockOf(kit, id).talk)),
  ]
}
