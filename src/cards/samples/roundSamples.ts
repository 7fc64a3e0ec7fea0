import type { DraftRound } from '../../flows/round/round.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import type { Card, Choice } from '../card.ts'
import { checkScreen, lookingScreen, startedScreen } from '../screens/round/checkScreens.ts'
import { addMemberScreen, handedOverScreen, handOverScreen } from '../screens/round/handOverScreens.ts'
import { emptyForm, roundFormScreen } from '../screens/round/roundFormScreen.ts'
import type { Names, Voice } from '../voice.ts'

/** On a Sunday: the check says when the cards leave. */
const SUNDAY: Instant = Date.parse('2026-11-22T20:00:00+01:00')

/** The screens of who starts and steers a round, for `samples.ts`. */
export const steeringSamples = (
  voice: Voice,
  names: Names,
  draft: DraftRound,
  people: readonly Choice[],
  now: Instant,
): Readonly<Record<string, Card>> => {
  const { say } = voice
  const form = emptyForm(voice, { channel: draft.channel }, people, draft.floor, now)
  const problems = {
    title: say('form.titleMissing'),
    people: say('form.peopleMissing'),
    date: say('form.dateWrong'),
    blocks: say('form.blocksMissing'),
  }
  const everyone = draft.members.map(({ person }) => person)
  const check = {
    unreachable: everyone,
    guests: everyone,
    outside: everyone,
    readers: 400,
    strangers: everyone,
    bots: everyone,
    deactivated: everyone,
  }
  const none = { unreachable: [], guests: [], outside: [], readers: 0 }
  const few: DraftRound = { ...draft, asked: 2, members: draft.members.slice(0, 2), check: none }
  return {
    roundForm: roundFormScreen(voice, form, now),
    roundFormMore: roundFormScreen(voice, { ...form, more: true, outsiders: ['U0HILDE', 'U0KARIM'] }, now),
    roundFormWrong: roundFormScreen(voice, { ...form, chosen: [], more: true, problems }, now),
    checkLooking: lookingScreen(voice, draft),
    check: checkScreen(voice, names, { ...draft, check: none }, now),
    checkWarned: checkScreen(voice, names, { ...draft, check }, SUNDAY),
    checkMoved: checkScreen(voice, names, { ...draft, check: none, movedFrom: '2026-12-25' }, now),
    checkFew: checkScreen(voice, names, few, now),
    started: startedScreen(voice, draft, now),
    addMember: addMemberScreen(voice, draft, people),
    addMemberNobody: addMemberScreen(voice, draft, [], say('add.unreachable')),
    handOver: handOverScreen(voice, draft, people, say('handOver.missing')),
    handedOver: handedOverScreen(voice, draft),
  }
}
