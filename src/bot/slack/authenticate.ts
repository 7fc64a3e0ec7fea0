import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Refusal, refused } from '../../http/refusal.ts'
import { MINUTE, SECOND } from '../../kit/calendar/instant.ts'
import { type Secret, secretsIn } from '../ports/secret.ts'

/**
 * The signature is checked over the bytes
 * as they came, before anything in them is read: https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export interface SlackAuthSettings {
  /** From the app's settings at Slack; whoever has it can speak as Slack. */
  readonly signingSecret: Secret
  /** Slack's id of this app: one signing secret belongs to one app, and a body that says otherwise is none of ours. */
  readonly appId: string
  /** Whether the app is installed in this workspace. */
  readonly knows: (workspace: string) => Promise<boolean>
}

/** Who may say something: the app, and the workspaces it is in. */
export type Guard = Omit<SlackAuthSettings, 'signingSecret'>

/** What a signed request brings; the payload is as it came. */
export type SlackBody =
  | { readonly kind: 'event' | 'interaction' | 'command'; readonly workspace: string; readonly payload: unknown }
  /** Slack asks whether this address is ours: it is said back. https://docs.slack.dev/reference/events/url_verification */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** Slack looks at our certificate, and wants nothing but a 200. */
  | { readonly kind: 'certificateCheck' }
  /** Slack sends no events for a while, because there were too many: https://docs.slack.dev/reference/events/app_rate_limited */
  | { readonly kind: 'heldBack' }

/** A request whose signature holds, with its body; or why it is refused. */
export type Authenticated = { readonly open: true; readonly body: SlackBody } | Refusal

/** A request older than this, or this far ahead of our clock, may be a replayed recording. */
export const SIGNATURE_WINDOW = 5 * MINUTE

const sameText = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The secret as a key: made once, since making it anew for each request costs six times the signature. */
const keys = new Map<string, KeyObject>()
const keyOf = (signingSecret: string): KeyObject => {
  const known = keys.get(signingSecret)
  if (known) return known
  const key = createSecretKey(signingSecret, 'utf8')
  keys.set(signingSecret, key)
  return key
}

/** @param timestamp in whole seconds, as the header says it */
export const slackSignature = (signingSecret: string, timestamp: string, body: Buffer): string =>
  `v0=${createHmac('sha256', keyOf(signingSecret)).update(`v0:${timestamp}:`).update(body).digest('hex')}`

/** What the headers claim; it is compared with the body once that is read. */
export interface Stamp {
  readonly open: true
  /** In whole seconds. */
  readonly timestamp: string
  readonly signature: string
  readonly type: string
}

/** Refuses by the headers alone, before the body is read. @param now real time in milliseconds, since signatures expire by it */
export const readStamp = (headers: Readonly<Record<string, string>>, now: number): Stamp | Refusal => {
  const timestamp = headers['x-slack-request-timestamp'] ?? ''
  const signature = headers['x-slack-signature'] ?? ''
  if (!/^\d{1,12}$/.test(timestamp)) return refused(401, 'no timestamp')
  const age = now - Number(timestamp) * SECOND
  if (age > SIGNATURE_WINDOW) return refused(401, 'timestamp too old')
  if (age < -SIGNATURE_WINDOW) return refused(401, 'timestamp in the future')
  if (!/^v0=[\da-f]{64}$/.test(signature)) return refused(401, 'bad signature')
  return { open: true, timestamp, signature, type: headers['content-type'] ?? '' }
}

const id = z.string().min(1).max(100)
/**
 * In a channel that two organisations share, an event, a press or a window names the workspace of whoever acts; the one that has the
 * app stands beside it: https://docs.slack.dev/apis/slack-connect/using-the-events-api-with-slack-connect
 */
const authorizations = z
  .array(z.object({ team_id: id.nullable().optional() }))
  .max(100)
  .default([])
const eventSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  context_team_id: id.nullable().optional(),
  api_app_id: id,
  authorizations,
})
const challengeSchema = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1000) })
const heldBackSchema = z.object({ type: z.literal('app_rate_limited'), team_id: id, api_app_id: id })
const interactionSchema = z.object({
  /** Null where a whole organisation installed the app: whoever acts still names hers. */
  team: z.object({ id }).nullable(),
  user: z.object({ team_id: id.optional() }).optional(),
  api_app_id: id,
  /** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
  view: z.object({ app_installed_team_id: id.nullable().optional() }).optional(),
  message: z.object({ team: id.optional() }).optional(),
})
const commandSchema = z.object({ team_id: id, api_app_id: id })

interface Ours {
  readonly app: string
  readonly body: Exclude<SlackBody, { readonly kind: 'challenge' | 'certificateCheck' | 'heldBack' }>
  /** Which workspaces it may belong to, the likeliest first: the first that has the app is the one. */
  readonly workspaces: readonly string[]
}

const named = (...ids: readonly (string | null | undefined)[]): readonly string[] =>
  ids.filter((one) => one !== undefined && one !== null)

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What Slack tells of a workspace, and what it asks of an address. */
const eventIn = (payload: unknown): Ours | SlackBody | undefined => {
  const challenge = challengeSchema.safeParse(payload)
  if (challenge.success) return { kind: 'challenge', challenge: challenge.data.challenge }
  if (heldBackSchema.safeParse(payload).success) return { kind: 'heldBack' }
  const event = eventSchema.safeParse(payload)
  if (!event.success) return undefined
  const { api_app_id: app, team_id: workspace, context_team_id, authorizations: given } = event.data
  const workspaces = named(...given.map(({ team_id }) => team_id), context_team_id, workspace)
  return { app, workspaces, body: { kind: 'event', workspace, payload } }
}

const interactionIn = (payload: unknown): Ours | undefined => {
  const interaction = interactionSchema.safeParse(payload)
  if (!interaction.success) return undefined
  const { api_app_id: app, team, user, view, message } = interaction.data
  // The bot's own message is of the workspace it was posted for, whoever presses in it.
  const workspaces = named(view?.app_installed_team_id, message?.team, team?.id, user?.team_id)
  return { app, workspaces, body: { kind: 'interaction', workspace: workspaces[0] ?? '', payload } }
}

const commandIn = (form: unknown): Ours | undefined => {
  const command = commandSchema.safeParse(form)
  if (!command.success) return undefined
  const { api_app_id: app, team_id: workspace } = command.data
  return { app, workspaces: [workspace], body: { kind: 'command', workspace, payload: form } }
}

const parseFormBody = (text: string): Ours | SlackBody | undefined => {
  const form = Object.fromEntries(new URLSearchParams(text))
  if (form.ssl_check === '1') return { kind: 'certificateCheck' }
  return form.payload === undefined ? commandIn(form) : interactionIn(json(form.payload))
}

const parseBody = (type: string, text: string): Ours | SlackBody | undefined => {
  if (/^application\/json\b/i.test(type)) return eventIn(json(text))
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return parseFormBody(text)
  return undefined
}

/** Checks app and workspace of what is known to be Slack's. */
const admit = async (settings: Guard, parsed: Ours | SlackBody | undefined): Promise<Authenticated> => {
  if (!parsed) return refused(400, 'not a request of Slack')
  if ('kind' in parsed) return { open: true, body: parsed }
  if (parsed.app !== settings.appId) return refused(403, 'foreign app')
  const workspace = await firstKnown(settings, parsed.workspaces)
  return workspace === undefined
    ? refused(403, 'foreign workspace')
    : { open: true, body: { ...parsed.body, workspace } }
}

/** Checks signature, app and workspace, in that order: nothing is read of a body whose signature doesn't hold. @param stamp of the same request */
export const authenticate = async (
  settings: SlackAuthSettings,
  { timestamp, signature, type }: Stamp,
  bytes: Buffer,
): Promise<Authenticated> => {
  const isSigned = secretsIn(settings.signingSecret).some((secret) =>
    sameText(signature, slackSignature(secret, timestamp, bytes)),
  )
  if (!isSigned) return refused(401, 'bad signature')
  return admit(settings, parseBody(type, bytes.toString('utf8')))
}

const inEnvelope = { events_api: eventIn, interactive: interactionIn, slash_commands: commandIn } as const

/**
 * What came through a socket that Slack opened for this app is Slack's, and needs no signature; app and workspace are checked all the same. A command
 * there may leave out which app it is of: https://docs.slack.dev/apis/events-api/using-socket-mode#command
 * @param type the envelope's
 */
export const authenticateEnvelope = async (settings: Guard, type: string, payload: unknown): Promise<Authenticated> => {
  const read = Object.entries(inEnvelope).find(([name]) => name === type)?.[1]
  const given =
    type === 'slash_commands' && typeof payload === 'object' ? { api_app_id: settings.appId, ...payload } : payload
  return admit(settings, read?.(given))
}

const firstKnown = async (
  { knows }: Pick<SlackAuthSettings, 'knows'>,
  workspaces: readonly string[],
): Promise<string | undefined> => {
  for (const workspace of workspaces) if (await knows(workspace)) return workspace
  return undefined
}
