import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dump, load } from 'js-yaml'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

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

/**
 * `npm run manifest:slack -- --domain quickscan.example.be`: the manifest to paste at Slack, with your own domain; with `--socket` in place of a
 * domain, for a bot without a public address.
 */
const { values } = parseArgs({
  options: {
    domain: { type: 'string' },
    language: { type: 'string', default: 'nl' },
    socket: { type: 'boolean', default: false },
  },
})
const { domain, language, socket } = values
const named = socket ? domain === undefined : domain !== undefined && /^[\w.-]+$/.test(domain)
if (!named || !/^(nl|en)$/.test(language)) {
  console.error('usage: npm run -s manifest:slack -- --domain quickscan.example.be | --socket [--language nl|en]')
  process.exit(2)
}
const print = (manifest: unknown): string => dump(manifest, { lineWidth: 120 })
const own = load(read('manifest.yaml')) as Manifest
const spoken = (language === 'en' ? over(own, load(read('english.yaml'))) : own) as Manifest
if (socket) console.log(print(inSockets(spoken)))
// As it is written, with what each scope is for.
else
  console.log(
    (language === 'en' ? print(spoken) : read('manifest.yaml')).replaceAll('quickscan.example.org', domain ?? ''),
  )
