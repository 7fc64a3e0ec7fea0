import type { z } from 'zod'
import { formAgain } from '../../cards/fieldProblems.ts'
import {
  dataFileSentScreen,
  dataLinkScreen,
  erasedScreen,
  eraseQuestionScreen,
  exportScreen,
} from '../../cards/screens/person/dataScreens.ts'
import type { OpenThing } from '../../cards/screens/person/openScreen.ts'
import { EARLIEST, habitsScreen, LATEST, type SentHabits, ZONES } from '../../cards/screens/person/preferenceScreens.ts'
import { copyErasedScreen } from '../../cards/screens/sheet/copyScreen.ts'
import type { Voice } from '../../cards/voice.ts'
import type { PersonId } from '../../flows/ids.ts'
import { hoursOf, type Person } from '../../flows/person/person.ts'
import { durationOf } from '../../flows/retention.ts'
import { isCoordinator } from '../../flows/round/round.ts'
import { type Hours, usualHours } from '../../kit/calendar/hours.ts'
import { type Deps, turnOf, withLanguage } from '../context.ts'
import { DATA_LINKS } from '../fileLinks.ts'
import { erasePerson } from '../people/erasePerson.ts'
import { updatePerson } from '../people/people.ts'
import type { Reply } from '../ports/handlers.ts'
import { drawDataFile } from '../render/files/personExport.ts'
import { drawHome } from '../render/homeScreen.ts'
import { dataCard, openCard, pageLinkCard, thingsOf } from '../render/personScreens.ts'
import type { Contexts } from './contexts.ts'
import * as fields from './fields.ts'
import { ok, refusedReply } from './replies.ts'
import { idsIn } from './round/startForm.ts'
import * as data from './schemas.ts'
import { type Verb, verb } from './verb.ts'

type PersonContext = Contexts['person']

/**
 * She takes her answers off the copy in her private chat: off the message that was pressed, which no one else sees. Where the
 * platform says no message, what she sees in its place is all there is to do.
 */
const eraseCopy = async ({ deps, press }: PersonContext): Promise<Reply> => {
  const { platform, actor: person, place } = press
  const { language } = deps.voice
  if (place.in === 'private' && place.message !== undefined && place.conversation !== '') {
    const message = { platform, conversation: place.conversation, message: place.message }
    const event = { type: 'copyErased', platform, person, press: turnOf(deps, press), message, language } as const
    await updatePerson(deps, platform, person, event)
  }
  return ok(copyErasedScreen(deps.voice))
}

/** The language and hours she chose, with what was sent and what is said of it. */
const preferencesReply = (deps: Deps, person: Person | undefined, sent: SentHabits = {}): Reply => {
  const hours = hoursOf(person, deps.voice.zone)
  const form = habitsScreen(deps.voice, { language: person?.language, hours }, sent)
  return ok(formAgain(deps.voice, form, sent, deps.now()) ?? form)
}

const problemsIn = ({ say }: Voice, days: readonly number[], from: number, until: number): SentHabits['problems'] => ({
  ...(days.length === 0 ? { days: say('fields.dayMissing') } : {}),
  ...(until <= from ? { until: say('fields.untilEarly') } : {}),
})

/** Hours that make sense, or what is wrong with them; undefined where a field holds what isn't in its list. */
const hoursIn = (voice: Voice, sent: SentHabits, now: Hours): Hours | SentHabits['problems'] => {
  const days = idsIn(sent.days ?? '').map(Number)
  const [from, until] = [Number(sent.from || now.from), Number(sent.until || now.until)]
  const zone = sent.zone || now.zone
  const isListed =
    days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    [from, until].every((hour) => Number.isInteger(hour) && hour >= EARLIEST && hour <= LATEST) &&
    (zone === now.zone || (ZONES as readonly string[]).includes(zone))
  const problems = problemsIn(voice, days, from, until)
  if (!isListed || Object.keys(problems ?? {}).length > 0) return problems
  return { zone, days: days.toSorted(), from, until }
}

const setHours = async ({ deps, press, person }: PersonContext, sent: SentHabits): Promise<Reply> => {
  const { say, zone } = deps.voice
  if (sent.days === undefined && sent.from === undefined) return preferencesReply(deps, person)
  const hours = hoursIn(deps.voice, sent, hoursOf(person, zone))
  if (!hours || !('zone' in hours)) return preferencesReply(deps, person, { ...sent, problems: hours ?? {} })
  const isUsual = JSON.stringify(hours) === JSON.stringify(usualHours(zone))
  const { platform, actor: id } = press
  const { state } = await updatePerson(deps, platform, id, { type: 'hoursChosen', platform, person: id, hours })
  return preferencesReply(deps, state, {
    language: sent.language,
    said: say(isUsual ? 'habits.savedUsual' : 'habits.saved'),
  })
}

const setLanguage = async ({ deps, press, person }: PersonContext, sent: SentHabits): Promise<Reply> => {
  if (sent.language === undefined) return preferencesReply(deps, person)
  const language = deps.voice.languages.find((one) => one === sent.language)
  if (!language) {
    const missing = sent.language === '' ? { language: deps.voice.say('fields.languageMissing') } : {}
    return preferencesReply(deps, person, { ...sent, problems: missing })
  }
  const { platform, actor: id } = press
  const { state } = await updatePerson(deps, platform, id, { type: 'languageChosen', platform, person: id, language })
  const localized = withLanguage(deps, language)
  return preferencesReply(localized, state, { ...sent, said: localized.voice.say('habits.spoken') })
}

/**
 * Everything that is kept of her, to take along: a file in her private chat where the platform takes one, else a link to it. On a card
 * only where neither can be given: that is what `part` is for.
 */
const exportData = async ({ deps, press, person: known }: PersonContext, part: number | undefined): Promise<Reply> => {
  if (!known) return refusedReply(deps, 'nothingKept')
  const { platform, actor: person, place } = press
  if (platform.takesFiles && !place.page && part === undefined) {
    const event = { type: 'dataFileAsked', event: turnOf(deps, press), platform, person } as const
    await updatePerson(deps, platform, person, event)
    return ok(dataFileSentScreen(deps.voice, durationOf('dataFile')))
  }
  const link = DATA_LINKS.to(deps, { platform, person })
  if (link) return ok(dataLinkScreen(deps.voice, link.url, DATA_LINKS.lasts))
  const file = await drawDataFile(deps, platform, person)
  return file ? ok(exportScreen(deps.voice, file.content, part ?? 0)) : refusedReply(deps, 'nothingKept')
}

/** A round that she steers now, or a draft of one. */
const isSteered = (thing: OpenThing, person: PersonId): boolean =>
  thing.kind === 'round' && isCoordinator(thing.round, person)

const eraseData = async ({ deps, press, person }: PersonContext, confirmed: boolean): Promise<Reply> => {
  if (!confirmed) {
    const steered = (await thingsOf(deps, person)).filter((thing) => isSteered(thing, press.actor))
    return ok(eraseQuestionScreen(deps.voice, steered.length))
  }
  const { platform, actor } = press
  const { summed } = await erasePerson(deps, platform, actor)
  return ok(erasedScreen(deps.voice, summed))
}

/** Her own page; where it stays in sight, it is taken down again in time. */
const showHome = async (
  { deps, press, person: known }: PersonContext,
  { channel }: z.infer<typeof data.showHome>,
): Promise<Reply> => {
  const { platform, actor: person, place } = press
  const { card } = await drawHome(deps, { platform, person, channel })
  if (known && place.in === 'home') await updatePerson(deps, platform, person, { type: 'homeShown', platform, person })
  return ok(card)
}

/** A person's own: what is open for her, her language and hours, and everything the bot keeps of her. */
export const personVerbs: readonly Verb[] = [
  verb({ verb: 'home.show', data: data.showHome, who: 'person', where: 'private', press: showHome }),
  verb({
    verb: 'open.show',
    data: fields.noData,
    who: 'person',
    where: 'private',
    press: async ({ deps, press, person }) => ok(await openCard(deps, person, press.actor)),
  }),
  verb({
    verb: 'site.open',
    data: fields.noData,
    who: 'person',
    where: 'both',
    press: async ({ deps, press }) => ok(pageLinkCard(deps, press.platform, press.actor)),
  }),
  verb({ verb: 'copy.erase', data: fields.noData, who: 'person', where: 'private', press: eraseCopy }),
  verb({ verb: 'language.set', data: data.setHabits, who: 'person', where: 'private', press: setLanguage }),
  verb({ verb: 'hours.set', data: data.setHabits, who: 'person', where: 'private', press: setHours }),
  verb({
    verb: 'data.show',
    data: fields.noData,
    who: 'person',
    where: 'private',
    press: async ({ deps, press, person }) => ok(await dataCard(deps, press.platform, person)),
  }),
  verb({
    verb: 'data.export',
    data: data.exportData,
    who: 'person',
    where: 'private',
    press: (context, { part }) => exportData(context, part),
  }),
  verb({
    verb: 'data.erase',
    data: data.eraseData,
    who: 'person',
    where: 'private',
    press: (context, { confirmed = false }) => eraseData(context, confirmed),
  }),
]
