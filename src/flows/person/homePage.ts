import type { Instant } from '../../kit/calendar/instant.ts'
import { type Effect, restHome } from '../effect.ts'
import type { PersonHash, Platform } from '../ids.ts'
import { durationOf } from '../retention.ts'
import type { Whose } from './forgetPerson.ts'

/** What is hers was shown on the page she has of her own: nothing of that is kept, but when it is to be taken down. */
export type HomeEvent = Whose & { readonly type: 'homeShown' }

/** Whether people have such a page there. */
const hasHomes = ({ name }: Platform): boolean => name === 'slack'

/** Taken down a day after it was last opened (docs/decisions/042). */
export const restsLater = (id: PersonHash, { platform, person }: Whose, now: Instant): Effect =>
  restHome(id, platform, person, now + durationOf('homePage'))

/** Taken down now, opened or not: only the platform knows. */
export const restsNow = (id: PersonHash, { platform, person }: Whose, now: Instant): readonly Effect[] =>
  hasHomes(platform) ? [restHome(id, platform, person, now)] : []
