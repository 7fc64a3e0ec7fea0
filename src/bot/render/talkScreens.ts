import type { Card } from '../../cards/card.ts'
import { formAgain } from '../../cards/fieldProblems.ts'
import { type NoteForm, noteFormScreen, type PlanForm, planFormScreen } from '../../cards/screens/talk/talkForms.ts'
import { talkFormerScreen, talkScreen, talkTodayScreen } from '../../cards/screens/talk/talkScreens.ts'
import type { Voice } from '../../cards/voice.ts'
import type { MessageRef, PersonId } from '../../flows/ids.ts'
import { roundKey } from '../../flows/keys.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { isCoordinator, type Round, type RoundWithResult } from '../../flows/round/round.ts'
import { canTalk, formerCards, talkOf } from '../../flows/round/talk.ts'
import { dateIn, daysLater, timeIn } from '../../kit/calendar/calendar.ts'
import type { Instant } from '../../kit/calendar/instant.ts'
import { workdayFrom } from '../../kit/calendar/workdays.ts'
import { talkMoment } from '../../kit/talk.ts'
import { type Deps, newForm, voiceFor, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { roundOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { type RefTo, type Rendered, type Screens, untracked } from './screen.ts'

/** Early in the afternoon: when a form proposes nothing worse. */
const USUAL_TIME = '14:00'

/** The form as it stands before anyone touched it: what is planned, or the next working day. */
const emptyPlan = (round: Round, now: Instant): PlanForm => {
  const { at } = talkOf(round)
  if (at.on === 'planned') return { date: dateIn(round.zone, at.at), time: timeIn(round.zone, at.at), problems: {} }
  return { date: workdayFrom(dateIn(round.zone, daysLater(round.zone, now, 1))), time: USUAL_TIME, problems: {} }
}

/** The form for a day and an hour. */
export const renderPlanForm = (voice: Voice, round: Round, now: Instant): Card =>
  planFormScreen(voice, round, emptyPlan(round, now))

/** Either the moment that was filled in, or the same form with a sentence at each wrong field. */
export const checkPlan = (
  voice: Voice,
  round: Round,
  { date = '', time = '' }: { readonly date?: string | undefined; readonly time?: string | undefined },
  now: Instant,
): Instant | Card => {
  const at = talkMoment(round.zone, date, time, now)
  if (typeof at === 'number') return at
  const said = Object.entries(at).map(([field, wrong]) => [field, voice.say(`meeting.plan.${wrong}`)])
  const form = planFormScreen(voice, round, { date, time, problems: Object.fromEntries(said) })
  return formAgain(voice, form, { date, time }, now) ?? form
}

/** The field for a note. */
export const renderNoteForm = (
  voice: Voice,
  round: RoundWithResult,
  person: PersonId,
  form: Partial<Pick<NoteForm, 'text' | 'problem' | 'form'>> & { readonly page: number | undefined },
): Card => {
  const { at } = talkOf(round)
  const page = form.page ?? (at.on === 'running' ? at.page : 0)
  const steers = isCoordinator(round, person)
  return noteFormScreen(voice, round, { text: '', ...form, page, steers })
}

type FormRef = RefTo<'talkNote' | 'talkPlan'>

/** In private, for who asked in a channel where the platform can't open a form. */
const renderForm =
  (draw: (voice: Voice, round: RoundWithResult, ref: FormRef, deps: Deps) => Card) =>
  async (deps: Deps, ref: FormRef): Promise<Rendered | undefined> => {
    const round = await roundOf(deps, ref.round)
    if (!round || !canTalk(round)) return undefined
    const reader = await personOf(deps, ref.platform, ref.person)
    return untracked(draw(voiceFor(withLanguage(deps, reader?.language), round), round, ref, deps))
  }

/** A card for the channel, in the round's language. */
const forChannel =
  (render: (voice: Voice, round: Round, now: Instant) => Rendered | undefined) =>
  async (deps: Deps, ref: RefTo<'talk' | 'talkToday'>): Promise<Rendered | undefined> => {
    const round = await roundOf(deps, ref.round)
    return round && render(voiceFor(deps, round), round, deps.now())
  }

/** The talk about the result: in its channel, and what is filled in for it. */
export const talkScreens: Pick<Screens, 'talk' | 'talkToday' | 'talkNote' | 'talkPlan'> = {
  talk: {
    render: forChannel((voice, round) => ({
      card: talkScreen(voice, round),
      shown: talkOf(round).cards,
      former: { messages: formerCards(round), card: talkFormerScreen(voice, round) },
    })),
    onPosted: (deps, ref, message: MessageRef) =>
      transact(deps, roundKey(ref.round), (round) =>
        decideRound(round, { type: 'posted', card: 'talk', message }, deps.now()),
      ),
  },
  talkToday: {
    // Planned anew, begun or over in the meantime: then there is nothing to remind of.
    render: forChannel((voice, round, now) => {
      const { at } = talkOf(round)
      return at.on === 'planned' && now < at.at ? untracked(talkTodayScreen(voice, round)) : undefined
    }),
  },
  talkNote: {
    render: renderForm((voice, round, { person, page }, deps) =>
      renderNoteForm(voice, round, person, { page, form: newForm(deps, round.channel, person) }),
    ),
  },
  talkPlan: { render: renderForm((voice, round, _ref, deps) => renderPlanForm(voice, round, deps.now())) },
}
