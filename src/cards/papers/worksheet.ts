import type { Action } from '../../flows/action/action.ts'
import { hasResult } from '../../flows/round/round.ts'
import { type BlockId, blockOf } from '../../kit/kit.ts'
import { tableOf } from '../pictures/picture.ts'
import { blockName, lookedBack, ownersOf, written } from '../screens/plan/actionScreens.ts'
import { stateWords } from '../screens/plan/planScreen.ts'
import { alikeLines, differentLines } from '../screens/result/resultScreen.ts'
import type { Voice } from '../voice.ts'
import { type DocumentPart, documentOf, fields, grid, image, line, point, quote, title } from './document.ts'
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
  return documentOf({
    title: say('papers.worksheetOf', { title: round.title }),
    language: say('papers.locale'),
    foot: say('papers.foot', { date: written(voice, today) }),
    parts: [
      title(say('papers.worksheetOf', { title: round.title }), 1),
      line(say('papers.made', { date: written(voice, today) }), { soft: true }),
      ...resultParts(content, pictures),
      ...prioritiesParts(content, pictures),
      ...planParts(content, pictures),
      line(say('credit.invitation'), { soft: true }),
    ],
  })
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
  if (picture) return [head, line(picture.picture.under), image(picture), ...words(voice, picture)]
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
  const stars = ranked && picture ? [line(picture.picture.under), ...drawn(picture), ...words(voice, picture)] : []
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
  return [head, ...drawn(picture), ...actions.flatMap((action) => actionParts(content, action))]
}

/** An action on the kit's template, and how it went so far. */
const actionParts = ({ voice, names }: PaperContent, action: Action): readonly DocumentPart[] => {
  const { say } = voice
  const day = (date: string | undefined): string => (date ? written(voice, date) : '')
  const next = action.status === 'running' ? day(action.asked ?? action.next) : ''
  return [
    title(action.what, 3),
    fields([
      [say('papers.block'), blockName(voice, action)],
      [say('papers.who'), ownersOf(names, action)],
      [say('papers.term'), say(`action.${action.term}`)],
      [say('papers.period'), [day(action.start), day(action.end)].filter(Boolean).join(' – ')],
      [say('papers.goal'), action.goal],
      [say('papers.means'), action.means],
      [say('papers.indicator'), [action.indicator, action.value].filter(Boolean).join(' · ')],
      [say('papers.next'), next],
      [say('action.form.remarks'), action.remarks],
      [say('papers.state'), stateWords(voice, action)],
    ]),
    ...(action.history.length > 0 ? [line(say('papers.log'), { bold: true })] : [line('')]),
    ...action.history.map((look) => point(lookedBack(voice, look))),
  ]
}
