import { type DrawnPicture, fileName, type PaperContent } from '../../../cards/papers/paper.ts'
import { WIDTH } from '../../../cards/pictures/pen.ts'
import type { Picture } from '../../../cards/pictures/picture.ts'
import { planPicture } from '../../../cards/pictures/planPicture.ts'
import { growthPicture, resultPicture } from '../../../cards/pictures/resultPicture.ts'
import { starsPicture } from '../../../cards/pictures/starsPicture.ts'
import { svgOf } from '../../../cards/pictures/svg.ts'
import { noPaperLinkScreen, paperLinkScreen } from '../../../cards/screens/papers/paperScreens.ts'
import type { PersonId, Platform } from '../../../flows/ids.ts'
import type { PaperName, PaperRef } from '../../../flows/refs.ts'
import { hasResult, isCoordinator, type Round } from '../../../flows/round/round.ts'
import { dateIn } from '../../../kit/calendar/calendar.ts'
import { type Deps, voiceFor, withLanguage } from '../../context.ts'
import { PAPER_LINKS } from '../../fileLinks.ts'
import { rosterFor } from '../../people/channelRoster.ts'
import { personOf } from '../../people/people.ts'
import { actionsOf, planOf, roundBefore } from '../../plan/teamPlan.ts'
import type { GivenFile } from '../../ports/platform.ts'
import { roundOf } from '../../stateOf.ts'
import { type Screens, untracked } from '../screen.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What each paper is called, and what kind of file it is. */
const KINDS: Readonly<
  Record<PaperName, { readonly title: PaperTitle; readonly extension: string; readonly type: string }>
> = {
  worksheet: { title: 'papers.worksheetOf', extension: 'docx', type: WORD },
  handout: { title: 'papers.handoutOf', extension: 'docx', type: WORD },
  emptyKit: { title: 'papers.emptyKitOf', extension: 'docx', type: WORD },
  planSheet: { title: 'papers.planOf', extension: 'xlsx', type: EXCEL },
  planCsv: { title: 'papers.planOf', extension: 'csv', type: 'text/csv; charset=utf-8' },
  planJson: { title: 'papers.planOf', extension: 'json', type: 'application/json; charset=utf-8' },
  picture: { title: 'papers.pictureOf', extension: 'png', type: 'image/png' },
  planPicture: { title: 'papers.planOf', extension: 'png', type: 'image/png' },
}
type PaperTitle = 'papers.worksheetOf' | 'papers.handoutOf' | 'papers.emptyKitOf' | 'papers.planOf' | 'papers.pictureOf'

const utf8 = (text: string): Uint8Array => Buffer.from(text)

/** Libraries that draw are loaded when someone takes something along, and not at the start. */
const drawnPicture = async (deps: Deps, picture: Picture | undefined): Promise<DrawnPicture | undefined> => {
  if (!picture) return undefined
  const { pngOf } = await import('../../../cards/pictures/png.ts')
  const png = pngOf(svgOf(picture), deps.fonts)
  // Width and height stand in a PNG's header.
  return { picture, png, width: WIDTH, height: Math.round((WIDTH * png.readUInt32BE(20)) / png.readUInt32BE(16)) }
}

const resultIn = ({ voice, round }: PaperContent): Picture | undefined =>
  hasResult(round) ? resultPicture(voice, round, round.result) : undefined
/** Both results as they were published, block by block. */
const growthIn = ({ voice, round, before }: PaperContent): Picture | undefined => {
  if (!hasResult(round) || !before) return undefined
  const worked = before.status === 'prioritised' ? before.priorities.blocks : []
  return growthPicture(voice, round, { title: before.title, result: before.result, worked }, round.result)
}
const starsIn = ({ voice, round }: PaperContent): Picture | undefined =>
  round.status === 'ranked' || round.status === 'prioritised' ? starsPicture(voice, round, round.ranking) : undefined
const planIn = ({ voice, round, actions, today }: PaperContent): Picture | undefined =>
  planPicture(voice, round.title, actions, today)

/** @returns undefined where there is nothing to draw yet */
const bytesOf = async (deps: Deps, paper: PaperName, content: PaperContent): Promise<Uint8Array | undefined> => {
  switch (paper) {
    case 'worksheet': {
      const { worksheet } = await import('../../../cards/papers/worksheet.ts')
      const [result, growth, stars, plan] = await Promise.all(
        [resultIn(content), growthIn(content), starsIn(content), planIn(content)].map((picture) =>
          drawnPicture(deps, picture),
        ),
      )
      return worksheet(content, { result, growth, stars, plan })
    }
    case 'handout':
      return (await import('../../../cards/papers/handout.ts')).handout(content)
    case 'emptyKit':
      return (await import('../../../cards/papers/emptyKit.ts')).emptyKit(content)
    case 'planSheet':
      return (await import('../../../cards/papers/planSheet.ts')).planSheet(content)
    case 'planCsv':
      return utf8((await import('../../../cards/papers/planTable.ts')).planCsv(content))
    case 'planJson':
      return utf8((await import('../../../cards/papers/planTable.ts')).planJson(content))
    case 'picture':
      return (await drawnPicture(deps, resultIn(content)))?.png
    case 'planPicture':
      return (await drawnPicture(deps, planIn(content)))?.png
  }
}

const contentOf = async (deps: Deps, platform: Platform, round: Round): Promise<PaperContent> => {
  const voice = voiceFor(deps, round)
  const { rows, team } = await planOf(deps, platform, round.channel)
  const actions = await actionsOf(deps, rows)
  const people = [...new Set(actions.flatMap(({ owners }) => owners))]
  const names = await deps.names(platform, round.channel, people, voice.say)
  const before = await roundBefore(deps, team, round)
  return { voice, round, before, actions, names, today: dateIn(round.zone, deps.now()) }
}

/** Who may take it along now: whoever is in the channel, and whoever steers the round where the channel is gone. */
const mayRead = async (deps: Deps, platform: Platform, person: PersonId, round: Round): Promise<boolean> =>
  round.platform.tenant === platform.tenant &&
  round.platform.name === platform.name &&
  (isCoordinator(round, person) || (await rosterFor(deps, { platform, actor: person }, round.channel)) !== undefined)

/**
 * A paper as it stands at this moment, in the language of who asked. One read for the round, some for the plan, one an action.
 * @returns undefined where the round is gone, she may not read it any more, or there is nothing to draw
 */
export const drawPaper = async (
  deps: Deps,
  platform: Platform,
  person: PersonId,
  { paper, round: id }: PaperRef,
): Promise<GivenFile | undefined> => {
  const round = await roundOf(deps, id)
  if (!round || !(await mayRead(deps, platform, person, round))) return undefined
  const own = withLanguage(deps, (await personOf(deps, platform, person))?.language)
  const content = await contentOf(own, platform, round)
  const bytes = await bytesOf(own, paper, content)
  if (!bytes) return undefined
  const { title, extension, type } = KINDS[paper]
  const called = content.voice.say(title, { title: round.title })
  return { name: fileName(called, extension), title: called, type, content: bytes }
}

/** The link to a paper, where the platform took no file. */
export const paperScreens: Pick<Screens, 'paperLink'> = {
  paperLink: {
    render: async (deps, { platform, person, file }) => {
      const { voice } = withLanguage(deps, (await personOf(deps, platform, person))?.language)
      const link = PAPER_LINKS.to(deps, { file, platform, person })
      const card = link
        ? paperLinkScreen(voice, file, link.url, PAPER_LINKS.lasts)
        : noPaperLinkScreen(voice, file, 'notTaken')
      return untracked(card)
    },
  },
}
