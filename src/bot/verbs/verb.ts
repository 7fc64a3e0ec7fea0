import type { z } from 'zod'
import type { Card } from '../../cards/card.ts'
import type { Deps } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'

/** One row of the verb table. */
export interface Verb {
  readonly verb: string
  readonly data: z.ZodObject
  /** `person`: about herself, whoever she is; `anyone`: nothing of anybody's is in it. */
  readonly who: 'member' | 'coordinator' | 'channel' | 'owner' | 'person' | 'anyone'
  readonly where: 'private' | 'channel' | 'both'
  readonly press: (deps: Deps, press: Press, data: Readonly<Record<string, unknown>>) => Promise<Reply>
}

/** Ties a row's handler to its data's schema: the handler only ever sees data that was parsed. */
export const verb = <Schema extends z.ZodObject>(row: {
  readonly verb: string
  readonly data: Schema
  readonly who: Verb['who']
  readonly where: Verb['where']
  readonly press: (deps: Deps, press: Press, data: z.infer<Schema>) => Promise<Reply>
}): Verb => ({ ...row, press: (deps, press, data) => row.press(deps, press, data as z.infer<Schema>) })

export const ok = (card: Card): Reply => ({ card, outcome: 'ok' })
