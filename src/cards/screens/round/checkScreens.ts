import type { PersonId } from '../../../flows/ids.ts'
import type { Check, DraftRound, Round } from '../../../flows/round/round.ts'
import { isWithin, usualHours, withinHours } from '../../../kit/calendar/hours.ts'
import type { Instant } from '../../../kit/calendar/instant.ts'
import { FLOOR, SHARES_FROM } from '../../../kit/gate.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { dayOf, type Names, type Voice, when } from '../../voice.ts'
import { perRole } from './whatIsShown.ts'

/** Of the whole scan. */
const BLOCKS = 7

/** Many people are looked up after the reply. */
export const lookingScreen = ({ say }: Voice, round: Round): Card =>
  card(say('check.looking.summary'), [
    heading(say('check.looking.summary')),
    text(round.title, 'strong'),
    text(say('check.looking.text', { count: round.members.length })),
  ])

/** Before anything is sent: who gets a card, who can't be reached, and what their number means for confidentiality. */
export const checkScreen = (voice: Voice, names: Names, round: Round, now: Instant): Card => {
  const { say } = voice
  if (round.status !== 'draft' || !round.check) return lookingScreen(voice, round)
  const { check } = round
  const count = round.members.length
  const unreachable = new Set(check.unreachable)
  const reachable = count - round.members.filter(({ person }) => unreachable.has(person)).length
  const meaning = count < FLOOR.least ? 'under' : count < round.floor ? 'blocks' : 'elements'
  const everyone = round.members.map(({ person }) => person)
  return card(say('check.summary'), [
    heading(say('check.title')),
    text(say('check.round', { title: round.title, when: when(voice, round.closesAt) }), 'strong'),
    movedDeadline(voice, round),
    meaning !== 'under' && text(say('fields.resultWhen', { when: when(voice, round.closesAt) })),
    text(say('check.people', { count })),
    everyone.length > 0 && text(namedFew(voice, names, everyone)),
    ...warnings(voice, names, check),
    text(
      say(`check.${meaning}`, {
        count,
        floor: round.floor,
        least: FLOOR.least,
        from: SHARES_FROM,
        shares: count >= SHARES_FROM && round.floor < SHARES_FROM ? 'yes' : 'no',
      }),
      meaning === 'under' || reachable < FLOOR.least ? 'warning' : undefined,
    ),
    partOfIt(voice, round),
    round.perRole && meaning === 'elements' && text(perRole(say, round)),
    text(say('check.missing'), 'small'),
    text(say('voluntary.lead'), 'small'),
    later(voice, round, now),
    buttons(
      // Of too few nothing can ever be shown: then the form comes first.
      { label: say('check.start'), main: meaning !== 'under', verb: 'round.start', data: { round: round.id } },
      {
        ...{ label: say('check.change'), main: meaning === 'under', verb: 'round.form' },
        data: { channel: round.channel, round: round.id },
      },
    ),
  ])
}

/** Looked over like the rest: which blocks, where it isn't all of them. */
const partOfIt = ({ say, kit }: Voice, { blocks }: DraftRound): Part | undefined => {
  const names = kit.blocks.flatMap(({ id, name }) => (blocks.includes(id) ? [name] : []))
  return names.length < BLOCKS ? text(say('together.blocks', { names: names.join(', ') })) : undefined
}

/** Nobody works on the day that was asked for: the deadline is the next working day, and she sees so before it starts. */
const movedDeadline = (voice: Voice, { movedFrom, closesAt }: DraftRound): Part | undefined => {
  if (movedFrom === undefined) return undefined
  const day = dayOf(voice, Date.parse(`${movedFrom}T12:00Z`))
  return text(voice.say('steps.movedDeadline', { day, when: when(voice, closesAt) }), 'warning')
}

/** Who can't be reached, who comes from elsewhere, what is in no count, and who reads along. */
const warnings = (voice: Voice, names: Names, check: Check): Part[] => {
  const { say } = voice
  const { unreachable, guests, strangers = [], outside, bots = [], deactivated = [], readers } = check
  const named = (people: readonly string[]) => ({ count: people.length, names: namedFew(voice, names, people) })
  const words = Object.entries({ guests, strangers, outside, bots, deactivated })
  return [
    ...(unreachable.length > 0 ? [text(say('check.unreachable', named(unreachable)), 'warning')] : []),
    ...words.flatMap(([who, people]) => (people.length > 0 ? [text(say(`check.${who}`, named(people)), 'small')] : [])),
    ...(readers > 0 ? [text(say('check.readers', { count: readers }), 'small')] : []),
  ]
}

/** The bot doesn't write to people at night: said before anyone wonders where the cards are. */
const later = (voice: Voice, { members, coordinators }: Round, now: Instant): Part | undefined => {
  const hours = usualHours(voice.zone)
  if (isWithin(hours, now)) return undefined
  const own = members.some(({ person }) => coordinators.includes(person)) ? 'yes' : 'no'
  return text(voice.say('check.later', { own, when: when(voice, withinHours(hours, now)) }))
}

export const startedScreen = (voice: Voice, round: Round, now: Instant): Card =>
  card(voice.say('check.started.summary'), [
    heading(voice.say('check.started.summary')),
    text(round.title, 'strong'),
    text(voice.say('check.started.text')),
    later(voice, round, now),
  ])

const NAMED = 30

/** Whom of them `namedFew` names: nobody else's name has to be looked up. */
export const fewOf = (people: readonly PersonId[]): readonly PersonId[] => people.slice(0, NAMED)

/** All names of a team, the first of a crowd. */
export const namedFew = ({ say }: Voice, names: Names, people: readonly PersonId[]): string => {
  const said = fewOf(people).map(names).join(', ')
  return people.length <= NAMED ? said : say('check.others', { names: said, count: people.length - NAMED })
}
