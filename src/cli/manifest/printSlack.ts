import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'
import { EXIT, type Run, WrongUsage } from '../command.ts'
import { hostIn } from './host.ts'

const TEMPLATES = join(import.meta.dirname, '../../..', 'manifest/slack')

/** What the manifest is translated to, beside the Dutch it is written in. */
const TRANSLATED: Readonly<Record<string, string>> = { en: 'english.yaml', fr: 'french.yaml' }

const read = (name: string): string => readFileSync(join(TEMPLATES, name), 'utf8')

/** The first with what the second says in place of its own: field by field, and a list one by one. */
const over = (own: unknown, other: unknown): unknown => {
  if (other === undefined) return own
  if (Array.isArray(own) && Array.isArray(other)) return own.map((one, at) => over(one, other[at]))
  if (typeof own !== 'object' || own === null || typeof other !== 'object' || other === null) return other
  const said = other as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, over(value, said[key])]))
}

type Manifest = Record<string, Record<string, unknown>>

/**
 * For an app that has no address: Slack sends everything through the socket that the bot opens, and wants no address in its place.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
const inSockets = (manifest: Manifest): Manifest => {
  const { display_information: shown = {}, features = {}, oauth_config: oauth = {}, settings = {} } = manifest
  const without = (given: unknown, ...names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(Object.entries(given as object).filter(([name]) => !names.includes(name)))
  const commands = (features.slash_commands as readonly unknown[]).map((command) => without(command, 'url'))
  const said = String(shown.long_description).split(/(?<=\.) /)
  return {
    ...manifest,
    // Notice and terms are pages of the bot's own address.
    display_information: { ...shown, long_description: said.filter((one) => !one.includes('https:')).join(' ') },
    features: { ...features, slash_commands: commands },
    oauth_config: without(oauth, 'redirect_urls'),
    settings: {
      ...settings,
      interactivity: without(settings.interactivity, 'request_url'),
      event_subscriptions: without(settings.event_subscriptions, 'request_url'),
      socket_mode_enabled: true,
    },
  }
}

const print = (manifest: unknown): string => dump(manifest, { lineWidth: 120 })

/** Prints the manifest to paste at Slack, with one's own domain, or for a bot without a public address. */
export const printSlack: Run = async (asked) => {
  const translated = TRANSLATED[asked.text('language') ?? '']
  const own = load(read('manifest.yaml')) as Manifest
  const spoken = (translated ? over(own, load(read(translated))) : own) as Manifest
  if (asked.flag('socket')) {
    if (asked.text('domain') !== undefined) throw new WrongUsage('with --socket there is no domain')
    console.log(print(inSockets(spoken)))
    return EXIT.done
  }
  const domain = hostIn(asked.text('domain'))
  // In Dutch as it is written, with what each scope is for.
  console.log((translated ? print(spoken) : read('manifest.yaml')).replaceAll('quickscan.example.org', domain))
  return EXIT.done
}
