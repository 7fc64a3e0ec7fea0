import { type Block, elementOf, GRADES } from '../../kit/kit.ts'
import { documentOf } from './document.ts'
import { choices, type DocumentPart, line, room, title } from './documentParts.ts'
import type { PaperContent } from './paper.ts'

/**
 * The scan on paper, for who can't be reached by chat: each element with its three statements and a box to tick. It holds nothing of
 * anyone, and says that what is filled in on it stays with whoever fills it in.
 */
export const emptyKit = ({ voice, round }: Pick<PaperContent, 'voice' | 'round'>): Promise<Uint8Array> => {
  const { kit, say } = voice
  return documentOf({
    title: say('papers.emptyKitOf', { title: round.title }),
    language: say('papers.locale'),
    foot: say('papers.emptyKitFoot'),
    parts: [
      title(say('papers.emptyKitOf', { title: round.title }), 1),
      line(say('papers.emptyKitHow')),
      line(say('papers.emptyKitYours'), { soft: true }),
      ...kit.blocks.flatMap((block) => blockParts({ voice }, block)),
      title(say('papers.notes'), 2),
      room(4),
    ],
  })
}

const blockParts = ({ voice }: Pick<PaperContent, 'voice'>, { id, name, elements }: Block): readonly DocumentPart[] => {
  const { kit, say } = voice
  return [
    title(say('result.block', { block: id, name }), 2),
    choices(
      GRADES.map((grade) => say(`grade.${grade}`)),
      elements.map((element) => {
        const { title: about, statements } = elementOf(kit, element.id)
        return { about: `${element.id} ${about}`, options: GRADES.map((grade) => statements[grade]) }
      }),
    ),
  ]
}
