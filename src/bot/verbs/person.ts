import { dataScreen, erasedScreen, eraseQuestionScreen, exportScreen } from '../../cards/screens/person/dataScreens.ts'
import { openScreen } from '../../cards/screens/person/openScreen.ts'
import { EARLIEST, habitsScreen, LATEST, ZONES } from '../../cards/screens/person/preferenceScreens.ts'
import { hoursOf } from '../../flows/person/person.ts'
import { type Hours, usualHours } from '../../kit/hours.ts'
import { type Deps, speaking } from '../context.ts'
import { personOf, updatePerson } from '../people.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { openThings, thingsOf } from '../render/renderPersonal.ts'
import { refusedReply } from './answers.ts'
import { exportOf } from './personExport.ts'
import * as data from './schemas.ts'
import { idsIn } from './startForm.ts'
import { ok, type Verb, verb } from './verb.ts'

const known = (deps: Deps, { platform, actor }: Press) => personOf(deps, platform, actor)

const habits = async (deps: Deps, press: Press, said?: string, problem?: string): Promise<Reply> => {
  const person = await known(deps, press)
  const hours = hoursOf(person, deps.voice.zone)
  return ok(habitsScreen(deps.voice, { language: person?.language, hours }, { said, problem }))
}

interface SentHours {
  readonly days?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly zone?: string | undefined
}

/** Hours that make sense, or undefined. */
const hoursIn = (sent: SentHours, now: Hours): Hours | undefined => {
  const days = idsIn(sent.days ?? '').map(Number)
  const [from, until] = [Number(sent.from || now.from), Number(sent.until || now.until)]
  const zone = sent.zone || now.zone
  const fits =
    days.length > 0 &&
    days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7) &&
    [from, until].every((hour) => Number.isInteger(hour) && hour >= EARLIEST && hour <= LATEST) &&
    from < until &&
    (zone === now.zone || (ZONES as readonly string[]).includes(zone))
  return fits ? { zone, days: days.toSorted(), from, until } : undefined
}

const setHours = async (deps: Deps, press: Press, sent: SentHours): Promise<Reply> => {
  const { say, zone } = deps.voice
  if (sent.days === undefined && sent.from === undefined) return habits(deps, press)
  const hours = hoursIn(sent, hoursOf(await known(deps, press), zone))
  if (!hours) return habits(deps, press, undefined, say('habits.wrong'))
  const usual = JSON.stringify(hours) === JSON.stringify(usualHours(zone))
  await updatePerson(deps, press.platform, press.actor, { type: 'hoursChosen', hours })
  return habits(deps, press, say(usual ? 'habits.savedUsual' : 'habits.saved'))
}

const erase = async (deps: Deps, press: Press, confirmed: boolean): Promise<Reply> => {
  if (!confirmed) return ok(eraseQuestionScreen(deps.voice))
  await updatePerson(deps, press.platform, press.actor, {
    type: 'erased',
    platform: press.platform,
    person: press.actor,
  })
  return ok(erasedScreen(deps.voice))
}

/** What is hers: what waits for her, how she is spoken to, and everything the bot keeps. */
export const personVerbs: readonly Verb[] = [
  verb({
    verb: 'open.show',
    data: data.mine,
    who: 'person',
    where: 'private',
    press: async (deps, press) =>
      ok(openScreen(deps.voice, await openThings(deps, await known(deps, press), press.actor))),
  }),
  verb({
    verb: 'language.set',
    data: data.language,
    who: 'person',
    where: 'private',
    press: async (deps, press, { language }) => {
      if (!language) return habits(deps, press)
      await updatePerson(deps, press.platform, press.actor, { type: 'languageChosen', language })
      const spoken = speaking(deps, language)
      return habits(spoken, press, spoken.voice.say('habits.spoken'))
    },
  }),
  verb({ verb: 'hours.set', data: data.hours, who: 'person', where: 'private', press: setHours }),
  verb({
    verb: 'data.show',
    data: data.mine,
    who: 'person',
    where: 'private',
    press: async (deps, press) => ok(dataScreen(deps.voice, (await thingsOf(deps, await known(deps, press))).length)),
  }),
  verb({
    verb: 'data.export',
    data: data.exported,
    who: 'person',
    where: 'private',
    press: async (deps, press, { part = 0 }) => {
      const person = await known(deps, press)
      if (!person) return refusedReply(deps, 'nothingKept')
      const all = exportOf(person, await thingsOf(deps, person), press.actor)
      return ok(exportScreen(deps.voice, JSON.stringify(all, undefined, 1), part))
    },
  }),
  verb({
    verb: 'data.erase',
    data: data.erasing,
    who: 'person',
    where: 'private',
    press: (deps, press, { confirmed = false }) => erase(deps, press, confirmed),
  }),
]
