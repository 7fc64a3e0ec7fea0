import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputsOf, pressablesOf, textsOf } from '../../src/practice/cardReading.ts'
import { valuesOf } from '../../src/practice/slack/fields.ts'
import { APP_ID, type Message, seenBy, TEAM, type World } from '../../src/practice/world.ts'
import { playedBy, practiceTeam, type Team } from '../practiceTeam.ts'
import { at, SIX } from '../stages.ts'

/**
 * What clients and services send, field by field, as their makers document it; only the ids are the practice team's. Each is sent
 * to a running bot as it stands: what isn't meant for it may not trouble it.
 */
interface Recorded {
  readonly name: string
  readonly source: string
  readonly sent: object
  /** Slack's slash commands come as a form. */
  readonly command?: true
  /** Whose button, and on what. */
  readonly press?: { readonly person: string; readonly label: string; readonly in: string }
  readonly stage?: 'started' | 'result'
  /** What an invoke that the bot doesn't know is answered with; else 200. */
  readonly status?: number
  /** What it comes to; `kept`: something is stored; `elsewhere`: tests of its own say; ignored where it isn't given. */
  readonly heard?: 'kept' | 'elsewhere' | { readonly in: string; readonly says: string } | { readonly answered: string }
}

const recordedOn = (platform: World['platform']): Recorded[] => {
  const folder = join(import.meta.dirname, platform)
  return readdirSync(folder).flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded[])
}

/** Puts the practice team's ids into the places of those in the recording. */
const filledIn = (node: unknown, values: Readonly<Record<string, unknown>>): unknown => {
  if (typeof node === 'string') {
    const whole = /^\{\{([^{}]+)\}\}$/.exec(node)?.[1]
    if (whole !== undefined) return known(values, whole)
    return node.replace(/\{\{([^{}]+)\}\}/g, (_, name: string) => String(known(values, name)))
  }
  if (Array.isArray(node)) return node.map((one) => filledIn(one, values))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filledIn(value, values)]))
}
const known = (values: Readonly<Record<string, unknown>>, name: string): unknown => {
  if (!(name in values)) throw new Error(`nothing is known as {{${name}}}`)
  return values[name]
}

const idsOf = ({ room }: Team): Record<string, unknown> => {
  const { ids, people, platform } = room.world
  const ofPeople = [...people.map(({ id }) => id), 'karim'].flatMap((id) => [
    [`user:${id}`, ids.person(id)],
    [`alias:${id}`, ids.alias(id)],
    [`chat:${id}`, ids.chat(id)],
    ...(platform === 'slack' ? [[`trigger:${id}`, room.slack().tickets.trigger(id)]] : []),
  ])
  const ofSlack = platform === 'slack' ? { app: room.slack().accounts.app.id, bot: room.slack().accounts.botUser } : {}
  return {
    ...{ tenant: ids.tenant, channel: ids.channel, team: TEAM, bot: APP_ID, service: `${room.address}/` },
    ...{ event: room.client.nextEvent(), seconds: 4_000_000_000, shortcut: 'open' },
    ...ofSlack,
    ...Object.fromEntries(ofPeople),
  }
}

/** The button as it stands on her card, and the message it stands on. */
const pressOf = async (team: Team, { person, label, in: where }: NonNullable<Recorded['press']>) => {
  const { room } = team
  if (where === 'window') await team.privately(person).pressesIn(team.channel.newest(), 'Quickscan starten')
  if (where.startsWith('page:')) await room.slack().client.opensPage(person)
  const place = where === 'window' ? `private:${person}` : where
  const labelled = (message: Message) =>
    pressablesOf(seenBy(message, person) ?? {}).find((one) => label === '{{first}}' || one.label === label)
  const message = room.world.messages.findLast((one) => one.place === place && labelled(one))
  const button = message && labelled(message)
  if (!message || !button) throw new Error(`no ${label} in ${place}`)
  const card = seenBy(message, person) ?? {}
  const { verb, data } = button
  const ofSlack =
    room.world.platform === 'slack'
      ? {
          response: `${room.address}/actions/${room.slack().tickets.response({ message, person, own: false })}`,
          values: valuesOf(card, inputsOf(card)),
        }
      : {}
  return { message: message.id, verb, data, value: JSON.stringify(data), submitted: { ...data, verb }, ...ofSlack }
}

const formOf = (fields: object): string => new URLSearchParams(fields as Record<string, string>).toString()

const deliver = async (team: Team, { sent, command }: Recorded, values: Readonly<Record<string, unknown>>) => {
  const whole = filledIn(sent, values) as object
  if (team.room.world.platform === 'teams') return team.room.client.deliver(whole)
  const { client } = team.room.slack()
  if (command) return client.knock({ type: 'form', text: formOf(whole) })
  if ('event' in whole || 'challenge' in whole || 'minute_rate_limited' in whole) return client.deliver(whole)
  return client.knock({ type: 'form', text: formOf({ payload: JSON.stringify(whole) }) })
}

const readIn = ({ room }: Team, place: string): string =>
  textsOf(room.world.messages.findLast((one) => one.place === place)?.card ?? {}).join('\n')

const everything = ({ room }: Team): string =>
  JSON.stringify(room.world.messages.map(({ id, card, edits }) => [id, edits, card]))

const stageOf = (platform: World['platform'], { stage = 'started', press }: Recorded): Promise<Team> =>
  press?.in === 'window' ? practiceTeam(SIX, { platform }) : at(stage).open(platform)

describe.each(['teams', 'slack'] as const)('what %s sends', (platform) => {
  const recorded = recordedOn(platform)

  it('is recorded under names of its own, each with where it was taken from', () => {
    expect(new Set(recorded.map(({ name }) => name)).size).toBe(recorded.length)
    expect(
      recorded.filter(
        ({ source }) =>
          !/^(https:\/\/(docs\.slack\.dev|learn\.microsoft\.com|github\.com\/slackapi)\/|npm run realclient )/.test(
            source,
          ),
      ),
    ).toEqual([])
  })

  it.each(recorded.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const team = await stageOf(platform, one)
    await playedBy(team, async () => {
      if (one.press?.in === 'window') await team.privately('Lotte').says('channel', 'start')
      const press = one.press && (await pressOf(team, one.press))
      await team.settled()
      const before = { said: everything(team), writes: team.running.storeCalls().writes }
      const began = performance.now()
      const { status, body } = await deliver(team, one, { ...idsOf(team), ...press })
      expect(status, JSON.stringify(body)).toBe(one.status ?? 200)
      expect(performance.now() - began).toBeLessThan(platform === 'slack' ? 3000 : 10_000)
      await team.settled()
      const { heard } = one
      if (heard === undefined) {
        expect(everything(team)).toBe(before.said)
        expect(team.running.storeCalls().writes).toBe(before.writes)
      } else if (heard === 'kept') expect(team.running.storeCalls().writes).toBeGreaterThan(before.writes)
      else if (heard !== 'elsewhere' && 'answered' in heard) expect(JSON.stringify(body)).toContain(heard.answered)
      else if (heard !== 'elsewhere') {
        expect(readIn(team, heard.in)).toContain(heard.says)
        expect(everything(team)).not.toBe(before.said)
      }
      expect(team.log.filter(({ kind }) => kind === 'refused' || kind === 'fault')).toEqual([])
    })
  })
})
