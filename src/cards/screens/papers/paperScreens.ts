import type { RoundId } from '../../../flows/ids.ts'
import type { PaperName, PaperRef } from '../../../flows/refs.ts'
import { hasResult, type Round } from '../../../flows/round/round.ts'
import { MINUTE } from '../../../kit/calendar/instant.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** What can be taken along, with what it is for. */
const giving = (
  { say }: Voice,
  round: Round,
  paper: 'worksheet' | 'handout' | 'emptyKit' | 'planSheet' | 'picture',
): Part => ({
  kind: 'row',
  title: say(`papers.${paper}`),
  detail: say(`papers.${paper}What`),
  label: say('papers.button'),
  press: { verb: 'papers.give', data: { round: round.id, paper } },
})

/** What a team can take along of its result and its plan. @param planned whether there is an action */
export const papersScreen = (voice: Voice, round: Round, planned: boolean): Card => {
  const { say } = voice
  const shown = hasResult(round) && round.result.depth !== 'nothing'
  const give = (paper: PaperName, label: string) => ({
    label,
    verb: 'papers.give',
    data: { round: round.id, paper },
  })
  return card(say('papers.summary'), [
    heading(say('papers.title')),
    text(round.title, 'strong'),
    text(say('papers.what')),
    giving(voice, round, 'worksheet'),
    ...(shown ? [giving(voice, round, 'handout')] : []),
    ...(planned ? [giving(voice, round, 'planSheet')] : []),
    ...(round.status === 'open' || round.status === 'draft' ? [giving(voice, round, 'emptyKit')] : []),
    ...(shown && !('counted' in round.result) ? [giving(voice, round, 'picture')] : []),
    planned && text(say('papers.names'), 'small'),
    planned && text(say('papers.forPrograms'), 'small'),
    buttons(
      planned && give('planPicture', say('papers.planPicture')),
      planned && give('planCsv', say('papers.planCsv')),
      planned && give('planJson', say('papers.planJson')),
      (planned || hasResult(round)) && {
        label: say('notice.back'),
        verb: planned ? 'plan.show' : 'result.show',
        data: { round: round.id },
      },
    ),
  ])
}

/** Several rounds, to choose from. */
export const papersOfScreen = ({ say }: Voice, rounds: readonly Round[]): Card =>
  card(say('papers.summary'), [
    heading(say('papers.title')),
    ...rounds.map(
      ({ id: round, title }): Part => ({
        kind: 'row',
        title,
        detail: '',
        label: say('papers.button'),
        press: { verb: 'papers.show', data: { round } },
      }),
    ),
  ])

const toPapers = ({ say }: Voice, round: RoundId) => ({
  label: say('notice.back'),
  verb: 'papers.show',
  data: { round },
})

/** The file follows in the private chat of who asked. */
export const paperSentScreen = (voice: Voice, { round }: PaperRef): Card => {
  const { say } = voice
  return card(say('takeAlong.sent'), [
    heading(say('papers.title')),
    text(say('takeAlong.sent')),
    buttons(toPapers(voice, round)),
  ])
}

/** A link to a paper: how long it works, and that whoever has it can open it. @param lasts milliseconds */
export const paperLinkScreen = (voice: Voice, { paper, round }: PaperRef, url: string, lasts: number): Card => {
  const { say } = voice
  return card(say('takeAlong.ready'), [
    heading(say('takeAlong.ready')),
    {
      kind: 'link',
      title: say('papers.open', { title: say(`papers.${paper}`) }),
      detail: say('takeAlong.works', { minutes: lasts / MINUTE }),
      url,
    },
    text(say('takeAlong.whoever'), 'small'),
    buttons(toPapers(voice, round)),
  ])
}

/** Where no file can be given, and why. */
export const noPaperLinkScreen = (voice: Voice, { round }: PaperRef, why: 'noLink' | 'notTaken'): Card =>
  card(voice.say('papers.title'), [
    heading(voice.say('papers.title')),
    text(voice.say(`papers.${why}`)),
    buttons(toPapers(voice, round)),
  ])
