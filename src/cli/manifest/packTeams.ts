import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { manifestFor, translations } from '../../../manifest/teams/manifest.ts'
import { EXIT, type Run, WrongUsage } from '../command.ts'
import { versionOf } from '../version.ts'
import { hostIn } from './host.ts'

const ICONS = join(import.meta.dirname, '../../..', 'manifest/teams')

const icon = (name: string): Uint8Array => new Uint8Array(readFileSync(join(ICONS, name)))
const json = (value: object): Uint8Array => strToU8(`${JSON.stringify(value, undefined, 2)}\n`)

/** Makes the package to upload in Teams. */
export const packTeams: Run = async (asked) => {
  const domain = hostIn(asked.text('domain'))
  const appId = asked.text('app-id') ?? ''
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId))
    throw new WrongUsage(`--app-id ${appId}: expected the bot's application (client) id, such as TEAMS_CLIENT_ID has`)
  const out = asked.text('out') ?? 'quickscan-teams.zip'
  writeFileSync(
    out,
    zipSync({
      'manifest.json': json(manifestFor({ domain, appId, version: versionOf() })),
      ...Object.fromEntries(Object.entries(translations()).map(([name, words]) => [name, json(words)])),
      'color.png': icon('color.png'),
      'outline.png': icon('outline.png'),
    }),
  )
  console.log(`${out}: upload it in Teams, Apps, Manage your apps, Upload an app.`)
  return EXIT.done
}
