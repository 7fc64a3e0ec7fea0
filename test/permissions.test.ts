import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { manifestFor } from '../manifest/teams/manifest.ts'
import { COMMAND_SCOPES, EVENT_SCOPES, METHOD_SCOPES } from '../src/bot/slack/scopes.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const [, teamsPart = '', slackPart = ''] = read('docs/permissions.md').split(/^## (?:Teams|Slack)$/m)

/** The cells of each row below the head, table by table. */
const tables = (part: string): readonly (readonly (readonly string[])[])[] =>
  part
    .split(/\n\n+/)
    .filter((block) => block.startsWith('|'))
    .map((block) =>
      block
        .split('\n')
        .slice(2)
        .map((row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    )
const namesIn = (cell: string | undefined): string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

describe('what the bot may do in Teams', () => {
  const [manifestRows = [], calls = []] = tables(teamsPart)
  const manifest = manifestFor({
    domain: 'quickscan.example.be',
    appId: '22222222-2222-4222-8222-222222222222',
    version: '1.0.0',
  })
  const [bot] = manifest.bots
  const { team, groupchat } = manifest.defaultGroupCapability

  it('is written down as the manifest has it, with a reason', () => {
    expect(manifestRows.map(([name, value]) => [namesIn(name)[0], value])).toEqual([
      ['bots.scopes', bot?.scopes.join(', ')],
      ['bots.isNotificationOnly', String(bot?.isNotificationOnly)],
      ['bots.supportsFiles', String(bot?.supportsFiles)],
      ['staticTabs', manifest.staticTabs[0]?.scopes.join(', ')],
      ['configurableTabs', manifest.configurableTabs[0]?.scopes.join(', ')],
      ['webApplicationInfo', 'sign-on'],
      ['defaultInstallScope', manifest.defaultInstallScope],
      ['defaultGroupCapability', `${team}, ${groupchat}`],
      ['supportsChannelFeatures', manifest.supportsChannelFeatures],
      ['validDomains', `${manifest.validDomains.length} domain`],
    ])
    for (const row of [...manifestRows, ...calls]) expect(row.at(-1), row[0]).toMatch(/\w{3}/)
  })

  it('leaves nothing of the manifest out that asks for something', () => {
    const says = [
      '$schema',
      'manifestVersion',
      'version',
      'id',
      'developer',
      'localizationInfo',
      'icons',
      'name',
      'description',
      'accentColor',
    ]
    const named = new Set(manifestRows.map(([name]) => namesIn(name)[0]?.split('.')[0]))
    expect(Object.keys(manifest).filter((key) => !says.includes(key) && !named.has(key))).toEqual([])
    expect(Object.keys(bot ?? {}).toSorted()).toEqual(
      ['botId', 'commandLists', 'isNotificationOnly', 'scopes', 'supportsFiles'].toSorted(),
    )
  })

  it('is called by the code, each and no other', () => {
    const called = [...read('src/bot/teams/connector.ts').matchAll(/call\('(\w+)', (?:''|`([^`]*)`)/g)].map(
      ([, method, path = '']) =>
        `${method} /v3/conversations${path.replace(/\$\{part\((\w+)\)\}/g, '{$1}').replace(/\?.*$/, '')}`,
    )
    expect(called.length).toBeGreaterThan(5)
    expect(calls.flatMap(([name]) => namesIn(name)).toSorted()).toEqual([...new Set(called)].toSorted())
    // No other way out: not to Graph, nor to any other part of the service.
    for (const path of ['app', 'activities', 'connector', 'outbound', 'inbound', 'said'])
      expect(read(`src/bot/teams/${path}.ts`)).not.toMatch(/graph\.|\.graph\b|fetch\(/)
  })
})

describe('what the bot may do in Slack', () => {
  const [rows = []] = tables(slackPart)
  const manifest = load(read('manifest/slack/manifest.yaml')) as { oauth_config: { scopes: { bot: string[] } } }
  const needing = (all: Readonly<Record<string, readonly string[]>>, scope: string | undefined): string[] =>
    Object.keys(all)
      .filter((name) => (scope === undefined ? all[name]?.length === 0 : all[name]?.includes(scope)))
      .toSorted()

  it('is every scope of the manifest, once, with a reason', () => {
    const scopes = rows.flatMap(([scope]) => namesIn(scope))
    expect(scopes.toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted())
    expect(rows.filter(([scope]) => namesIn(scope).length === 0).map(([scope]) => scope)).toEqual(['none'])
    for (const row of rows) expect(row.at(-1), row[0]).toMatch(/\w{3}/)
  })

  it('is for what the code calls and hears, and for that alone', () => {
    for (const [scope, called, heard] of rows) {
      const [name] = namesIn(scope)
      expect(namesIn(called), `called with ${scope}`).toEqual(needing(METHOD_SCOPES, name))
      expect(namesIn(heard), `heard with ${scope}`).toEqual(needing(EVENT_SCOPES, name))
      const isUsed = namesIn(called).length + namesIn(heard).length > 0
      expect(isUsed || COMMAND_SCOPES.some((one) => one === name), `${scope} is used`).toBe(true)
    }
  })
})
