import { createHash, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { verbTable } from '../../../src/bot/verbs/table.ts'
import { chance } from '../../../src/practice/chance.ts'
import {
  commandText,
  eventText,
  interactionText,
  pressPayload,
  submitPayload,
} from '../../../src/practice/slack/payloads.ts'
import { signedHeaders } from '../../../src/practice/slack/post.ts'
import { APP_ID, SLACK_IDS, teamsId } from '../../../src/practice/world.ts'
import { keyRingEncryption } from '../../../src/store/encryption.ts'
import { openedIn } from '../../keptIn.ts'
import { carriedIn, practiceTeam, type Team } from '../../practiceTeam.ts'
import { activityOf, anyData, pressActivity } from '../../teamsActivity.ts'
import { kit } from '../../voice.ts'
import { anything, type Chance, garbled, mutated, pick } from './mutate.ts'

const SIX = ['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout']
/** In the same organisation, and in nothing else. */
const STRANGER = 'nobody'
/** All that belongs to a round; what a stranger says of herself may be kept, about herself. */
const OF_ROUNDS = /^(round|roster|sheet|tally|ballot|stars|action|workspace|secret)\//
const AT_ONCE = 16
/** As a header may have it. */
const printable = (text: string): string => text.replace(/[^\x21-\x7e]/g, '?')

export interface FuzzReport {
  readonly platform: 'teams' | 'slack'
  readonly seed: number
  readonly requests: number
  readonly statuses: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
}

interface Sent {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where its cards stand in the channel may change: whoever is there may ask how the round stands. */
const digestOf = (text: string): string => {
  const { progressCards: _, pastCards: __, ...rest } = JSON.parse(text).state
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex')
}

/** Everything of the round as it is now: nobody in the fuzzing may change any of it. */
const roundIn = async (team: Team, encryption: ReturnType<typeof keyRingEncryption>): Promise<Map<string, string>> => {
  const kept = [...(await openedIn(team, encryption))].filter(([place]) => OF_ROUNDS.test(place))
  return new Map(kept.map(([place, text]) => [place, digestOf(text)]))
}

/** The fields of any verb; a form's own for the channel not always. */
const data = (random: Chance, round: string): Record<string, unknown> => {
  const { channel, people, date, ...fields } = anyData(round, round)
  return { ...fields, ...(random() < 0.3 ? { channel, people, date } : {}) }
}

const verbs = [...verbTable(kit).values()]
const steering = verbs.filter(({ who }) => who === 'coordinator')

/** Who presses what: a stranger anything, a member what is the coordinator's alone. */
const pressed = (random: Chance): { person: string; verb: string } =>
  random() < 0.5
    ? { person: STRANGER, verb: pick(random, verbs).verb }
    : { person: 'samir', verb: pick(random, steering).verb }

const teamsRequests = (team: Team, random: Chance, round: string): (() => Sent) => {
  const { address } = team.room
  const token = team.room.authority().activityToken(APP_ID, address)
  let events = 0
  const activity = (): { person: string; value: Record<string, unknown> } => {
    events += 1
    const { person, verb } = pressed(random)
    const place = pick(random, ['channel', 'private'] as const)
    const speaker = { id: `fuzz-${events}`, address, person, place }
    const common = { ...activityOf(speaker), replyToId: 'm1' }
    const sent = data(random, round)
    const kind = random()
    if (kind < 0.6) return { person, value: { ...pressActivity(speaker, verb, sent), replyToId: 'm1' } }
    if (kind < 0.9) return { person, value: { ...common, type: 'message', value: { verb, ...sent } } }
    return { person: STRANGER, value: { ...common, from: { id: teamsId(STRANGER) }, type: 'message', text: 'hulp' } }
  }
  return () => {
    const { person, value } = activity()
    const changed = mutated(random, value)
    // Who it is of is what the platform vouches for: that alone isn't up to chance.
    if (typeof changed === 'object' && changed !== null && 'from' in changed) changed.from = { id: teamsId(person) }
    const kind = random()
    const text = kind < 0.15 ? garbled(random, JSON.stringify(value)) : JSON.stringify(changed ?? null)
    // Garbled, it may be of anyone: it comes without a good token.
    const shown = kind < 0.3 ? garbled(random, token) : token
    const headers: Record<string, string> = kind < 0.02 ? {} : { authorization: `Bearer ${printable(shown)}` }
    return { path: '/api/messages', headers: { 'content-type': 'application/json', ...headers }, body: text }
  }
}

const slackRequests = (team: Team, random: Chance, round: string): (() => Sent) => {
  const { app, botUser } = team.room.slack().accounts
  let events = 0
  const text = (): { type: 'form' | 'json'; body: string } => {
    events += 1
    const { person, verb } = pressed(random)
    const id = `fuzz${events}`
    const press = { verb, data: data(random, round), inputs: {} }
    const spot = {
      channel: pick(random, [SLACK_IDS.channel, SLACK_IDS.chat(person)]),
      message: '1.1',
      own: random() < 0.5,
      responseUrl: `${team.room.address}/actions/none`,
    }
    const kind = random()
    const whole = (payload: object): string => {
      // Who it is of stands last, over whatever chance made of it.
      const user = { id: SLACK_IDS.person(person), team_id: SLACK_IDS.tenant }
      const changed = mutated(random, payload)
      return interactionText(app, person, typeof changed === 'object' && changed !== null ? { ...changed, user } : {})
    }
    if (kind < 0.5) return { type: 'form', body: whole(pressPayload(spot, {}, press, id)) }
    if (kind < 0.75) {
      const window = { type: 'modal', callback_id: verb, private_metadata: JSON.stringify(press.data) }
      return { type: 'form', body: whole(submitPayload('V1', window, {}, id)) }
    }
    if (kind < 0.9)
      return {
        type: 'form',
        body: commandText(app, STRANGER, SLACK_IDS.channel, JSON.stringify(anything(random)) ?? '', id),
      }
    const event = mutated(random, {
      type: pick(random, ['app_mention', 'message', 'app_home_opened', 'member_joined_channel']),
      user: SLACK_IDS.person(STRANGER),
      channel: SLACK_IDS.chat(STRANGER),
      channel_type: 'im',
      text: 'hulp',
    })
    return { type: 'json', body: eventText(app, botUser, id, typeof event === 'object' && event !== null ? event : {}) }
  }
  return () => {
    const { type, body } = text()
    const kind = random()
    const secret = kind < 0.1 ? 'a guess' : app.signingSecret
    const headers = { ...signedHeaders({ text: body, type, at: Date.now() }, secret) }
    if (kind > 0.9) headers['x-slack-signature'] = printable(garbled(random, headers['x-slack-signature'] ?? ''))
    // Garbled after it was signed: nobody vouches for it.
    return { path: '/slack/events', headers, body: kind > 0.1 && kind < 0.2 ? garbled(random, body) : body }
  }
}

/** So many requests at one door, most of them wrong somewhere, none by anyone who may change the round that is on. */
export const fuzz = async (platform: 'teams' | 'slack', requests: number, seed: number): Promise<FuzzReport> => {
  const secret = randomBytes(32)
  const team = await practiceTeam(SIX, {
    platform,
    environment: {
      DATA_KEYS: `fuzz:${secret.toString('base64')}`,
      PRESSES_PER_PERSON: '1000000',
      PRESSES_PER_TENANT: '10000000',
    },
  })
  const encryption = keyRingEncryption([{ id: 'fuzz', secret }])
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const wrong: string[] = []
  const statuses: Record<string, number> = {}
  try {
    await team.starts('Online werken')
    await team.fillsIn('Samir', () => 'green')
    await team.later('PT10S')
    const random = chance(seed)
    const [card] = team.privately('Samir').messages()
    const round = carriedIn(card?.card, 'round')
    const before = await roundIn(team, encryption)
    const next = (platform === 'teams' ? teamsRequests : slackRequests)(team, random, round)
    const send = ({ path, headers, body }: Sent): Promise<number> =>
      new Promise((resolve) => {
        const sent = request(
          { agent, host: '127.0.0.1', port: team.running.port, method: 'POST', path, headers },
          (response) => {
            response.resume()
            response.on('end', () => resolve(response.statusCode ?? 0))
          },
        )
        sent.on('error', () => resolve(0))
        sent.setTimeout(20_000, () => sent.destroy())
        sent.end(body)
      })
    let made = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (made < requests) {
          made += 1
          const one = next()
          const status = await send(one)
          statuses[status] = (statuses[status] ?? 0) + 1
          if (status >= 500) wrong.push(`${status} for ${one.body.slice(0, 4000)}`)
        }
      }),
    )
    await team.settled()
    const alive = await fetch(`http://127.0.0.1:${team.running.port}/healthz`)
    if (alive.status !== 200) wrong.push('it no longer lives')
    const faults = team.log.filter(({ kind }) => kind === 'fault')
    if (faults.length > 0) wrong.push(`${faults.length} faults, such as ${JSON.stringify(faults[0])}`)
    const after = await roundIn(team, encryption)
    for (const [key, digest] of after) if (before.get(key) !== digest) wrong.push(`${key} was changed`)
    for (const key of before.keys()) if (!after.has(key)) wrong.push(`${key} is gone`)
    return { platform, seed, requests: made, statuses, wrong: wrong.slice(0, 20) }
  } finally {
    agent.destroy()
    await team.stop()
  }
}
