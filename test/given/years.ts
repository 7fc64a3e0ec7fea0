import { channelHash, type Deps, personHash, sheetHash } from '../../src/bot/context.ts'
import { deliver } from '../../src/bot/outbox/deliver.ts'
import { dailySweep } from '../../src/bot/outbox/sweep.ts'
import { erasePerson } from '../../src/bot/people/erasePerson.ts'
import { updatePerson } from '../../src/bot/people/people.ts'
import { addToPlan } from '../../src/bot/plan/teamPlan.ts'
import { PlatformFailed, type PlatformPort } from '../../src/bot/ports/platform.ts'
import { roundOf } from '../../src/bot/stateOf.ts'
import { transact } from '../../src/bot/transact.ts'
import { noted } from '../../src/flows/action/changes.ts'
import { type ActionEvent, decideAction } from '../../src/flows/action/decideAction.ts'
import { decideBallot } from '../../src/flows/ballot/decideBallot.ts'
import { type ChannelEvent, decideChannel } from '../../src/flows/channel/channel.ts'
import { decided, UNCHANGED } from '../../src/flows/decision.ts'
import { send } from '../../src/flows/effect.ts'
import type { ActionId, PersonId, Platform, RoundId } from '../../src/flows/ids.ts'
import { actionKey, ballotKey, channelKey, roundKey, sheetKey } from '../../src/flows/keys.ts'
import { decideRound, type RoundEvent } from '../../src/flows/round/decideRound.ts'
import { decideSheet, type SheetEvent } from '../../src/flows/sheet/decideSheet.ts'
import { DAY, type Instant, MINUTE, SECOND } from '../../src/kit/calendar/instant.ts'
import type { ActionFields } from '../../src/kit/plan.ts'
import { keyedHash } from '../../src/store/encryption.ts'
import { voice, voices } from '../voice.ts'
import { FIELDS } from './actionWith.ts'
import { memoryRows, memoryStore } from './memoryStore.ts'
import { DRAFT } from './roundWith.ts'

const PLATFORM: Platform = { name: 'teams', tenant: 't', serviceUrl: 'https://service' }
export const CHANNEL = '19:team'
export const PEOPLE: readonly PersonId[] = ['29:lotte', '29:ada', '29:ben', '29:cas']
const here = { platform: PLATFORM, channel: CHANNEL } as const

/** The bot itself, without HTTP: rounds, plans and people of one channel over years, in which a platform does what is asked. */
export const years = (begun: Instant) => {
  const store = memoryStore()
  const hash = keyedHash(Buffer.alloc(32, 7))
  let now = begun
  let count = 0
  let installed = true
  let round: RoundId | undefined
  const actions: ActionId[] = []
  const posted: string[] = []
  const inChannel = <T>(result: T): T => {
    if (!installed) throw new PlatformFailed(403)
    return result
  }
  const userOf = (id: PersonId) => ({ id, alias: `${id}@org`, name: id, guest: false })
  const ref = (conversation: string) => ({ platform: PLATFORM, conversation, message: `m${++count}` })
  const platform: PlatformPort = {
    post: async (_platform, conversation) => {
      posted.push(conversation)
      return conversation === CHANNEL ? inChannel(ref(conversation)) : ref(conversation)
    },
    edit: async ({ conversation }) => (conversation === CHANNEL ? inChannel(undefined) : undefined),
    share: async (_platform, conversation) => {
      posted.push(conversation)
      return undefined
    },
    unshare: async () => undefined,
    showHome: async () => undefined,
    openChat: async (_platform, person) => `chat of ${person}`,
    roster: async () => inChannel(PEOPLE.map(userOf)),
    person: async (_platform, _conversation, person) => userOf(person),
    find: async (_platform, alias) => userOf(alias),
  }
  const deps: Deps = {
    ...{ store, hash, voices, voice, platform },
    erasureLog: undefined,
    roundKeys: { destroy: async () => undefined },
    whole: memoryRows(store),
    names: async () => () => 'een collega',
    publicUrl: () => undefined,
    links: { issue: () => '', read: () => undefined },
    controller: {},
    fonts: [],
    floor: 5,
    wake: () => undefined,
    now: () => now,
  }
  const sweep = dailySweep(deps)
  const team = channelHash(hash, PLATFORM, CHANNEL)
  const sheetOf = (person: PersonId) => sheetHash(hash, PLATFORM, person)
  const inRound = async (event: RoundEvent) =>
    round === undefined ? undefined : transact(deps, roundKey(round), (known) => decideRound(known, event, now))
  const toChannel = (event: ChannelEvent) =>
    transact(deps, channelKey(team), (known) => decideChannel(here, known, event, now))
  const toSheet = async (person: PersonId, event: SheetEvent) =>
    round === undefined
      ? undefined
      : transact(deps, sheetKey(round, sheetOf(person)), (sheet) =>
          sheet ? decideSheet(voice.kit, sheet, event, now) : UNCHANGED,
        )

  const deliverDue = async (): Promise<void> => {
    for (;;) {
      const claimed = await store.claim(now, 30 * SECOND, 50)
      if (claimed.length === 0) return
      for (const one of claimed) {
        try {
          const outcome = await deliver(deps, one)
          if (outcome === 'delivered' || outcome === 'unreachable') await store.acknowledge(one)
          else if (outcome === 'notYet') await store.reschedule(one, now + MINUTE, 'not yet')
          else if ('quietUntil' in outcome) await store.reschedule(one, outcome.quietUntil, 'quiet')
          else if ('openUntil' in outcome) await store.reschedule(one, outcome.openUntil, 'open form')
          else await store.reschedule(one, outcome.closedUntil, 'closed channel')
        } catch (error) {
          if (!(error instanceof PlatformFailed)) throw error
          await store.deadLetter(one, `platform ${error.status}`)
        }
      }
    }
  }

  return {
    store,
    deps,
    /** The conversations in which something was posted, each time. */
    posted,
    now: () => now,
    sheetOf,
    personKeyOf: (person: PersonId) => personHash(hash, PLATFORM, person),
    channelKeyOf: () => channelKey(team),
    /** Time goes on, and everything that is due is done on its moment. */
    async until(moment: Instant): Promise<void> {
      await deliverDue()
      for (;;) {
        const next = Math.max(now, (await store.nextDue()) ?? moment)
        if (next >= moment) break
        now = next
        await deliverDue()
        await sweep()
      }
      now = moment
      await deliverDue()
      await sweep()
    },
    async starts(coordinator: PersonId): Promise<void> {
      const id = `r${++count}`
      const members = PEOPLE.map((person) => ({ person, sheet: sheetOf(person) }))
      const check = { unreachable: [], guests: [], outside: [], readers: 0 }
      const draft = { ...DRAFT, ...here, id, coordinators: [coordinator], members, closesAt: now + 14 * DAY, check }
      await transact(deps, roundKey(id), (known) => decideRound(known, { type: 'drafted', draft }, now))
      const done = await toChannel({ type: 'startAsked', round: id, language: 'nl' })
      if (done.kind === 'saved') round = id
    },
    toSheet,
    inRound,
    round: () => round,
    roundNow: async () => (round === undefined ? undefined : roundOf(deps, round)),
    coordinator: async () => (round === undefined ? undefined : (await roundOf(deps, round))?.coordinators[0]),
    async stars(person: PersonId): Promise<void> {
      if (round === undefined) return
      const given = { stars: { '1': 5 as const, '2': 3 as const }, reasons: {} }
      await transact(deps, ballotKey(round, sheetOf(person)), (ballot) =>
        ballot ? decideBallot(ballot, { type: 'cast', given }, now) : UNCHANGED,
      )
    },
    actions,
    async writes(by: PersonId, owners: readonly PersonId[], fields: Partial<ActionFields>): Promise<void> {
      if (round === undefined || !installed || !(await roundOf(deps, round))) return
      const action = `a${++count}`
      const place = { id: action, round, ...here, zone: 'Europe/Brussels', language: 'nl', coordinator: by } as const
      await addToPlan(deps, { ...here, action })
      const event = { type: 'saved', ...place, owners, fields: { ...FIELDS, ...fields }, by } as const
      await transact(deps, actionKey(action), (before) => noted(decideAction(before, event, now), 'written', by, now))
      await inRound({ type: 'actionSaved', action })
      actions.push(action)
    },
    toAction: (action: ActionId, event: ActionEvent) =>
      transact(deps, actionKey(action), (known) => (known ? decideAction(known, event, now) : UNCHANGED)),
    async speaks(person: PersonId): Promise<void> {
      const answer = { screen: 'help', platform: PLATFORM, person } as const
      const event = `e${++count}`
      await updatePerson(deps, PLATFORM, person, {
        ...{ type: 'spoke', chat: `chat of ${person}`, event, platform: PLATFORM, person, answer },
      })
    },
    async follows(person: PersonId): Promise<void> {
      const event = { event: `e${++count}`, subscription: `s${count}`, platform: PLATFORM, person }
      await updatePerson(deps, PLATFORM, person, { type: 'calendarSubscribed', ...event })
    },
    erases: (person: PersonId) => erasePerson(deps, PLATFORM, person),
    async says(): Promise<void> {
      installed = true
      await toChannel({ type: 'mentioned', event: `e${++count}`, wish: { show: 'status' } })
    },
    /** As if an earlier version had saved all that there is, which gave nobody a term; then this one is started on it. */
    async upgrades(): Promise<void> {
      for (const [key, text] of [...store.states]) {
        const { since: _, used: __, ...before } = JSON.parse(text)
        if (/^(person|team)\//.test(key)) (store.states as Map<string, string>).set(key, JSON.stringify(before))
      }
      for (const id of [...store.effects.keys()])
        if (/^(personForgotten|listsChecked|channelForgotten)\//.test(id))
          (store.effects as Map<string, unknown>).delete(id)
      await dailySweep(deps)()
    },
    async uninstalls(): Promise<void> {
      installed = false
      await transact(deps, channelKey(team), (known) =>
        known ? decided(known, send({ type: 'channelGone', ...here }, now, `channelGone/${team}`)) : UNCHANGED,
      )
    },
  }
}

/** See `years`. */
export type Years = ReturnType<typeof years>
