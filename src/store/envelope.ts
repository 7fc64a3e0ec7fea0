/** State is stored with the version of its schema, so that a later one can upgrade what an earlier one wrote. */
const SCHEMA_VERSION = 1

/** As it lies in the store, whatever the engine. */
export const envelope = (state: unknown): string => JSON.stringify({ schema: SCHEMA_VERSION, state })

/** @throws when a newer version of the bot saved it */
export const opened = <S>(place: string, text: string): S => {
  const { schema, state } = JSON.parse(text) as { schema: number; state: S }
  if (schema !== SCHEMA_VERSION) throw new Error(`${place} was saved by a newer version of the bot (schema ${schema})`)
  return state
}
