import type { PersonId } from '../../../flows/ids.ts'
import type { Person } from '../../../flows/person/person.ts'
import { durationOf, type Item, monthsOf } from '../../../flows/retention.ts'
import type { Round } from '../../../flows/round/round.ts'
import { filled } from '../../../flows/sheet/position.ts'
import { DAY, HOUR } from '../../../kit/calendar/instant.ts'
import { type Voice, when } from '../../voice.ts'
import type { OpenThing } from './openScreen.ts'

/** A kind of what may be kept of a person, as she is told. */
export type KeptKind = (typeof KEPT_OF)[Item][number]

/**
 * What she is told of each kind of value that the table of terms has: none where it says nothing of anyone. A new row of that table doesn't
 * compile until it is here.
 */
export const KEPT_OF = {
  draft: ['draft'],
  shortRound: ['scan'],
  stoppedRound: ['steered'],
  round: ['steered'],
  roster: ['asked', 'left'],
  sheet: ['scan'],
  copy: ['copy'],
  tally: ['scan'],
  ballot: ['stars'],
  starsTally: ['stars'],
  action: ['actions', 'answered'],
  person: ['chat', 'language', 'hours', 'heard', 'handedOn', 'today', 'openForms', 'visits'],
  dataFile: ['dataFile'],
  homePage: ['home'],
  erasedMark: ['erasure'],
  channel: [],
  subscription: ['calendar'],
  installation: [],
  workspace: [],
  leavingTenant: [],
  secret: [],
  erasureNotes: ['erasure'],
  noted: [],
  effect: ['onItsWay'],
  deadLetter: ['onItsWay'],
  names: ['name'],
  slackPeople: ['name'],
} as const satisfies Readonly<Record<Item, readonly string[]>>

/** All that is kept of her, as it was looked up. */
export interface KeptOfHer {
  readonly person: Person | undefined
  readonly things: readonly OpenThing[]
  /** Those that have something of her. */
  readonly rounds: readonly Round[]
}

/** One kind of what is kept of her: what, and until when. */
export interface KeptLine {
  readonly kind: KeptKind
  readonly text: string
}

/** So many titles stand in a line; of more it says how many. */
const MOST_TITLES = 3

const named = ({ say }: Voice, titles: readonly string[]): { readonly titles: string } => {
  const shown = titles.slice(0, MOST_TITLES).join(', ')
  const more = titles.length - MOST_TITLES
  return { titles: more > 0 ? say('kept.more', { titles: shown, more }) : shown }
}

/** Whether a round keeps that she left its channel, was taken out of it, or couldn't be reached. */
const isLeft = ({ left = [], unreachable }: Round, who: PersonId | undefined): boolean =>
  who !== undefined && (unreachable.includes(who) || left.some(({ person }) => person === who))

/** Everything that is kept of a person, a line a kind, each with until when: what "mijn gegevens" shows and what it gives as a file. */
export const keptLines = (voice: Voice, { person, things, rounds }: KeptOfHer): readonly KeptLine[] => {
  const { say } = voice
  const line = (
    kind: KeptKind,
    is: boolean | number | undefined,
    values: Parameters<Voice['say']>[1] = {},
  ): KeptLine[] => (is ? [{ kind, text: say(`kept.${kind}`, values) }] : [])
  const sheets = things.flatMap((thing) => (thing.kind === 'sheet' ? thing : []))
  const ballots = things.flatMap((thing) => (thing.kind === 'ballot' ? thing.ballot : []))
  const actions = things.flatMap((thing) => (thing.kind === 'action' ? thing.action : []))
  const titlesOf = (ids: readonly string[] = []): readonly string[] =>
    rounds.flatMap(({ id, title }) => (ids.includes(id) ? title : []))
  const [asked, steered] = [titlesOf(person?.askedIn), titlesOf(person?.steered)]
  const left = rounds.flatMap((round) => (isLeft(round, person?.who?.person) ? round.title : []))
  return [
    ...line('chat', person?.chat !== undefined || person?.who !== undefined, {
      months: monthsOf('person'),
      directory: person?.who ? 'yes' : 'no',
    }),
    ...line('language', person?.language !== undefined),
    ...line('hours', person?.hours !== undefined),
    ...line('heard', person?.heard.length, { count: person?.heard.length ?? 0 }),
    ...line('asked', asked.length, { ...named(voice, asked), days: durationOf('roster') / DAY }),
    ...line('left', left.length, named(voice, left)),
    ...sheets.flatMap(({ sheet, voice: own }) =>
      line('scan', true, {
        title: sheet.title,
        done: filled(sheet),
        total: own.kit.elements.length,
        when: when(voice, sheet.closesAt),
      }),
    ),
    ...line(
      'copy',
      sheets.some(({ sheet }) => sheet.wantsCopy),
    ),
    ...ballots.flatMap((ballot) =>
      line('stars', true, {
        title: ballot.title,
        count: Object.keys(ballot.stars).length,
        when: when(voice, ballot.closesAt),
      }),
    ),
    ...line('steered', steered.length, { ...named(voice, steered), months: monthsOf('round') }),
    ...line('actions', actions.length, {
      ...named(
        voice,
        actions.map(({ what }) => what),
      ),
      months: monthsOf('action'),
    }),
    ...line('answered', person?.answered?.length, {
      count: person?.answered?.length ?? 0,
      months: monthsOf('action'),
    }),
    ...line('handedOn', person?.handedOn?.length, { count: person?.handedOn?.length ?? 0 }),
    ...line('today', person?.today?.rows.length, { count: person?.today?.rows.length ?? 0 }),
    ...line('openForms', person?.open?.length),
    ...line('visits', person?.visits?.length),
    ...line('calendar', person?.calendar !== undefined),
    ...line('dataFile', person?.files?.length, { hours: durationOf('dataFile') / HOUR }),
    ...line('home', person !== undefined, { hours: durationOf('homePage') / HOUR }),
    ...line('onItsWay', true, { days: durationOf('deadLetter') / DAY }),
    ...line('name', true),
    ...line('draft', true),
    ...line('erasure', true, { months: monthsOf('erasureNotes'), days: durationOf('erasedMark') / DAY }),
  ]
}
