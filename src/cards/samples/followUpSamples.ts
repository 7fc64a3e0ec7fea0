import type { Action } from '../../flows/action/action.ts'
import type { Card, Choice } from '../card.ts'
import {
  dateScreen,
  evaluationOverScreen,
  evaluationScreen,
  explainScreen,
  passOnScreen,
} from '../screens/plan/evaluationScreen.ts'
import type { TodayLine } from '../screens/plan/todayRow.ts'
import { takeOverScreen, todayPastScreen, todayScreen } from '../screens/plan/todayScreen.ts'
import type { Names, Voice } from '../voice.ts'
import { ID } from './sampleActions.ts'

const ROW: Omit<TodayLine['row'], 'action'> = { date: '2026-12-04', role: 'owner', why: 'due', times: 1 }
const line = (names: Names, action: Action): TodayLine => ({ row: { ...ROW, action: ID }, action, names, person: 'p0' })

/** A day with every kind of row. */
const todayLines = (action: Action, answered: Action, names: Names): readonly TodayLine[] => [
  line(names, action),
  { ...line(names, action), row: { ...ROW, action: ID, times: 2 } },
  { ...line(names, action), row: { ...ROW, action: ID, role: 'coordinator', why: 'ownerLeft' } },
  { ...line(names, { ...action, end: '2026-12-04' }), row: { ...ROW, action: ID, why: 'end' } },
  line(names, answered),
  { ...line(names, action), row: { ...ROW, action: ID, role: 'coordinator', why: 'silent' } },
]
/** What is asked on an action's dates. */
export const followUpSamples = (
  voice: Voice,
  names: Names,
  action: Action,
  answered: Action,
  people: readonly Choice[],
): Readonly<Record<string, Card>> => ({
  evaluation: evaluationScreen(voice, names, action),
  evaluationOver: evaluationOverScreen(voice, names, answered, '2026-12-04'),
  explain: explainScreen(voice, names, answered, '2026-12-04'),
  followUpDate: dateScreen(voice, action, {
    question: 'today.ask.again',
    verb: 'action.date',
    field: 'date',
    value: '2027-01-04',
    problem: voice.say('action.form.dateWrong'),
  }),
  passOn: passOnScreen(voice, action, people, { problem: voice.say('today.ask.whoMissing') }),
  takeOver: takeOverScreen(voice, names, { ...action, ownerless: true }),
  takenOver: takeOverScreen(voice, names, action),
  today: todayScreen(voice, todayLines(action, answered, names)),
  todayMore: todayScreen(voice, [...todayLines(action, answered, names), ...todayLines(action, answered, names)], {
    page: 1,
  }),
  todayNew: todayScreen(
    voice,
    [{ ...line(names, { ...action, accepted: [] }), row: { ...ROW, action: ID, why: 'new' } }],
    { files: true },
  ),
  todayAnswered: todayScreen(voice, [line(names, answered)]),
  todayPast: todayPastScreen(voice),
})
