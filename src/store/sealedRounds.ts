import { createCipheriv, createDecipheriv } from 'node:crypto'
import { FORGOTTEN, type Forgotten } from '../flows/decision.ts'
import type { Effect } from '../flows/effect.ts'
import { type Key, keyText } from '../flows/ids.ts'
import { divided, type Fields, givenIn, type RoundSecret, unopened } from '../flows/roundSecrets.ts'
import { DecryptionFailed, NONCE, nextNonce } from './encryption.ts'
import { type KeyPlace, nameOf, type RoundKey, type RoundKeys } from './roundKeys.ts'
import { isSealed, SCHEMA_VERSION, type Sealed, upgraded } from './schema.ts'
import type { Claimed, Saved, Store } from './store.ts'

/** Bytes of the authentication tag of AES-GCM. */
const TAG = 16

/** AES-256-GCM with the place and the key's name as associated data: nonce, tag, encrypted text. */
const seal = ({ id, secret }: RoundKey, location: string, name: string, fields: Fields): Sealed => {
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  cipher.setAAD(Buffer.from(`${name}:${location}`))
  const text = JSON.stringify({ schema: SCHEMA_VERSION, state: fields })
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { name, key: id, value: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') }
}

interface Opened {
  readonly schema: number
  readonly state: Fields
}

/** @throws {DecryptionFailed} when it was changed or moved */
const open = ({ secret }: RoundKey, location: string, { name, value }: Sealed): Opened => {
  const bytes = Buffer.from(value, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(`${name}:${location}`))
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
    return JSON.parse(plain.toString('utf8')) as Opened
  } catch (cause) {
    throw new DecryptionFailed(location, { cause })
  }
}

/** Opens a sealed part; undefined when its key is gone. @throws {DecryptionFailed} when it was changed or moved */
export const openerOf =
  (keys: Pick<RoundKeys, 'find'>) =>
  async (location: string, sealed: Sealed): Promise<Opened | undefined> => {
    const key = await keys.find(sealed.name, sealed.key)
    return key && open(key, location, sealed)
  }

/** A store that seals what people give with the key of their round, in addition to what the engine encrypts. */
export interface SealedStore extends Store {
  readonly keys: RoundKeys
}

/**
 * Whatever was sealed with a key that is gone reads as if nothing had been given yet (`unopened`), and an effect that carried it
 * as if she had given nothing: what comes late, or again, ends quietly.
 * @param place scrubbed and closed with the store
 */
export const sealRounds = (store: Store, keys: RoundKeys, place: KeyPlace): SealedStore => {
  const openSealed = openerOf(keys)
  const sealFor = async (round: string, secret: RoundSecret, location: string, fields: Fields): Promise<Sealed> => {
    const name = nameOf(round, secret)
    return seal(await keys.findOrCreate(name), location, name, fields)
  }

  const sealEffect = async (effect: Effect): Promise<Effect> => {
    const { payload } = effect
    const given = givenIn(payload)
    if (!given || payload.do !== 'tell') return effect
    const { [given.field]: value, ...event } = payload.event as Fields
    if (value === undefined) return effect
    const sealed = await sealFor(given.round, given.secret, `effect/${effect.id}`, { [given.field]: value })
    // What the engine stores is JSON: that it carries a sealed part is known to this file alone.
    return { ...effect, payload: { ...payload, event, sealed } as unknown as Effect['payload'] }
  }
  const openClaimed = async (claimed: Claimed): Promise<Claimed> => {
    const { effect } = claimed
    if (!isSealed(effect.payload)) return claimed
    const { sealed, ...payload } = effect.payload as unknown as Fields & {
      readonly sealed: Sealed
      readonly event: Fields
    }
    const opened = await openSealed(`effect/${effect.id}`, sealed)
    const event = { ...payload.event, ...opened?.state }
    return { ...claimed, effect: { ...effect, payload: { ...payload, event } as unknown as Effect['payload'] } }
  }

  const openSaved = async <S>(key: Key<S>, saved: Saved<S> | undefined): Promise<Saved<S> | undefined> => {
    if (!saved || !isSealed(saved.state)) return saved
    const { sealed, ...fields } = saved.state as unknown as Fields & { readonly sealed: Sealed }
    const opened = await openSealed(keyText(key), sealed)
    const state = opened
      ? upgraded(key.kind, opened.schema, { ...fields, ...opened.state })
      : unopened(key, fields, sealed.name.split('/')[0] as RoundSecret, sealed.key)
    return { state: state as S, version: saved.version }
  }
  const sealState = async <S>(key: Key<S>, state: S | Forgotten): Promise<S | Forgotten> => {
    const parts = state === FORGOTTEN ? undefined : divided(key, state as Fields)
    if (!parts) return state
    return { ...parts.open, sealed: await sealFor(key.place, parts.secret, keyText(key), parts.sealed) } as S
  }
  const sealEffects = async (effects: readonly Effect[]): Promise<readonly Effect[]> =>
    effects.some(({ payload }) => givenIn(payload)) ? Promise.all(effects.map(sealEffect)) : effects
  const { attempt } = store

  return {
    ...store,
    keys,
    load: async (key) => openSaved(key, await store.load(key)),
    commit: async (key, was, state, effects) =>
      store.commit(key, was, await sealState(key, state), await sealEffects(effects)),
    ...(attempt && {
      attempt: async (key, was, state, effects) => {
        const done = await attempt(key, was, await sealState(key, state), await sealEffects(effects))
        return 'version' in done ? done : { stands: await openSaved(key, done.stands) }
      },
    }),
    claim: async (now, lease, most, calls) =>
      Promise.all((await store.claim(now, lease, most, calls)).map(openClaimed)),
    scrub: async () => {
      const scrubbed = await Promise.all([store.scrub(), place.scrub()])
      return scrubbed.every(Boolean)
    },
    ready: async () => (await Promise.all([store.ready(), place.ready()])).every(Boolean),
    async close() {
      await store.close()
      await place.close()
    },
  }
}
