import type { PersonId } from '../flows/names.ts'
import { spoken } from '../kit/calendar.ts'
import type { Instant } from '../kit/instant.ts'
import type { Kit } from '../kit/kit.ts'
import type { Say } from '../kit/sentences.ts'

/** In which words a screen speaks: a language's kit and sentences, and the team's zone. */
export interface Voice {
  readonly kit: Kit
  readonly say: Say
  readonly zone: string
}

/** What people are called; fetched when a card is drawn, never stored. */
export type Names = (person: PersonId) => string

export const when = ({ say, zone }: Voice, at: Instant): string => spoken(say, zone, at)
