import type { Action } from '../../flows/action/action.ts'
import { hasResult } from '../../flows/round/round.ts'
import { type BlockId, blockOf } from '../../kit/kit.ts'
import { tableOf } from '../pictures/picture.ts'
import { blockName, lookedBack, ownersOf, written } from '../screens/plan/actionScreens.ts'
import { stateWords } from '../screens/plan/planScreen.ts'
import { alikeLines, differentLines } from '../screens/result/resultScreen.ts'
import type { Voice } from '../voice.ts'
import { alike } from './alike.ts'
import { type DocumentPart, fields, grid, image, line, point, quote, title } from './documentParts.ts'
import { longDocumentOf } from './longDocument.ts'
import type { DrawnPicture, PaperContent } from './paper.ts'

/** The pictures of a worksheet, where there are such. */
export interface WorksheetPictures {
  readonly result?: DrawnPicture | undefined
  readonly growth?: DrawnPicture | undefined
  readonly stars?: DrawnPicture | undefined
  readonly plan?: DrawnPicture | undefined
}

/** The kit's three steps as the team filled them in: result, priorities, and each action on the template with its looks back. */
export const worksheet = (content: PaperContent, pictures: WorksheetPictures): Promise<Uint8Array> => {
  const { voice, round, today } = content
  const { say } = voice
  return longDocumentOf(
    {
      title: say('papers.worksheetOf', { title: round.title }),
      language: say('papers.locale'),
      foot: say('papers.foot', { date: written(voice, today) }),
      parts: [
        title(say('papers.worksheetOf', { title: round.title }), 1),
        line(say('papers.made', { date: written(voice, today) }), { soft: true }),
        ...resultParts(content, pictures),
        ...prioritiesParts(content, pictures),
        ...planParts(content, pictures),
      ],
    },
    restOf(content),
  )
}

const drawn = (picture: DrawnPicture | undefined): readonly DocumentPart[] => (picture ? [image(picture)] : [])

/** The picture in words below it, for who prints in grey or listens. */
const words = ({ say }: Voice, picture: DrawnPicture | undefined): readonly DocumentPart[] =>
  picture ? [grid([say('papers.block'), say('papers.said')], tableOf(picture.picture).rows)] : []

const resultParts = (
  content: PaperContent,
  { result: picture, growth }: WorksheetPictures,
): readonly DocumentPart[] => {
  const { voice, round } = content
  const { say } = voice
  const head = title(say('papers.step1'), 2)
  if (!hasResult(round)) return [head, line(say('papers.noResult'))]
  const { result } = round
  const list = (name: string, lines: readonly string[]): readonly DocumentPart[] =>
    lines.length === 0 ? [] : [title(name, 3), ...lines.map((one) => point(one))]
  return [
    head,
    line(say('result.of', { title: round.title, done: result.handedIn, total: round.asked })),
    ...(result.depth === 'nothing' ? [line(say('result.nothing'))] : []),
    ...drawn(picture),
    ...words(voice, picture),
    ...list(say('result.alike'), alikeLines(voice, result)),
    ...list(say('result.different'), differentLines(voice, result)),
    ...growthParts(content, growth),
  ]
}

/** Then and now beside each other; where the round before is forgotten, the direction of each block. */
const growthParts = ({ voice, round }: PaperContent, picture: DrawnPicture | undefined): readonly DocumentPart[] => {
  const { say } = voice
  if (!hasResult(round) || round.growth.length === 0) return []
  const head = title(say('growth.title'), 3)
  if (picture) return [head, line(picture.picture.under, { over: true }), image(picture), ...words(voice, picture)]
  return [
    head,
    ...round.growth.map(({ block, direction }) =>
      point(say('growth.line', { name: named(voice, block), direction: say(`growth.${direction}`) })),
    ),
  ]
}

const named = ({ kit, say }: Voice, block: BlockId): string =>
  say('result.block', { block, name: blockOf(kit, block).name })

const prioritiesParts = (
  { voice, round }: PaperContent,
  { stars: picture }: WorksheetPictures,
): readonly DocumentPart[] => {
  const { say } = voice
  const head = title(say('papers.step2'), 2)
  const ranked = round.status === 'ranked' || round.status === 'prioritised'
  const stars =
    ranked && picture ? [line(picture.picture.under, { over: true }), ...drawn(picture), ...words(voice, picture)] : []
  if (round.status !== 'prioritised') return [head, ...stars, line(say('papers.noPriorities'))]
  const { blocks, reason } = round.priorities
  return [
    head,
    ...stars,
    title(say('priorities.title'), 3),
    ...blocks.flatMap((block): readonly DocumentPart[] => [
      line(named(voice, block), { bold: true }),
      line(blockOf(voice.kit, block).talk, { soft: true }),
      ...(round.directions?.[block] ? [quote(round.directions[block])] : []),
    ]),
    ...(reason ? [line(say('priorities.reason')), quote(reason)] : []),
  ]
}

const planParts = (content: PaperContent, { plan: picture }: WorksheetPictures): readonly DocumentPart[] => {
  const { voice, actions } = content
  const { say } = voice
  const head = title(say('papers.step3'), 2)
  if (actions.length === 0) return [head, line(say('plan.empty'))]
  return [head, ...drawn(picture)]
}

/** Actions whose parts are drawn at once: few enough to be let go soon, and enough not to pay a document's frame too often. */
const AT_ONCE = 25

/** The actions, some at a time, and who made the kit. */
function* restOf(content: PaperContent): Iterable<readonly DocumentPart[]> {
  const { voice, actions } = content
  const { say } = voice
  const table = alike((texts) => fields(NAMES.map((name, at) => [say(name), texts[at] ?? ''])), NAMES.length)
  const head = alike(([text = '']) => title(text, 3), 1)
  const log = alike(([text = '']) => line(text, { bold: true }), 1)
  const look = alike(([text = '']) => point(text), 1)
  const partsOf = (action: Action): readonly DocumentPart[] => [
    head([action.what]),
    table(textsOf(content, action)),
    log([action.history.length > 0 ? say('papers.log') : '']),
    ...action.history.map((one) => look([lookedBack(voice, one)])),
  ]
  for (let from = 0; from < actions.length; from += AT_ONCE) yield actions.slice(from, from + AT_ONCE).flatMap(partsOf)
  yield [line(say('credit.invitation'), { soft: true })]
}

/** The kit's template of an action. */
const NAMES = [
  ...['papers.block', 'papers.who', 'papers.term', 'papers.period', 'papers.goal'],
  ...['papers.means', 'papers.indicator', 'papers.next', 'action.form.remarks', 'papers.state'],
] as const

/** What stands beside each of the names. */
const textsOf = ({ voice, names }: PaperContent, action: Action): readonly string[] => {
  const { say } = voice
  const day = (date: string | undefined): string => (date ? written(voice, date) : '')
  return [
    blockName(voice, action),
    ownersOf(names, action),
    say(`action.${action.term}`),
    [day(action.start), day(action.end)].filter(Boolean).join(' – '),
    action.goal,
    action.means,
    [action.indicator, action.value].filter(Boolean).join(' · '),
    action.status === 'running' ? day(action.asked ?? action.next) : '',
    action.remarks,
    stateWords(voice, action),
  ]
}
