import type { Card } from '../../cards/card.ts'
import { noPaperLinkScreen, paperLinkScreen, paperSentScreen } from '../../cards/screens/papers/paperScreens.ts'
import type { PaperName } from '../../flows/refs.ts'
import { voiceFor } from '../context.ts'
import { PAPER_LINKS } from '../fileLinks.ts'
import type { Reply } from '../ports/handlers.ts'
import { papersCard } from '../render/ownPapers.ts'
import type { Contexts } from './contexts.ts'
import * as fields from './fields.ts'
import { giveFile } from './giveFile.ts'
import { ok } from './replies.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

const show = async ({ deps, press, round }: Contexts['resultReader']): Promise<Reply> =>
  ok(await papersCard(deps, press.platform, round))

const give = (context: Contexts['resultReader'], paper: PaperName): Promise<Reply> => {
  const { deps, press, round } = context
  const voice = voiceFor(deps, round)
  const file = { of: 'paper', paper, round: round.id } as const
  const linked = (): Card => {
    const link = PAPER_LINKS.to(deps, { file, platform: press.platform, person: press.actor })
    return link ? paperLinkScreen(voice, file, link.url, PAPER_LINKS.lasts) : noPaperLinkScreen(voice, file, 'noLink')
  }
  return giveFile(context, file, () => paperSentScreen(voice, file), linked)
}

/** What a team takes along of its result and its plan. */
export const paperVerbs: readonly Verb[] = [
  verb({ verb: 'papers.show', data: fields.inRound, who: 'resultReader', where: 'both', press: show }),
  verb({
    verb: 'papers.give',
    data: data.givePaper,
    who: 'resultReader',
    where: 'both',
    press: (context, { paper }) => give(context, paper),
  }),
]
