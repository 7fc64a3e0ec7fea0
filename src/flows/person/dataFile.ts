import type { Instant } from '../../kit/calendar/instant.ts'
import { type Decision, decided, FORGOTTEN, UNCHANGED } from '../decision.ts'
import { type Effect, share, unshare } from '../effect.ts'
import type { PersonHash } from '../ids.ts'
import { durationOf } from '../retention.ts'
import type { Whose } from './forgetPerson.ts'
import { type GivenFile, newPerson, type Person } from './person.ts'

/** Presses and messages of hers that are remembered, so that a redelivered one changes nothing. */
const HEARD = 10

/** What happens to the file with all that is kept of her. */
export type DataFileEvent =
  /** `event`: a keyed hash of the press. */
  | (Whose & { readonly type: 'dataFileAsked'; readonly event: string })
  /** It is in her chat. `file`: the platform's id of it; `name`: its keyed hash. */
  | (Whose & { readonly type: 'dataFileGiven'; readonly file: string; readonly name: string })
  /** It is there no more. */
  | { readonly type: 'dataFileGone'; readonly name: string }

const takingAway = (of: PersonHash, { platform, file, name }: Omit<GivenFile, 'until'>, due: Instant): Effect =>
  unshare(name, { platform, file, of }, due)

/** Takes what is still there of such files out of her chat. */
export const takingFilesAway = ({ id, files = [] }: Person, now: Instant): Effect[] =>
  files.map((file) => takingAway(id, file, now))

/**
 * The file with all that is kept of her: put in her chat once for each press, and taken away there when its term is over. One that
 * came while she had everything erased is taken away at once, and nothing is kept of that.
 */
export const decideDataFile = (
  id: PersonHash,
  known: Person | undefined,
  event: DataFileEvent,
  now: Instant,
): Decision<Person> => {
  switch (event.type) {
    case 'dataFileAsked': {
      const person = known ?? newPerson(id)
      if (person.heard.includes(event.event)) return UNCHANGED
      const heard = [...person.heard, event.event].slice(-HEARD)
      const to = { in: 'private', platform: event.platform, person: event.person } as const
      return decided({ ...person, heard }, share(event.event, { of: 'data' }, to, now))
    }
    case 'dataFileGiven': {
      const { platform, file, name } = event
      if (!known) return decided(FORGOTTEN, takingAway(id, { platform, file, name }, now))
      if (known.files?.some((one) => one.name === name)) return UNCHANGED
      const given = { platform, file, name, until: now + durationOf('dataFile') }
      return decided({ ...known, files: [...(known.files ?? []), given] }, takingAway(id, given, given.until))
    }
    case 'dataFileGone': {
      if (!known?.files?.some(({ name }) => name === event.name)) return UNCHANGED
      const { files, ...rest } = known
      const left = files.filter(({ name }) => name !== event.name)
      return decided(left.length > 0 ? { ...rest, files: left } : rest)
    }
  }
}
