import { APP_ID, CHANNEL, chatOf, TENANT, teamsId } from '../src/practice/world.ts'

/** Who speaks, where, of which organisation, and to whose practice room. */
export interface Speaker {
  readonly id: string
  /** Of the practice room, which stands in for the service. */
  readonly address: string
  readonly person: string
  readonly place: 'channel' | 'private'
  readonly tenant?: string
}

/** As the service words it, for what no client would send. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object */
export const activityOf = ({ id, address, person, place, tenant = TENANT }: Speaker) => ({
  id,
  channelId: 'msteams',
  serviceUrl: `${address}/`,
  from: { id: teamsId(person) },
  recipient: { id: APP_ID },
  conversation:
    place === 'channel'
      ? { id: CHANNEL, conversationType: 'channel', tenantId: tenant }
      : { id: chatOf(person), conversationType: 'personal', tenantId: tenant },
  channelData: { tenant: { id: tenant } },
})

export const pressActivity = (speaker: Speaker, verb: string, data: object) => ({
  ...activityOf(speaker),
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
})

/** Something valid for every field a verb may have. */
export const anyData = (round: string, action: string) => ({
  v: 1,
  round,
  action,
  due: '2026-12-04',
  element: '1.1',
  draft: '1.1',
  grade: 'red',
  block: '1',
  blocks: '1,2',
  text: 'ingebroken',
  reason: 'ingebroken',
  remark: 0,
  step: 0,
  time: '14:00',
  note: 'ingebroken',
  confirmed: true,
  channel: CHANNEL,
  title: 'Ingebroken',
  what: 'Ingebroken',
  outcome: 'done',
  people: teamsId('wout'),
  person: teamsId('wout'),
  until: 'tomorrow',
  date: '2027-01-15',
  'stars.1': '1',
})
