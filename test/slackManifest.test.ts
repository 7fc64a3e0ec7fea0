import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { INSTALL_PATH, REDIRECT_PATH } from '../src/bot/slack/install.ts'
import { BOT_SCOPES, EVENT_SCOPES, METHOD_SCOPES } from '../src/bot/slack/scopes.ts'
import { loadPhrases } from '../src/build/content.ts'
import { parseCommand } from '../src/kit/commands.ts'
import { runNode } from './nodeProcess.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const https = z.url({ protocol: /^https$/ })
const words = (most: number) => z.string().min(1).max(most)

/** The parts of Slack's own schema (2.0.0) that an app of this kind uses, with its limits. */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: words(35),
    description: words(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: words(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: words(24),
          type: z.literal('global'),
          callback_id: words(255),
          description: words(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z]{1,31}$/),
          url: https,
          description: words(2000),
          usage_hint: words(1000),
          should_escape: z.boolean(),
        }),
      )
      .length(1),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(https).length(1),
    scopes: z.strictObject({ bot: z.array(words(100)) }),
  }),
  settings: z.strictObject({
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: https }),
    event_subscriptions: z.strictObject({ request_url: https, bot_events: z.array(words(50)) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
})

describe('the Slack manifest', () => {
  const manifest = schema.parse(load(read('manifest/slack/manifest.yaml')))
  const { features, oauth_config: oauth, settings } = manifest
  const found = (path: string, pattern: RegExp): string[] =>
    [...new Set([...read(path).matchAll(pattern)].flatMap(([, name = '']) => name.split('|')))].toSorted()

  it('asks for exactly the scopes that what the code calls and hears needs', () => {
    expect(oauth.scopes.bot.toSorted()).toEqual(BOT_SCOPES)
  })

  it('has for every method the code calls what Slack wants for it, and for none besides', () => {
    const called = found('src/bot/slack/outbound.ts', /, '([a-z]+\.\w+)', /g)
    const asked = found('src/bot/slack/people.ts', /\('([a-z]+\.\w+)', /g)
    const watched = found('src/operating/tokenWatch.ts', /client\('([a-z]+\.\w+)', /g)
    expect([...called, ...asked, ...watched].toSorted()).toEqual(Object.keys(METHOD_SCOPES).toSorted())
  })

  it('subscribes to exactly the events the code listens to', () => {
    expect(settings.event_subscriptions.bot_events.toSorted()).toEqual(Object.keys(EVENT_SCOPES).toSorted())
    const heard = found(
      'src/bot/slack/listeners.ts',
      /^ {4}(\w+): (?:onMessage|onMoved|onChanged|onUninstalled|async \(platform: Platform)/gm,
    )
    expect(heard.map((name) => (name === 'message' ? 'message.im' : name)).toSorted()).toEqual(
      Object.keys(EVENT_SCOPES).toSorted(),
    )
  })

  it('offers shortcuts the bot understands, and one command', () => {
    const phrases = loadPhrases()
    expect(features.shortcuts.map(({ callback_id }) => parseCommand(phrases, callback_id)?.command)).toEqual([
      'open',
      'concern',
    ])
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/quickscan'])
  })

  it('leads to the routes the bot has', () => {
    const { pathname: events } = new URL(settings.event_subscriptions.request_url)
    const posts = [features.slash_commands[0]?.url, settings.interactivity.request_url].map(
      (url) => new URL(url ?? '').pathname,
    )
    expect(read('src/build/slack.ts')).toContain(`'POST ${events}'`)
    expect(posts).toEqual([events, events])
    expect(oauth.redirect_urls.map((url) => new URL(url).pathname)).toEqual([REDIRECT_PATH])
    expect(read('docs/install-slack.md')).toContain(INSTALL_PATH)
  })

  it('is printed for a domain of one’s own, and for no nonsense', () => {
    const print = (...args: string[]) => runNode(['bin/quickscan.mjs', 'manifest', 'slack', ...args])
    const { stdout, status } = print('--domain', 'quickscan.stad.be')
    expect(status).toBe(0)
    expect(stdout).not.toContain('example.org')
    const { request_url: url } = schema.parse(load(stdout)).settings.interactivity
    expect(url).toBe('https://quickscan.stad.be/slack/events')
    expect(print('--domain', 'https://stad.be/').status).toBe(2)
    expect(print().status).toBe(2)
  })

  it.each(['nl', 'en'])('is printed for a bot that has no address, in %s: the same, without one', (language) => {
    const print = (...args: string[]) =>
      runNode(['bin/quickscan.mjs', 'manifest', 'slack', '--language', language, ...args])
    const { stdout } = print('--socket')
    expect(stdout).not.toContain('https:')
    const socket = load(stdout) as typeof manifest
    expect(socket.settings.socket_mode_enabled).toBe(true)
    const https = schema.parse(load(print('--domain', 'stad.be').stdout))
    const { settings: own, features: shown, oauth_config: asked, display_information: said } = https
    expect(socket).toEqual({
      ...https,
      display_information: { ...said, long_description: socket.display_information.long_description },
      features: { ...shown, slash_commands: shown.slash_commands.map(({ url: _, ...command }) => command) },
      oauth_config: { scopes: asked.scopes },
      settings: {
        ...own,
        interactivity: { is_enabled: true },
        event_subscriptions: { bot_events: own.event_subscriptions.bot_events },
        socket_mode_enabled: true,
      },
    })
    expect(said.long_description).toContain(socket.display_information.long_description.trim())
    expect(socket.display_information.long_description.length).toBeGreaterThanOrEqual(175)
    expect(print('--socket', '--domain', 'stad.be').status).toBe(2)
  })

  it.each([
    ['en', /\b(een|het|je|privéchat|voor)\b/],
    ['fr', /\b(een|het|je|privéchat|voor|the|your|with)\b/],
  ] as const)('is printed in another language too, and its words alone differ: %s', (language, others) => {
    const print = (...args: string[]) =>
      runNode(['bin/quickscan.mjs', 'manifest', 'slack', '--domain', 'stad.be', ...args])
    const translated = schema.parse(load(print('--language', language).stdout))
    const dutch = schema.parse(
      load(read('manifest/slack/manifest.yaml').replaceAll('quickscan.example.org', 'stad.be')),
    )
    expect({ ...translated, display_information: 0, features: 0 }).toEqual({
      ...dutch,
      display_information: 0,
      features: 0,
    })
    expect(translated.display_information.description).not.toBe(dutch.display_information.description)
    expect(translated.display_information.long_description).toContain(`https://stad.be/privacy/${language}`)
    const { shortcuts, slash_commands: commands } = translated.features
    expect(shortcuts.map(({ callback_id }) => parseCommand(loadPhrases(), callback_id)?.command)).toEqual([
      'open',
      'concern',
    ])
    expect(commands.map(({ command, url }) => ({ command, url }))).toEqual(
      dutch.features.slash_commands.map(({ command, url }) => ({ command, url })),
    )
    expect(JSON.stringify(translated)).not.toMatch(others)
  })

  it('is printed in no language that we don’t have', () => {
    const print = (...args: string[]) =>
      runNode(['bin/quickscan.mjs', 'manifest', 'slack', '--domain', 'stad.be', ...args])
    expect(print('--language', 'xx').status).toBe(2)
  })
})
