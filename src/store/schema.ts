import { resultInWords } from './resultInWords.ts'
import { StoreUnfit } from './store.ts'

type Stored = Readonly<Record<string, unknown>>

interface Upgrade {
  /** The sentence of the changelog. */
  readonly name: string
  /** The kinds of key (`Key.kind`) it changes. */
  readonly kinds: readonly string[]
  readonly upgrade: (stored: Stored) => Stored
}

/**
 * One upgrade per schema version, oldest first; a released upgrade never changes. Values stored by each earlier version
 * are in `test/kept/`, and `test/operating/schema.test.ts` reads them all.
 */
const UPGRADES: readonly Upgrade[] = [
  {
    name: 'sheets and ballots remember which presses they heard',
    kinds: ['sheet', 'ballot'],
    upgrade: (stored) => ({ ...stored, heard: [] }),
  },
  {
    name: 'results say words; what an earlier one counted stays as it was',
    kinds: ['round'],
    upgrade: resultInWords,
  },
]

/** The schema version this bot writes; it reads this one and every earlier one. */
export const SCHEMA_VERSION = 1 + UPGRADES.length

/** A value was saved by a newer version of the bot. Reading it here and saving it again would lose its newer fields. */
export class SavedByNewer extends StoreUnfit {
  constructor(key: string, schema: number) {
    super(
      // What a store is marked with stands for all of it.
      `${key === 'noted/life/noted' ? 'The store' : key.replace(/\/.*$/, '')} was saved by a newer version of the bot (schema ${schema}; this one knows ` +
        `${SCHEMA_VERSION}). Start that version again, or restore the backup from before it.`,
    )
    this.name = 'SavedByNewer'
  }
}

/** The stored text of a state or an effect's payload, before encryption: JSON with the schema version. */
export const envelope = (state: unknown): string => JSON.stringify({ schema: SCHEMA_VERSION, state })

/** The part of a stored state or payload that is encrypted with the key of its round (`sealedRounds.ts`). */
export interface Sealed {
  /** Under which name the key is kept. */
  readonly name: string
  /** The key's id: another key may have the name by now. */
  readonly key: string
  /** Ciphertext in base64, of an envelope of its own. */
  readonly value: string
}

/** Whether a part of a stored state or payload is sealed. */
export const isSealed = (state: unknown): state is { readonly sealed: Sealed } =>
  typeof state === 'object' && state !== null && 'sealed' in state

const isEnvelope = (value: unknown): value is { readonly schema: number; readonly state: unknown } =>
  typeof value === 'object' && value !== null && 'schema' in value && 'state' in value

/**
 * The state or payload in a stored text, upgraded to the current schema.
 * @param key the key it is stored under; the part before the first slash is its kind
 * @throws {SavedByNewer}
 */
export const openEnvelope = <S>(key: string, text: string): S => {
  const parsed: unknown = JSON.parse(text)
  // Schema 1 stored effects without an envelope.
  const { schema, state } = isEnvelope(parsed) ? parsed : { schema: 1, state: parsed }
  if (schema > SCHEMA_VERSION) throw new SavedByNewer(key, schema)
  // An upgrade is for the whole state: this one waits until its sealed part is opened.
  if (isSealed(state)) return state as S
  return upgraded(key.slice(0, key.indexOf('/')), schema, state as Stored) as S
}

/** A state of an earlier schema as the current one has it. @param kind `Key.kind` */
export const upgraded = (kind: string, schema: number, state: Stored): Stored => {
  const upgrades = UPGRADES.slice(schema - 1).filter(({ kinds }) => kinds.includes(kind))
  return upgrades.reduce((stored, { upgrade }) => upgrade(stored), state)
}
