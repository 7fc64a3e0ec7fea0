import type { ClosedRound, RankedRound } from '../../flows/round/round.ts'
import { MOST_NOTES } from '../../flows/round/talk.ts'
import type { TalkNote, TalkPosition } from '../../flows/round/talkState.ts'
import { type Instant, MINUTE } from '../../kit/calendar/instant.ts'
import { LONGEST } from '../../kit/plainText.ts'
import { pagesOf } from '../../kit/talk.ts'
import type { Card } from '../card.ts'
import { confirmScreen } from '../screens/ballot/rankingScreen.ts'
import { controlScreen } from '../screens/round/controlScreen.ts'
import { notedScreen, noteFormScreen, planFormScreen, plannedSaidScreen } from '../screens/talk/talkForms.ts'
import {
  notYoursScreen,
  talkFormerScreen,
  talkSaidScreen,
  talkScreen,
  talkTodayScreen,
} from '../screens/talk/talkScreens.ts'
import type { Voice } from '../voice.ts'

/** Notes on each page of the talk in turn; in the longest sample as many and as long as it can hold. */
const notesOf = (round: ClosedRound, words: (usual: string, most: number) => string): TalkNote[] => {
  const pages = pagesOf(round.result).slice(1)
  const longest = words('', LONGEST.note) !== ''
  return Array.from({ length: longest ? MOST_NOTES : 3 }, (_, at) => ({
    id: `n${at}`,
    step: 'decide',
    ...pages[at % pages.length],
    text: words('Elke maandag een vast uur voor online werk.', LONGEST.note),
  }))
}

/** The talk, page by page, and what is filled in for it; `words` as `starSamples` has it. */
export const talkSamples = (
  voice: Voice,
  closed: ClosedRound,
  words: (usual: string, most: number) => string,
  now: Instant,
): Readonly<Record<string, Card>> => {
  const notes = notesOf(closed, words)
  const at = (position: TalkPosition): ClosedRound => ({ ...closed, talk: { at: position, notes, cards: [] } })
  const page = (number: number): ClosedRound =>
    at({ on: 'running', page: number, startedAt: now, until: now + 10 * MINUTE })
  const last = pagesOf(closed.result).length - 1
  const planned = at({ on: 'planned', at: now + 30 * 60 * MINUTE, page: 0 })
  const blocks = voice.kit.blocks.map(({ id }) => ({ block: id, tendency: 'divided' }) as const)
  const blocksOnly = { ...page(2), result: { ...closed.result, depth: 'blocks', blocks, elements: [] } } as const
  const ranked: RankedRound = {
    ...page(last),
    status: 'ranked',
    starsCloseAt: closed.closesAt,
    starsCast: [],
    starsTallied: [],
    ranking: { ballots: 9, depth: 'nothing', places: [], reasons: [] },
  }
  const form = { page: 2, text: words('', LONGEST.note), steers: false }
  const problems = { date: voice.say('meeting.plan.dateFree'), time: voice.say('meeting.plan.timeMissing') }
  return {
    talk: talkScreen(voice, closed),
    talkPlanned: talkScreen(voice, planned),
    talkToday: talkTodayScreen(voice, planned),
    talkLook: talkScreen(voice, page(0)),
    talkAlike: talkScreen(voice, page(1)),
    talkDifferent: talkScreen(voice, page(2)),
    talkDifferentBlock: talkScreen(voice, blocksOnly),
    talkBlock: talkScreen(voice, page(last - 1)),
    talkDecide: talkScreen(voice, page(last)),
    talkOver: talkScreen(voice, at({ on: 'over' })),
    talkFormer: talkFormerScreen(voice, closed),
    talkSent: talkSaidScreen(voice, page(2), voice.say('plan.sent')),
    talkNotYours: notYoursScreen(voice, closed.id),
    talkNote: noteFormScreen(voice, closed, { ...form, problem: voice.say('meeting.note.missing') }),
    talkNoteSteers: noteFormScreen(voice, page(2), { ...form, steers: true }),
    talkNoted: notedScreen(voice, closed, 2, 'saved', form.text),
    talkPlan: planFormScreen(voice, closed, { date: '2026-11-26', time: '14:00', problems: {} }),
    talkPlanWrong: planFormScreen(voice, closed, { date: '2026-11-28', time: '', problems }),
    talkPlanSaid: plannedSaidScreen(voice, closed, now),
    controlTalkPlanned: controlScreen(voice, () => '', planned),
    confirmNoted: confirmScreen(voice, ranked, ['1'], words('', LONGEST.remark), 'sure'),
  }
}
