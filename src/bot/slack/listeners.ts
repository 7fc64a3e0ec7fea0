import { z } from 'zod'
import type { Card } from '../../cards/card.ts'
import { slackMessage } from '../../cards/slack/render.ts'
import type { Platform } from '../../flows/ids.ts'
import { SECOND } from '../../kit/calendar/instant.ts'
import type { Handlers } from '../ports/handlers.ts'
import type { InboundMessage, Press } from '../ports/inbound.ts'
import type { Log } from '../ports/log.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { slackChanged, slackGone, slackHomeOpened, slackMoved } from './events.ts'
import type { Homes } from './homes.ts'
import { slackCommand, slackInboundMessage, slackPress, slackShortcut, slackSubmit } from './inbound.ts'
import type { SlackPort } from './outbound.ts'
import { NotOurs, type Process, type Signed } from './receive.ts'
import { replyShower, slowReply, slowWindow, windowReply } from './reply.ts'
import type { Respond } from './responseUrl.ts'
import { slackSurface, slackWindow } from './surface.ts'
import type { Workspaces } from './workspaces.ts'

/** Cards for when no flow can answer: the bot isn't in the channel, or is slow. */
export interface SlackCards {
  readonly notHere: Card
  readonly waiting: Card
}

interface ListenerDeps {
  readonly attached: () => Pick<Handlers, 'press' | 'message' | 'install' | 'changed'>
  readonly port: SlackPort
  readonly homes: Homes
  readonly respond: Respond
  readonly cards: SlackCards
  readonly workspaces: Workspaces
  readonly log: Log
}

/** Acknowledges a request, with what is said there. */
type Ack = Parameters<Process>[1]
/** Handles what Slack posted, and acknowledges it once it may be. */
type Listener = (platform: Platform, payload: unknown, ack: Ack) => Promise<void>

/** By which the kinds of requests are told apart: https://docs.slack.dev/reference/interaction-payloads */
const interactionSchema = z.object({ type: z.string() })
const eventSchema = z.object({ event: z.object({ type: z.string() }) })
const commandSchema = z.object({ command: z.string().min(1) })

/** A reply that can't be shown any more is no fault of ours: it is logged, and the next press shows how things stand. */
const logNotShown = async (log: Log, showing: Promise<void>): Promise<void> => {
  try {
    await showing
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    log.effect({ effect: 'answer', outcome: `platform ${error.status}`, attempts: 1 })
  }
}

/** In a channel the bot isn't in, it can't reply. When Slack can't say whether it is, it tries. */
const canReply = async (port: SlackPort, { platform, place }: InboundMessage): Promise<boolean> => {
  if (place.in !== 'channel') return true
  try {
    return await port.isIn(platform, place.conversation)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return true
  }
}

/** Milliseconds, less than ACKNOWLEDGED_WITHIN: a window that gets an empty acknowledgment closes. */
const WINDOW_WAITS = SECOND

const inTime = async <Value>(coming: Promise<Value>): Promise<Value | undefined> => {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, WINDOW_WAITS, undefined)
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A listener per kind of request Slack sends. @returns how each is handled; what no listener takes is none of ours */
export const slackListeners = ({
  attached,
  port,
  homes,
  respond,
  cards,
  workspaces,
  log,
}: ListenerDeps): Readonly<Record<Signed['kind'], Listener>> => {
  const show = replyShower(port, homes, respond)

  /** Opened and not pressed: what can't be shown on the page has nowhere else to go. */
  const showOpened = async (press: Press): Promise<void> => {
    const reply = await attached().press(press)
    if (reply.outcome === 'ok') await homes.show(press, reply.card)
  }
  const onMessage = async (platform: Platform, body: unknown): Promise<void> => {
    const message = slackInboundMessage(platform, body)
    if (!message) return
    await attached().message(message)
    homes.touch(platform, message.actor)
  }
  const onMoved = async (platform: Platform, body: unknown): Promise<void> => {
    const moved = slackMoved(platform, body)
    if (moved) await attached().install(moved)
  }
  const onChanged = async (platform: Platform, body: unknown): Promise<void> => {
    const change = slackChanged(platform, body)
    if (!change) return
    await attached().changed(change)
    if (change.what === 'left') homes.touch(platform, change.person, 'elsewhere')
  }
  const onUninstalled = async (platform: Platform, body: unknown): Promise<void> => {
    const gone = slackGone(platform, body)
    if (!gone) return
    if (await workspaces.forget(gone.platform.tenant, gone.at)) await attached().install(gone)
  }

  const onPress: Listener = async (platform, payload, ack) => {
    const press = slackPress(platform, payload)
    const surface = slackSurface(payload)
    if (!press || !surface) throw new NotOurs('not a button of this bot')
    const reply = await attached().press({ ...press, opensForms: true })
    ack()
    homes.touch(platform, press.actor)
    await logNotShown(log, show(press, surface, reply))
  }

  const onSubmit: Listener = async (platform, payload, ack) => {
    const press = slackSubmit(platform, payload)
    const window = slackWindow(payload)
    if (!press || !window) throw new NotOurs('not a window of this bot')
    const replying = attached().press({ ...press, opensForms: true })
    const reply = await inTime(replying)
    homes.touch(platform, press.actor)
    if (reply) return ack(windowReply(reply, window.fields))
    ack(slowWindow(cards.waiting, press))
    await logNotShown(log, slowReply(port, press, await replying))
    homes.touch(platform, press.actor)
  }

  const onShortcut: Listener = async (platform, payload, ack) => {
    const message = slackShortcut(platform, payload)
    if (!message) throw new NotOurs('not a shortcut of this bot')
    await attached().message(message)
    ack()
  }

  const onInteraction = new Map<string, Listener>([
    ['block_actions', onPress],
    ['view_submission', onSubmit],
    // Left without being sent: nothing was said.
    ['view_closed', async (_platform, _payload, ack) => ack()],
    ['shortcut', onShortcut],
    ['message_action', onShortcut],
  ])

  const onCommand: Listener = async (platform, payload, ack) => {
    const message = slackCommand(platform, payload)
    if (!message) throw new NotOurs('not a command of this bot')
    // When that isn't known in time, it tries.
    if ((await inTime(canReply(port, message))) === false)
      return ack({ response_type: 'ephemeral', ...slackMessage(cards.notHere) })
    await attached().message(message)
    ack()
  }

  const onEvent = {
    app_mention: onMessage,
    message: onMessage,
    app_home_opened: async (platform: Platform, body: unknown) => {
      const press = slackHomeOpened(platform, body)
      if (press) await logNotShown(log, showOpened(press))
    },
    member_joined_channel: onMoved,
    channel_left: onMoved,
    group_left: onMoved,
    channel_archive: onChanged,
    channel_deleted: onChanged,
    channel_id_changed: onChanged,
    channel_unarchive: onChanged,
    group_archive: onChanged,
    group_deleted: onChanged,
    group_unarchive: onChanged,
    member_left_channel: onChanged,
    user_change: onChanged,
    app_uninstalled: onUninstalled,
    tokens_revoked: onUninstalled,
  }
  const listeners = new Map<string, (platform: Platform, body: unknown) => Promise<void>>(Object.entries(onEvent))
  return {
    interaction: async (platform, payload, ack) => {
      const listener = onInteraction.get(interactionSchema.safeParse(payload).data?.type ?? '')
      if (!listener) throw new NotOurs('nothing of this bot')
      await listener(platform, payload, ack)
    },
    command: async (platform, payload, ack) => {
      if (!commandSchema.safeParse(payload).success) throw new NotOurs('nothing of this bot')
      await onCommand(platform, payload, ack)
    },
    // Slack may send other events than we listen to. One is acknowledged when it is saved, which is when it was handled.
    event: async (platform, payload) => {
      await listeners.get(eventSchema.safeParse(payload).data?.event.type ?? '')?.(platform, payload)
    },
  }
}
