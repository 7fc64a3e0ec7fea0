import type { Card } from '../../cards/card.ts'
import { isOpenLine, type TodayLine } from '../../cards/screens/plan/todayRow.ts'
import { ROWS_A_PAGE, todayPastScreen, todayScreen } from '../../cards/screens/plan/todayScreen.ts'
import { planRestoredScreen } from '../../cards/screens/round/trustScreens.ts'
import type { PersonId, Platform } from '../../flows/ids.ts'
import { actionKey } from '../../flows/keys.ts'
import type { Person, TodayRow } from '../../flows/person/person.ts'
import type { DayScreen } from '../../flows/refs.ts'
import { type Deps, voiceFor, withLanguage } from '../context.ts'
import { personOf, updatePerson } from '../people/people.ts'
import { withDate } from '../plan/aroundAction.ts'
import { stateOf } from '../stateOf.ts'
import { type Screens, untracked } from './screen.ts'

/** "Stap 2" before "Stap 10". */
const byTitle = new Intl.Collator('nl', { numeric: true })
/** The oldest date first, and those of one date by their titles: which of them was asked about first is chance. */
const inOrder = (one: TodayLine, other: TodayLine): number =>
  one.row.date.localeCompare(other.row.date) || byTitle.compare(one.action.what, other.action.what)

/** What is asked of a person about actions, as they stand now: one read an action. */
export const todayLines = async (
  deps: Deps,
  id: PersonId,
  person: Person | undefined,
): Promise<readonly TodayLine[]> => {
  const lines = await Promise.all((person?.today?.rows ?? []).map((row) => lineOf(deps, id, row)))
  return lines.flatMap((line) => line ?? []).toSorted(inOrder)
}

const lineOf = async (deps: Deps, person: PersonId, row: TodayRow): Promise<TodayLine | undefined> => {
  const known = await stateOf(deps, actionKey(row.action))
  const action = known && (await withDate(deps, known))
  if (!action) return undefined
  const said = action.history.flatMap(({ by }) => by ?? [])
  const { say } = voiceFor(deps, action)
  const names = await deps.names(action.platform, action.channel, [...new Set([...action.owners, ...said])], say)
  return { row, action, names, person }
}

/** The card of someone's day. @param about the action whose row is to be on the page that is shown */
export const todayCard = (
  deps: Deps,
  lines: readonly TodayLine[],
  at: { readonly page?: number | undefined; readonly about?: string; readonly said?: string } = {},
): Card => {
  const voice = voiceFor(deps, { language: lines[0]?.action.language ?? deps.voice.language })
  const index = Math.max(
    0,
    lines.findIndex(({ action }) => action.id === at.about),
  )
  const files = deps.publicUrl() !== undefined || lines.some(({ action }) => action.platform.takesFiles === true)
  return todayScreen(voice, lines, { page: at.page ?? Math.floor(index / ROWS_A_PAGE), said: at.said, files })
}

const forReader = async (deps: Deps, platform: Platform, id: PersonId) => {
  const person = await personOf(deps, platform, id)
  const own = withLanguage(deps, person?.language)
  return { person, own, lines: await todayLines(own, id, person) }
}

/** One card a person and day, about all her actions. */
export const todayScreens: Pick<Screens, DayScreen | 'planRestored'> = {
  today: {
    render: async (deps, { platform, person: id }) => {
      const { person, own, lines } = await forReader(deps, platform, id)
      if (!person?.today || lines.length === 0) return undefined
      return { card: todayCard(own, lines), reader: id, shown: person.today.messages, over: !lines.some(isOpenLine) }
    },
    onPosted: (deps, { platform, person }, message) =>
      updatePerson(deps, platform, person, { type: 'todayPosted', platform, person, message }),
  },
  todayPast: {
    render: async (deps, { platform, person: id }) => {
      const person = await personOf(deps, platform, id)
      const own = withLanguage(deps, person?.language)
      // It says nothing of what is asked: one action tells which language.
      const [row] = person?.today?.rows ?? []
      const action = row && (await stateOf(deps, actionKey(row.action)))
      const voice = voiceFor(own, { language: action?.language ?? own.voice.language })
      return { ...untracked(todayPastScreen(voice)), reader: id }
    },
  },
  planRestored: {
    render: async (deps, { platform, person: id, asOf, language }) => {
      const person = await personOf(deps, platform, id)
      const { voice } = withLanguage(deps, person?.language ?? language)
      return { ...untracked(planRestoredScreen(voice, asOf)), reader: id }
    },
  },
}
