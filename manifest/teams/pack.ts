import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { strToU8, zipSync } from 'fflate'
import { manifestFor, translations } from './manifest.ts'

/** `npm run manifest:teams -- --domain quickscan.example.be --app-id …`: the package to upload in Teams. */
const { values } = parseArgs({
  options: {
    domain: { type: 'string' },
    'app-id': { type: 'string' },
    out: { type: 'string', default: 'quickscan-teams.zip' },
  },
})
const { domain, 'app-id': appId, out } = values
if (!domain || !appId || !/^[\w.-]+$/.test(domain) || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId)) {
  console.error(
    'usage: npm run manifest:teams -- --domain quickscan.example.be --app-id <TEAMS_CLIENT_ID> [--out FILE]',
  )
  process.exit(2)
}
const beside = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, name)))
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}
const json = (value: object): Uint8Array => strToU8(`${JSON.stringify(value, undefined, 2)}\n`)

writeFileSync(
  out,
  zipSync({
    'manifest.json': json(manifestFor({ domain, appId, version })),
    ...Object.fromEntries(Object.entries(translations()).map(([name, words]) => [name, json(words)])),
    'color.png': beside('color.png'),
    'outline.png': beside('outline.png'),
  }),
)
console.log(`${out}: upload it in Teams, Apps, Manage your apps, Upload an app.`)
