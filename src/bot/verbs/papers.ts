import {
  noPaperLinkScreen,
  paperLinkScreen,
  paperSentScreen,
  papersScreen,
} from '../../cards/screens/papers/paperScreens.ts'
import type { PaperName } from '../../flows/ids.ts'
import { voiceFor } from '../context.ts'
import { PAPER_LINK_LASTS, paperLinkTo } from '../paperLink.ts'
import { updatePerson } from '../people/people.ts'
import { planOf } from '../plan/teamPlan.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Contexts } from './contexts.ts'
import { ok } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

const show = async ({ deps, press, round }: Contexts['resultReader']): Promise<Reply> => {
  const { rows } = await planOf(deps, press.platform, round.channel)
  return ok(papersScreen(voiceFor(deps, round), round, rows.length > 0))
}

/** The file itself where the platform takes one, else a link to it; in the private chat of who asked, wherever she did. */
const give = async ({ deps, press, round }: Contexts['resultReader'], paper: PaperName): Promise<Reply> => {
  const { platform, actor: person } = press
  const voice = voiceFor(deps, round)
  const file = { of: 'paper', paper, round: round.id } as const
  if (platform.takesFiles) {
    const event = deps.hash('paperPress', press.id)
    await updatePerson(deps, platform, person, { type: 'fileAsked', event, platform, person, file })
    return ok(paperSentScreen(voice, file))
  }
  const link = paperLinkTo(deps, { file, platform, person })
  return ok(link ? paperLinkScreen(voice, file, link, PAPER_LINK_LASTS) : noPaperLinkScreen(voice, file, 'noLink'))
}

/** What a team takes along of its result and its plan. */
export const paperVerbs: readonly Verb[] = [
  verb({ verb: 'papers.show', data: data.inRound, who: 'resultReader', where: 'both', press: show }),
  verb({
    verb: 'papers.give',
    data: data.givePaper,
    who: 'resultReader',
    where: 'both',
    press: (context, { paper }) => give(context, paper),
  }),
]
