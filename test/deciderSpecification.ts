import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { type Decision, FORGOTTEN, type Why } from '../src/flows/decision.ts'
import type { Address, Effect, Message } from '../src/flows/effect.ts'
import type { MessageRef, PersonHash, PersonId, Platform, RoundId } from '../src/flows/ids.ts'
import type { Erasure } from '../src/flows/person/erasure.ts'
import type { CardRef, FileRef } from '../src/flows/refs.ts'
import type { RoundSecret } from '../src/flows/roundSecrets.ts'
import type { Instant } from '../src/kit/calendar/instant.ts'

/** A Monday morning in Brussels: no test reads the clock. */
export const NOW: Instant = Date.parse('2026-11-23T09:30:00+01:00')
export const PLATFORM: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://service' }
/** How ids of people and of channels begin, in every test: no effect's id may hold one. */
const UNSAFE = /29:|19:/

type KeyOf<S> = S extends unknown ? keyof S : never
type ValueOf<S, K> = S extends unknown ? (K extends keyof S ? S[K] : never) : never
/** Of a union the fields of any member: a change of status brings others. */
type Change<S> = { readonly [K in KeyOf<S>]?: ValueOf<S, K> | undefined }
/** An event of every type: a new type doesn't compile until an example of it is here. */
type OneOfEach<E extends { readonly type: string }> = { readonly [T in E['type']]: E & { readonly type: T } }
/** What an effect does, and nothing of how it is delivered. */
type Expected = { readonly id: string; readonly due: Instant; readonly erases?: true } & (
  | { readonly tell: Message }
  | { readonly post: CardRef; readonly to: Address; readonly quiet?: true }
  | { readonly edit: CardRef; readonly message: MessageRef | 'own' }
  | { readonly share: FileRef; readonly to: Address }
  | { readonly unshare: string; readonly of: PersonHash }
  | { readonly restHome: PersonId }
  | { readonly note: Erasure }
  | { readonly destroyKey: RoundSecret; readonly round: RoundId }
)

const contentOf = ({ id, due, erases, payload }: Effect): Expected => {
  const common = { id, due, ...(erases ? { erases } : {}) }
  switch (payload.do) {
    case 'tell':
      return { ...common, tell: payload.event }
    case 'post':
      return { ...common, post: payload.card, to: payload.to, ...(payload.quiet ? { quiet: payload.quiet } : {}) }
    case 'edit':
      return { ...common, edit: payload.card, message: payload.message }
    case 'share':
      return { ...common, share: payload.file, to: payload.to }
    case 'unshare':
      return { ...common, unshare: payload.file, of: payload.of }
    case 'restHome':
      return { ...common, restHome: payload.person }
    case 'note':
      return { ...common, note: payload.erasure }
    case 'destroyKey':
      return { ...common, destroyKey: payload.secret, round: payload.round }
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** In any order, since each is delivered on its own; twice the same id would be a replacement. */
const expectEffects = (effects: readonly Effect[], expected: readonly Expected[]): void => {
  expect(effects.map(contentOf).toSorted(byId)).toEqual(expected.toSorted(byId))
  expect(new Set(effects.map(({ id }) => id)).size).toBe(effects.length)
  for (const { timing, payload } of effects) expect(timing).toBe(payload.do === 'edit' ? 'edit' : 'date')
}

const show = <S>(decision: Decision<S>): string => JSON.stringify(decision)

const changeOf = (before: object | undefined, after: object): unknown => {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after))]
  const keys = [...new Set([...was.keys(), ...is.keys()])]
  const changed = keys.filter((key) => was.has(key) !== is.has(key) || !isDeepStrictEqual(was.get(key), is.get(key)))
  return Object.fromEntries(changed.map((key) => [key, is.get(key)]))
}

/** Given a state and what happened since, when something happens, then exactly this changes and this will be done. */
export const deciderSpecification = <S extends object, E extends { readonly type: string }>(
  decide: (state: S | undefined, event: E, now: Instant) => Decision<S>,
) => {
  const evolve = (state: S | undefined, event: E): S | undefined => {
    const decision = decide(state, event, NOW)
    if (decision.kind !== 'decided') throw new Error(`given ${event.type}, which is ${decision.kind}`)
    return decision.state === FORGOTTEN ? undefined : decision.state
  }
  const then = (before: S | undefined, decision: Decision<S>) => ({
    /** @param change the fields that differ, `undefined` where one is gone; all of them for what is new */
    thenChanged: (change: Change<S>, ...effects: readonly Expected[]): void => {
      if (decision.kind !== 'decided' || decision.state === FORGOTTEN) throw new Error(`no change: ${show(decision)}`)
      expect(changeOf(before, decision.state)).toStrictEqual(change)
      expectEffects(decision.effects, effects)
    },
    thenForgotten: (...effects: readonly Expected[]): void => {
      expect(decision).toMatchObject({ kind: 'decided', state: FORGOTTEN })
      expectEffects(decision.kind === 'decided' ? decision.effects : [], effects)
    },
    thenRefused: (why: Why): void => expect(decision).toEqual({ kind: 'refusal', why }),
    thenUnchanged: (): void => expect(decision).toEqual({ kind: 'unchanged' }),
    thenNotYet: (): void => expect(decision).toEqual({ kind: 'notYet' }),
  })
  return {
    given: (state: S | undefined, ...events: readonly E[]) => {
      const before = events.reduce(evolve, state)
      return { when: (event: E, now: Instant = NOW) => then(before, decide(before, event, now)) }
    },
    /** Ids stand unsealed in the store: they name nobody, and are the same for the same event, in whatever state. */
    expectSafeIds: (states: readonly (S | undefined)[], examples: OneOfEach<E>): void => {
      const events: readonly E[] = Object.values(examples)
      const idsOf = (state: S | undefined, event: E): string[] => {
        const decision = decide(state, event, NOW)
        return decision.kind === 'decided' ? decision.effects.map(({ id }) => id) : []
      }
      const ids = states.flatMap((state) => events.flatMap((event) => idsOf(state, event)))
      expect(ids).not.toEqual([])
      expect(ids.filter((id) => UNSAFE.test(id))).toEqual([])
      expect(states.flatMap((state) => events.flatMap((event) => idsOf(structuredClone(state), event)))).toEqual(ids)
    },
  }
}

/** A message without what only says for whom it is. */
export type Without<Message, Keys extends PropertyKey> = Message extends unknown ? Omit<Message, Keys> : never
