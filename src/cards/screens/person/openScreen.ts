import type { Action } from '../../../flows/action/action.ts'
import type { Ballot } from '../../../flows/ballot/ballot.ts'
import type { Round } from '../../../flows/round/round.ts'
import { filled } from '../../../flows/sheet/position.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import { type Voice, when } from '../../voice.ts'
import { written } from '../plan/actionScreens.ts'

/** Something of a person's, as it stands. */
export type OpenThing =
  /** With the voice of its own round: it knows how many elements there are. */
  | { readonly kind: 'sheet'; readonly sheet: Sheet; readonly voice: Voice }
  | { readonly kind: 'ballot'; readonly ballot: Ballot }
  | { readonly kind: 'round'; readonly round: Round }
  | { readonly kind: 'action'; readonly action: Action }

/** So many lines; whoever has more starts with these. */
const MOST = 12

/**
 * "Wat staat er voor mij open?": each one line and one tap.
 * @param changeable what she handed in, or declined, and can still change
 */
export const openScreen = (voice: Voice, things: readonly OpenThing[], changeable: readonly OpenThing[] = []): Card => {
  const { say } = voice
  return card(say('open.summary'), [
    heading(say('open.title')),
    things.length === 0 && text(say('open.nothing')),
    ...things.slice(0, MOST).map((thing) => openLine(voice, thing)),
    things.length > MOST && text(say('open.more', { count: things.length - MOST }), 'small'),
    changeable.length > 0 && text(say('changeable.title'), 'strong'),
    ...changeable.slice(0, MOST).map((thing) => openLine(voice, thing)),
    buttons(
      { label: say('calendar.summary'), verb: 'calendar.show', data: {} },
      { label: say('help.habits'), verb: 'hours.set', data: {} },
      { label: say('help.data'), verb: 'data.show', data: {} },
      { label: say('site.link.button'), verb: 'site.open', data: {} },
    ),
  ])
}

/** Rounds of which is said how they stand; the others are in their channels. */
const MOST_ROUNDS = 5

/** How her rounds stand, as anyone of them may know, and below it what is open for her. */
export const standScreen = (
  voice: Voice,
  rounds: readonly Round[],
  things: readonly OpenThing[],
  changeable: readonly OpenThing[] = [],
): Card => {
  const { say } = voice
  const { parts } = openScreen(voice, things, changeable)
  return card(say('standing.summary'), [
    heading(say('standing.title')),
    rounds.length === 0 && text(say('standing.none')),
    ...rounds.slice(0, MOST_ROUNDS).flatMap((round) => [text(round.title, 'strong'), text(standOf(voice, round))]),
    ...parts,
  ])
}

const standOf = (voice: Voice, round: Round): string => {
  const { say } = voice
  if (round.status === 'open') return say('standing.open', { when: when(voice, round.closesAt) })
  if (round.status === 'starring') return say('standing.starring', { when: when(voice, round.starsCloseAt) })
  return say(`standing.${round.status}`)
}

/** How far a round is, and until when it stays so. */
const stageOf = (voice: Voice, round: Round): string => {
  const { say } = voice
  const until = round.status === 'open' ? round.closesAt : round.status === 'starring' ? round.starsCloseAt : undefined
  const said = [say(`open.stage.${round.status}`), until && say('open.until', { when: when(voice, until) })]
  return said.filter(Boolean).join(' · ')
}

const askedOn = (voice: Voice, date: string): string =>
  [voice.say('evaluation.ask'), voice.say('fields.askedSince', { date: written(voice, date) })].join(' ')

const nextOf = (voice: Voice, { next }: Action): string =>
  next === undefined ? voice.say('open.actionDetail') : voice.say('action.next', { date: written(voice, next) })

const row = (title: string, detail: string, press: { verb: string; data: Record<string, string> }) =>
  ({ kind: 'row', title, detail, label: title, press }) as const satisfies Part

/** What is said of a scan she isn't filling in. */
const SHEET_DETAIL: Readonly<Partial<Record<Sheet['status'], string>>> = {
  handedIn: 'changeable.sheet',
  declined: 'changeable.declined',
}

/** Something of hers in a line, with its tap. */
export const openLine = (voice: Voice, thing: OpenThing): Part => {
  const { say } = voice
  switch (thing.kind) {
    case 'sheet': {
      const { sheet } = thing
      const values = { done: filled(sheet), total: thing.voice.kit.elements.length, when: when(voice, sheet.closesAt) }
      return row(
        say('open.sheet', { title: sheet.title }),
        say(SHEET_DETAIL[sheet.status] ?? 'open.sheetDetail', values),
        {
          verb: 'sheet.show',
          data: { round: sheet.round },
        },
      )
    }
    case 'ballot': {
      const { ballot } = thing
      return row(
        say('open.ballot', { title: ballot.title }),
        say(ballot.status === 'cast' ? 'changeable.ballot' : 'open.until', { when: when(voice, ballot.closesAt) }),
        {
          verb: 'ballot.show',
          data: { round: ballot.round },
        },
      )
    }
    case 'round':
      return row(say('open.round', { title: thing.round.title }), stageOf(voice, thing.round), {
        verb: 'round.show',
        data: { round: thing.round.id },
      })
    case 'action': {
      const { action } = thing
      if (action.asked !== undefined)
        return row(say('open.evaluation', { what: action.what }), askedOn(voice, action.asked), {
          verb: 'evaluation.show',
          data: { action: action.id, due: action.asked },
        })
      return row(say('open.action', { what: action.what }), nextOf(voice, action), {
        verb: 'action.show',
        data: { action: action.id, round: action.round },
      })
    }
  }
}
