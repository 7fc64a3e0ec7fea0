import type { Card } from '../../cards/card.ts'
import { dataLinkScreen, dataScreen, noDataFileScreen } from '../../cards/screens/person/dataScreens.ts'
import { heardScreen } from '../../cards/screens/person/heardScreens.ts'
import { type KeptOfHer, keptLines } from '../../cards/screens/person/keptLines.ts'
import { type OpenThing, openScreen, standScreen } from '../../cards/screens/person/openScreen.ts'
import { pageLinkScreen } from '../../cards/screens/person/pageLinkScreen.ts'
import { habitsScreen } from '../../cards/screens/person/preferenceScreens.ts'
import { refusalScreen } from '../../cards/screens/refusalScreen.ts'
import { filesScreen, helpScreen } from '../../cards/screens/round/startScreens.ts'
import type { PersonId, Platform } from '../../flows/ids.ts'
import { actionKey, ballotKey, sheetKey } from '../../flows/keys.ts'
import { hoursOf, type Person, type Task } from '../../flows/person/person.ts'
import type { PersonalScreen } from '../../flows/refs.ts'
import type { Round } from '../../flows/round/round.ts'
import type { Language } from '../../kit/languages.ts'
import type { Heard } from '../../kit/typed/intents.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { DATA_LINKS, PAGE_LINKS } from '../fileLinks.ts'
import { roundsOf } from '../people/eraseFromRounds.ts'
import { personOf } from '../people/people.ts'
import { withDate } from '../plan/aroundAction.ts'
import { existingRounds, roundOf, stateOf } from '../stateOf.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

/** For one person alone, in her own language, else in the one she asked in. */
const forPerson =
  (render: (deps: Deps, person: Person | undefined, id: PersonId, platform: Platform) => Promise<Card> | Card) =>
  async (deps: Deps, { platform, person: id, language }: RefTo<PersonalScreen>): Promise<Rendered> => {
    const person = await personOf(deps, platform, id)
    return untracked(await render(withLanguage(deps, person?.language ?? language), person, id, platform))
  }

/** What a person has with the bot, for her alone. */
export const personScreens: Pick<Screens, Exclude<PersonalScreen, 'calendar'> | 'dataFile'> = {
  help: { render: forPerson(({ voice }) => helpScreen(voice)) },
  files: { render: forPerson(({ voice }) => filesScreen(voice)) },
  stand: { render: forPerson(standCard) },
  pageLink: { render: forPerson((deps, _person, id, platform) => pageLinkCard(deps, platform, id)) },
  open: {
    render: forPerson(openCard),
  },
  habits: {
    render: forPerson(({ voice }, person) =>
      habitsScreen(voice, { language: person?.language, hours: hoursOf(person, voice.zone) }),
    ),
  },
  tooFast: { render: forPerson(({ voice }) => refusalScreen(voice, 'tooFast')) },
  data: {
    render: forPerson(async (deps, person, _id, platform) => dataCard(deps, platform, person)),
  },
  dataFile: {
    render: async (deps, { platform, person: id }) => {
      const { voice } = withLanguage(deps, (await personOf(deps, platform, id))?.language)
      const link = DATA_LINKS.to(deps, { platform, person: id })
      return untracked(link ? dataLinkScreen(voice, link.url, DATA_LINKS.lasts) : noDataFileScreen(voice))
    },
  },
}

/** What is answered to something typed: with what is hers where she alone reads it. */
export const heardScreens: Pick<Screens, 'heard'> = {
  heard: {
    render: async (deps, { said, guesses = [], topic, platform, person: id, language }) => {
      if (id === undefined)
        return untracked(heardScreen(voiceIn(deps, language), { said, guesses, topic, things: undefined }))
      const person = await personOf(deps, platform, id)
      const { voice } = withLanguage(deps, person?.language ?? language)
      const things = said === 'decline' ? await takingPart(deps, person) : await thingsFor(deps, said, person, id)
      return untracked(heardScreen(voice, { said, guesses, topic, things }))
    },
  },
}

/** Who went wrong may mean what she handed in. */
const thingsFor = async (deps: Deps, said: Heard, person: Person | undefined, id: PersonId) => {
  const { open, changeable } = await sortedThings(deps, person, id)
  return said === 'back' ? [...open, ...changeable] : open
}

const voiceIn = ({ voices, voice }: Deps, language: Language | undefined) => voices[language ?? voice.language]

/** Scans she can still take herself out of, handed in or not. */
const takingPart = async (deps: Deps, person: Person | undefined): Promise<readonly OpenThing[]> =>
  (await thingsOf(deps, person)).filter(
    (thing) =>
      thing.kind === 'sheet' &&
      (thing.sheet.status === 'open' || thing.sheet.status === 'handedIn') &&
      deps.now() < thing.sheet.closesAt,
  )

/** How the rounds around her stand, with what is open for her. */
export async function standCard(deps: Deps, person: Person | undefined, id: PersonId): Promise<Card> {
  const rounds = (await roundsAround(deps, person)).toReversed()
  const { open, changeable } = await sortedThings(deps, person, id)
  return standScreen(deps.voice, rounds, open, changeable)
}

/** Everything that is kept of a person, looked up: one read for each thing and round. */
export const keptOf = async (deps: Deps, person: Person | undefined): Promise<KeptOfHer> => {
  return { person, things: await thingsOf(deps, person), rounds: await roundsAround(deps, person) }
}

/** A link to her own page, for her alone; each opens one browser, once. */
export const pageLinkCard = (deps: Deps, platform: Platform, person: PersonId): Card => {
  const link = PAGE_LINKS.to(deps, { platform, person })
  return pageLinkScreen(deps.voice, link?.url, PAGE_LINKS.lasts)
}

/** "Mijn gegevens". */
export const dataCard = async (deps: Deps, { name }: Platform, person: Person | undefined): Promise<Card> => {
  const kept = await keptOf(deps, person)
  return dataScreen(deps.voice, name, kept.things.length, keptLines(deps.voice, kept))
}

/** The rounds she was asked in, steers or steered, the newest of her lists last. */
const roundsAround = async (deps: Deps, person: Person | undefined): Promise<readonly Round[]> =>
  person ? existingRounds(deps, roundsOf(person)) : []

/** What a person still has to do now. */
export const openThings = async (deps: Deps, person: Person | undefined, id: PersonId): Promise<readonly OpenThing[]> =>
  (await sortedThings(deps, person, id)).open

/** Everything a person has with the bot that still exists: one read per task. */
export const thingsOf = async (deps: Deps, person: Person | undefined): Promise<readonly OpenThing[]> => {
  const things = await Promise.all((person?.tasks ?? []).map((task) => thingOf(deps, task)))
  return things.flatMap((thing) => thing ?? [])
}

const thingOf = async (deps: Deps, task: Task): Promise<OpenThing | undefined> => {
  switch (task.kind) {
    case 'sheet': {
      const sheet = await stateOf(deps, sheetKey(task.round, task.sheet))
      return sheet && { kind: 'sheet', sheet, voice: voiceFor(deps, sheet) }
    }
    case 'ballot': {
      const ballot = await stateOf(deps, ballotKey(task.round, task.sheet))
      return ballot && { kind: 'ballot', ballot }
    }
    case 'round': {
      const round = await roundOf(deps, task.round)
      return round && { kind: 'round', round }
    }
    case 'action': {
      const action = await stateOf(deps, actionKey(task.action))
      const planned = action && (await withDate(deps, action))
      return planned && { kind: 'action', action: planned }
    }
  }
}

/** What a person still has to do now, and what she handed in, or declined, and can still change. */
const sortedThings = async (deps: Deps, person: Person | undefined, id: PersonId) => {
  const things = await thingsOf(deps, person)
  const now = deps.now()
  return {
    open: things.filter((thing) => isWaiting(thing, id, now)),
    changeable: things.filter((thing) => isChangeable(thing, now)),
  }
}

/** She chose, and may choose otherwise while the scan is open: who declined finds her way back here. */
const SETTLED: ReadonlySet<string> = new Set(['handedIn', 'declined'])

const isChangeable = (thing: OpenThing, now: number): boolean => {
  if (thing.kind === 'sheet') return SETTLED.has(thing.sheet.status) && now < thing.sheet.closesAt
  return thing.kind === 'ballot' && thing.ballot.status === 'cast' && now < thing.ballot.closesAt
}

/** "Wat staat er voor mij open?" */
export async function openCard(deps: Deps, person: Person | undefined, id: PersonId): Promise<Card> {
  const { open, changeable } = await sortedThings(deps, person, id)
  return openScreen(deps.voice, open, changeable)
}

/** The same on a page on which her actions stand below: of those only what asks something. */
export async function waitingCard(deps: Deps, person: Person | undefined, id: PersonId): Promise<Card> {
  const { open, changeable } = await sortedThings(deps, person, id)
  const asking = open.filter((thing) => thing.kind !== 'action' || thing.action.asked !== undefined)
  return openScreen(deps.voice, asking, changeable)
}

const isWaiting = (thing: OpenThing, id: PersonId, now: number): boolean => {
  switch (thing.kind) {
    case 'sheet':
      return thing.sheet.status === 'open' && now < thing.sheet.closesAt
    case 'ballot':
      return thing.ballot.status === 'open' && now < thing.ballot.closesAt
    case 'round':
      return thing.round.coordinators.includes(id) && thing.round.status !== 'stopped'
    case 'action':
      return thing.action.status === 'running' && thing.action.owners.includes(id)
  }
}
