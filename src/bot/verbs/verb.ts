import type { z } from 'zod'
import type { Card } from '../../cards/card.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Contexts, GuardedPress, GuardName, Needs } from './contexts.ts'
import { guards } from './guards.ts'
import { refusedReply } from './replies.ts'

/** Whom a verb is for. `person`: about herself, whoever she is; `anyone`: it holds nothing of anybody's. */
export type Who = 'member' | 'coordinator' | 'channel' | 'owner' | 'person' | 'anyone'

/** One row of the verb table. */
export interface Verb {
  readonly verb: string
  readonly data: z.ZodObject
  readonly who: Who
  readonly where: 'private' | 'channel' | 'both'
  /** The guard, then the handler. @param data parsed by this row's schema */
  readonly press: (pressed: GuardedPress, data: Readonly<Record<string, unknown>>) => Promise<Reply>
}

/** Whom each guard lets in, as docs/verbs.md says it: some also look up who is in the channel. */
const LETS_IN: Readonly<Record<GuardName, Who>> = {
  anyone: 'anyone',
  person: 'person',
  member: 'member',
  owner: 'owner',
  actionChannel: 'channel',
  coordinator: 'coordinator',
  coordinatorRoster: 'coordinator',
  channel: 'channel',
  channelRoster: 'channel',
  resultReader: 'channel',
  plan: 'channel',
  planRoster: 'channel',
  teamCoordinator: 'coordinator',
  roundForm: 'channel',
  roundFormRoster: 'channel',
}

interface Row<Name extends GuardName, Schema extends z.ZodObject> {
  readonly verb: string
  readonly data: Schema
  /** The guard that decides whether the press may reach the handler, and what it gives the handler. */
  readonly who: Name
  readonly where: Verb['where']
  readonly press: (context: Contexts[Name], data: z.infer<Schema>) => Promise<Reply>
  /** What who doesn't coordinate the round is told in its channel, in place of the refusal's own sentence. */
  readonly notYours?: (pressed: GuardedPress, data: z.infer<Schema>) => Card
}

/** A schema without what the row's guard goes by doesn't compile. */
type HasNeeded<Name extends GuardName, Schema extends z.ZodObject> =
  z.infer<Schema> extends Needs[Name] ? unknown : { readonly data: Needs[Name] }

/** Ties a row's handler to its schema and its guard: it only ever sees parsed data, from someone who may. */
export const verb = <Name extends GuardName, Schema extends z.ZodObject>(
  row: Row<Name, Schema> & HasNeeded<Name, Schema>,
): Verb => ({
  verb: row.verb,
  data: row.data,
  who: LETS_IN[row.who],
  where: row.where,
  press: async (pressed, parsed) => {
    const data = parsed as z.infer<Schema> & Needs[Name]
    const context = await guards[row.who](pressed, data)
    if (typeof context !== 'string') return row.press(context, data)
    const inChannel = pressed.press.place.in === 'channel'
    return inChannel && context === 'notCoordinator' && row.notYours
      ? { card: row.notYours(pressed, data), outcome: context }
      : refusedReply(pressed.deps, context)
  },
})
