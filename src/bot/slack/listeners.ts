import type { App } from '@slack/bolt'
import type { Card } from '../../cards/card.ts'
import { slackMessage } from '../../cards/slack/render.ts'
import type { Platform } from '../../flows/ids.ts'
import { SECOND } from '../../kit/instant.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Installed, MessageSaid, Press } from '../ports/inbound.ts'
import type { Log } from '../ports/log.ts'
import { PlatformFailed } from '../ports/platform.ts'
import { slackGone, slackHomeOpened, slackMoved } from './events.ts'
import { slackCommand, slackMessageSaid, slackPress, slackShortcut, slackSubmit } from './inbound.ts'
import type { SlackPort } from './outbound.ts'
import { replyShower, slowReply, slowWindow, windowReply } from './reply.ts'
import type { Respond } from './responseUrl.ts'
import { NotOurs } from './route.ts'
import { slackSurface, slackWindow } from './surface.ts'
import type { Workspaces } from './workspaces.ts'

/** What the Slack door hands what comes in to. */
export interface SlackHandlers {
  readonly press: (press: Press) => Promise<Reply>
  readonly hear: (said: MessageSaid) => Promise<void>
  readonly install: (installed: Installed) => Promise<void>
}

/** What is said where no flow speaks: the bot isn't there yet, or is slow. */
export interface SlackCards {
  readonly notHere: Card
  readonly waiting: Card
}

const ANY = /^/

interface Listening {
  readonly attached: () => SlackHandlers
  readonly heardFrom: (context: Readonly<Record<string, unknown>>) => Platform
  readonly port: SlackPort
  readonly respond: Respond
  readonly cards: SlackCards
  readonly workspaces: Workspaces
  readonly log: Log
}

/** Nothing to show any more is no fault of ours: it is said in the log, and the next press shows how things stand. */
const shown = async (log: Log, showing: Promise<void>): Promise<void> => {
  try {
    await showing
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    log.effect({ effect: 'answer', outcome: `platform ${error.status}`, attempts: 1 })
  }
}

/** Typed in a channel the bot isn't in, nobody would hear an answer. Whether it is there isn't always told: then it tries. */
const canSpeak = async (port: SlackPort, { platform, place }: MessageSaid): Promise<boolean> => {
  if (place.in !== 'channel') return true
  try {
    return await port.isIn(platform, place.conversation)
  } catch (error) {
    if (!(error instanceof PlatformFailed)) throw error
    return true
  }
}

/** Less than what Slack waits for, and than what the door does: a window that hears nothing would close. */
const WINDOW_WAITS = SECOND

const inTime = async <Told>(telling: Promise<Told>): Promise<Told | undefined> => {
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, WINDOW_WAITS, undefined)
  try {
    return await Promise.race([telling, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Ties each thing Slack can bring to what the bot does with it; Bolt tells them apart. */
export const addListeners = (
  app: App,
  { attached, heardFrom, port, respond, cards, workspaces, log }: Listening,
): void => {
  const show = replyShower(port, respond)

  const hearing = async (platform: Platform, body: unknown): Promise<void> => {
    const said = slackMessageSaid(platform, body)
    if (said) await attached().hear(said)
  }
  const moving = async (platform: Platform, body: unknown): Promise<void> => {
    const moved = slackMoved(platform, body)
    if (moved) await attached().install(moved)
  }
  const leaving = async (platform: Platform, body: unknown): Promise<void> => {
    const gone = slackGone(platform, body)
    if (!gone) return
    await workspaces.forget(gone.platform.tenant)
    await attached().install(gone)
  }

  app.action(ANY, async ({ ack, body, context }) => {
    const press = slackPress(heardFrom(context), body)
    const surface = slackSurface(body)
    if (!press || !surface) throw new NotOurs('not a button of this bot')
    const answer = await attached().press({ ...press, opensForms: true })
    await ack()
    await shown(log, show(press, surface, answer))
  })

  app.view(ANY, async ({ ack, body, context }) => {
    const press = slackSubmit(heardFrom(context), body)
    const window = slackWindow(body)
    if (!press || !window) throw new NotOurs('not a window of this bot')
    const answering = attached().press({ ...press, opensForms: true })
    const answer = await inTime(answering)
    if (answer) return ack(windowReply(answer, window.fields))
    await ack(slowWindow(cards.waiting, press))
    await shown(log, slowReply(port, press, await answering))
  })

  app.command(ANY, async ({ ack, body, context }) => {
    const said = slackCommand(heardFrom(context), body)
    if (!said) throw new NotOurs('not a command of this bot')
    // Not known in time: then it tries.
    if ((await inTime(canSpeak(port, said))) === false)
      return ack({ response_type: 'ephemeral', ...slackMessage(cards.notHere) })
    await attached().hear(said)
    await ack()
  })

  app.shortcut(ANY, async ({ ack, body, context }) => {
    const said = slackShortcut(heardFrom(context), body)
    if (!said) throw new NotOurs('not a shortcut of this bot')
    await attached().hear(said)
    await ack()
  })

  const onEvent = {
    app_mention: hearing,
    message: hearing,
    app_home_opened: async (platform: Platform, body: unknown) => {
      const press = slackHomeOpened(platform, body)
      if (press) await shown(log, show(press, { on: 'page' }, await attached().press(press)))
    },
    member_joined_channel: moving,
    channel_left: moving,
    group_left: moving,
    app_uninstalled: leaving,
    tokens_revoked: leaving,
  }
  const hears = new Map<string, (platform: Platform, body: unknown) => Promise<void>>(Object.entries(onEvent))
  app.event(ANY, async ({ event, body, context }) => hears.get(event.type)?.(heardFrom(context), body))
}
