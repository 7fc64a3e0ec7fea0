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
  // A channel too large for a list: found by name, up to as many as a card takes, with ids as long as the platform's.
  const many = Array.from({ length: 300 }, (_, at) => ({
    id: `U0${String(at).padStart(9, '0')}`,
    alias: `${String(at).padStart(8, '0')}-1111-4111-8111-111111111111`,
    name: `${people[at % people.length]?.name} (${at})`,
  }))
  const search = {
    typed: 'Klaas Vaak\njan',
    offered: many.slice(96, 99).map(({ id }) => id),
    said: [
      say('naming.found', { count: 96 }),
      say('naming.missing', { lines: '“Klaas Vaak”' }),
      say('naming.tooMany', { lines: '“jan”' }),
      say('naming.unclear', { lines: '“an”' }),
      say('naming.full', { most: 100, lines: '“Wout”' }),
    ],
  }
  const chosen = many.slice(0, 96).map(({ id }) => id)
  const few: DraftRound = { ...draft, asked: 2, members: draft.members.slice(0, 2), check: none }
  return {
    roundForm: roundFormScreen(voice, form),
    roundFormMore: roundFormScreen(voice, { ...form, more: true, outsiders: ['U0HILDE', 'U0KARIM'] }),
    roundFormWrong: roundFormScreen(voice, { ...form, chosen: [], more: true, problems }),
    roundFormMany: roundFormScreen(voice, { ...form, people: many, more: true, chosen, search }),
    checkLooking: lookingScreen(voice, draft),
    check: checkScreen(voice, names, { ...draft, check: none }, now),
    checkWarned: checkScreen(voice, names, { ...draft, check }, SUNDAY),
    checkMoved: checkScreen(voice, names, { ...draft, check: none, movedFrom: '2026-12-25' }, now),
    checkFew: checkScreen(voice, names, few, now),
    started: startedScreen(voice, draft, now),
    addMember: addMemberScreen(voice, draft, people),
    addMemberNobody: addMemberScreen(voice, draft, [], { problem: say('add.unreachable') }),
    handOver: handOverScreen(voice, draft, people, { problem: say('handOver.missing') }),
    addMemberMany: addMemberScreen(voice, draft, many, { chosen, search }),
    handOverMany: handOverScreen(voice, draft, many, { chosen: chosen.slice(0, 1), search }),
    handedOver: handedOverScreen(voice, draft),
  }
}
