import { type Instant, MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { type Decision, decided, UNCHANGED } from '../decision.ts'
import { edit } from '../effect.ts'
import type { MessageRef } from '../ids.ts'
import type { CardRef } from '../refs.ts'
import type { OpenForm, Person } from './person.ts'

/** How long the bot leaves a message alone in which someone fills in a form or is asked something (docs/decisions/025). */
export const TYPING = 15 * MINUTE
/** The edit that a press itself owes comes within this: nobody has typed by then. */
export const SETTLING = 2 * SECOND
/** For reading what a form was answered with. */
export const READING = MINUTE
/** More at once than anyone has open. */
const MOST_OPEN = 5

/** Messages of hers in which a form or a question stands. */
export type OpenFormEvent =
  /** Until then the bot doesn't edit it by itself: from now on, or from when its own card has settled. */
  | { readonly type: 'formOpened'; readonly message: string; readonly until: Instant; readonly since?: Instant }
  /** Answered, or left: what was held back is done. */
  | { readonly type: 'formLeft'; readonly message: string }
  /** An edit that came while it was open, to be done afterwards; a later one takes its place. */
  | { readonly type: 'editHeld'; readonly card: CardRef; readonly message: MessageRef }

/** The form or question that stands in a message of hers now. */
export const openIn = (person: Pick<Person, 'open'> | undefined, message: string, now: Instant): OpenForm | undefined =>
  person?.open?.find((form) => form.message === message && now < form.until && now >= (form.since ?? 0))

/** UNCHANGED for who isn't known, and for what isn't open any more. */
export const decideOpenForms = (person: Person, event: OpenFormEvent, now: Instant): Decision<Person> => {
  const message = typeof event.message === 'string' ? event.message : event.message.message
  const known = openIn(person, message, now)
  const others = (person.open ?? []).filter((form) => form.message !== message && now < form.until)
  const withForms = (open: readonly OpenForm[]): Person => {
    const { open: _, ...rest } = person
    return open.length > 0 ? { ...rest, open: open.slice(-MOST_OPEN) } : rest
  }
  switch (event.type) {
    case 'formOpened': {
      const { until, since } = event
      const form = {
        message,
        until,
        ...(since === undefined ? {} : { since }),
        ...(known?.held ? { held: known.held } : {}),
      }
      return decided(withForms([...others, form]), ...editsLater(person, form, since === undefined ? until : now))
    }
    case 'formLeft':
      return known ? decided(withForms(others), ...editsLater(person, known, now)) : UNCHANGED
    case 'editHeld': {
      if (!known) return UNCHANGED
      const form = { ...known, held: { card: event.card, message: event.message } }
      return decided(withForms([...others, form]), ...editsLater(person, form, form.until))
    }
  }
}

/** Its id is the message's: what was held back for later is done earlier where she is done. */
const editsLater = ({ id }: Person, { message, held }: OpenForm, due: Instant) =>
  held ? [edit(`held/${id}/${message}`, held.card, held.message, due)] : []
