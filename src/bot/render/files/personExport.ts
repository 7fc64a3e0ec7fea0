import { type KeptLine, type KeptOfHer, keptLines } from '../../../cards/screens/person/keptLines.ts'
import type { OpenThing } from '../../../cards/screens/person/openScreen.ts'
import type { PersonId, Platform, RoundId } from '../../../flows/ids.ts'
import type { Person } from '../../../flows/person/person.ts'
import { isCoordinator, type Round } from '../../../flows/round/round.ts'
import { type Deps, withLanguage } from '../../context.ts'
import { personOf } from '../../people/people.ts'
import type { GivenFile } from '../../ports/platform.ts'
import { keptOf } from '../personScreens.ts'

/** Everything that is kept of someone at this moment, as a file. @returns undefined of whom nothing is kept */
export const drawDataFile = async (
  deps: Deps,
  platform: Platform,
  who: PersonId,
): Promise<(GivenFile & { readonly content: string }) | undefined> => {
  const person = await personOf(deps, platform, who)
  if (!person) return undefined
  const { voice } = withLanguage(deps, person.language)
  const kept = await keptOf(deps, person)
  const content = JSON.stringify(exportOf({ ...kept, person }, who, keptLines(voice, kept)), undefined, 1)
  const [name, title] = [voice.say('takeAlong.fileName'), voice.say('takeAlong.title')]
  return { name, title, type: 'application/json; charset=utf-8', content }
}

/** Everything the bot keeps of one person, as a machine reads it: her own words and choices, and nobody else's. */
const exportOf = (
  { person, things, rounds }: KeptOfHer & { readonly person: Person },
  who: PersonId,
  kept: readonly KeptLine[],
): object => ({
  id: who,
  tenant: rounds[0]?.platform.tenant ?? null,
  // The same list as on the card: what, and until when.
  kept,
  askedIn: titlesOf(rounds, person.askedIn),
  steered: rounds.filter(({ id }) => person.steered?.includes(id)).map((round) => steeredBy(round, who)),
  tasks: person.tasks,
  lastThingOfYours: person.since === undefined ? null : new Date(person.since).toISOString(),
  messagesAnswered: person.heard.length,
  directory: person.who?.alias ?? null,
  language: person.language ?? null,
  hours: person.hours ?? null,
  chat: person.chat ?? null,
  calendarFollowedSince: person.calendar ? new Date(person.calendar.since).toISOString() : null,
  filesGiven: (person.files ?? []).map(({ until }) => new Date(until).toISOString()),
  openForms: (person.open ?? []).map(({ until }) => new Date(until).toISOString()),
  pagesOpen: (person.visits ?? []).map(({ until }) => new Date(until).toISOString()),
  leftOrTakenOut: rounds.flatMap(({ title, left = [] }) => (left.some((one) => one.person === who) ? title : [])),
  asked: person.today?.rows ?? [],
  answered: person.answered ?? [],
  handedOn: person.handedOn ?? [],
  ...Object.fromEntries(
    Object.entries(SECTION_OF).map(([kind, section]) => [
      section,
      things.filter((thing) => thing.kind === kind).map((thing) => exported(thing, who)),
    ]),
  ),
})

const titlesOf = (rounds: readonly Round[], ids: readonly RoundId[] = []): readonly string[] =>
  rounds.filter(({ id }) => ids.includes(id)).map(({ title }) => title)

/** What a round keeps of who steers it, or once did. */
const steeredBy = (round: Round, who: PersonId): object => ({
  title: round.title,
  coordinator: isCoordinator(round, who),
  controlCards: round.controlCards.filter(({ person }) => person === who).length,
  changedPriorities: round.status === 'prioritised' && round.priorities.changed?.by === who,
  changedDirections:
    round.status === 'prioritised'
      ? Object.entries(round.directionChanges ?? {}).flatMap(([block, { by }]) => (by === who ? [block] : []))
      : [],
})

/** What each kind is called in the file. */
const SECTION_OF: Readonly<Record<OpenThing['kind'], string>> = {
  sheet: 'scans',
  ballot: 'stars',
  round: 'rounds',
  action: 'actions',
}

/** The fields of one aggregate that are the person's own; everything else stays out. */
const exported = (thing: OpenThing, who: PersonId): object => {
  switch (thing.kind) {
    case 'sheet': {
      const { title, status, nudged, quiet, at, withdrawn } = thing.sheet
      // What she just withdrew is kept for a minute, and hers for as long.
      const { role = null, grades, remarks, wantsCopy } = thing.sheet.withdrawn ?? thing.sheet
      return {
        title,
        status,
        role,
        answers: grades,
        remarks,
        wantsCopy,
        reminded: nudged,
        remindNoMore: quiet,
        where: at.on,
        keptBackUntil: withdrawn?.until ?? null,
      }
    }
    case 'ballot': {
      const { title, status, stars, reasons, nudged, quiet } = thing.ballot
      return { title, status, stars, reasons, reminded: nudged, remindNoMore: quiet }
    }
    case 'round': {
      const { round } = thing
      const { title, status } = round
      if (round.status !== 'prioritised') return { title, status, directions: {}, priorities: null }
      return { title, status, directions: round.directions ?? {}, priorities: round.priorities }
    }
    case 'action': {
      const { what, block, term, start, end, goal, owner, means, indicator, remarks, status, value, history } =
        thing.action
      const changes = (thing.action.changes ?? [])
        .filter(({ by }) => by === who)
        .map(({ what: did, at }) => ({ did, at }))
      const owned = { owner: thing.action.owners.includes(who), coordinator: thing.action.coordinator === who }
      const answers = history.map(({ by, ...answer }) => ({ ...answer, yours: by === who }))
      return {
        what,
        block,
        term,
        start,
        end,
        goal,
        owner,
        means,
        indicator,
        remarks,
        status,
        value,
        history: answers,
        yourChanges: changes,
        you: owned,
      }
    }
  }
}
