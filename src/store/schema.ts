import { StoreUnfit } from './store.ts'

type Stored = Readonly<Record<string, unknown>>

interface Upgrade {
  /** What it is for, as the changelog says it. */
  readonly name: string
  /** The kinds it changes; the others stay as they are. */
  readonly kinds: readonly string[]
  readonly upgrade: (stored: Stored) => Stored
}

/**
 * From each version of the schema to the next, oldest first; a step is never changed once it is released. What was kept
 * from each earlier version stands in `test/kept/`, and is read by `schema.test.ts`.
 */
const UPGRADES: readonly Upgrade[] = [
  {
    name: 'sheets and ballots remember which presses they heard',
    kinds: ['sheet', 'ballot'],
    upgrade: (stored) => ({ ...stored, heard: [] }),
  },
]

/** State is stored with the version of its schema. */
export const SCHEMA_VERSION = 1 + UPGRADES.length

/** Saved by a later version of the bot, which knows what this one would drop. */
export class SavedByNewer extends StoreUnfit {
  constructor(place: string, schema: number) {
    super(
      `${place.replace(/\/.*$/, '')} was saved by a newer version of the bot (schema ${schema}; this one knows ` +
        `${SCHEMA_VERSION}). Start that version again, or restore the backup from before it.`,
    )
    this.name = 'SavedByNewer'
  }
}

/** As it lies in the store, whatever the engine. */
export const envelope = (state: unknown): string => JSON.stringify({ schema: SCHEMA_VERSION, state })

const isEnvelope = (value: unknown): value is { readonly schema: number; readonly state: unknown } =>
  typeof value === 'object' && value !== null && 'schema' in value && 'state' in value

/**
 * @param place the key it lies under; what comes before the first slash is its kind
 * @throws {SavedByNewer}
 */
export const opened = <S>(place: string, text: string): S => {
  const whole: unknown = JSON.parse(text)
  // Version 1 kept effects without an envelope.
  const { schema, state } = isEnvelope(whole) ? whole : { schema: 1, state: whole }
  if (schema > SCHEMA_VERSION) throw new SavedByNewer(place, schema)
  const kind = place.slice(0, place.indexOf('/'))
  const steps = UPGRADES.slice(schema - 1).filter(({ kinds }) => kinds.includes(kind))
  return steps.reduce((stored, { upgrade }) => upgrade(stored), state as Stored) as S
}
