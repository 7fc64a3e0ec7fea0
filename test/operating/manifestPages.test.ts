import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestFor } from '../../manifest/teams/manifest.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { readSettings } from '../../src/config.ts'
import { LANGUAGES } from '../../src/kit/languages.ts'
import { type Running, startBot } from '../../src/main.ts'
import { runNode } from '../nodeProcess.ts'

const DOMAIN = 'quickscan.testdorp.be'
const root = join(import.meta.dirname, '..', '..')
const paper = (language: string, name: string): string =>
  readFileSync(join(root, 'docs', 'privacy', language, `${name}.md`), 'utf8')

/** Every address on our own domain that stands in a text, without the full stop of a sentence. */
const pathsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(new RegExp(`https://${DOMAIN}(/[\\w/]*)`, 'g'))].map(([, path = '']) => path)),
]
const teams = pathsIn(JSON.stringify(manifestFor({ domain: DOMAIN, appId: 'a', version: '1.0.0' })))
const slack = pathsIn(runNode(['bin/quickscan.mjs', 'manifest', 'slack', '--domain', DOMAIN]).stdout)

/** As a reader sees it: letters and spaces alone. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(quot|amp|lt|gt);/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
/** What each paragraph of a paper begins with. */
const leadsOf = (text: string): readonly string[] => [...text.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, lead = '']) => lead)

let folder: string
let running: Running
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-pages-'))
  running = await startBot(readSettings({ ...practiceEnvironment('http://127.0.0.1:9', folder), PORT: '0' }))
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
})
const open = async (path: string) => {
  const reply = await fetch(`http://127.0.0.1:${running.port}${path}`)
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', html: await reply.text() }
}

describe('privacy.5.5 the addresses in the manifests', () => {
  it('are the pages we know of, and where Slack sends its requests', () => {
    expect(teams.toSorted()).toEqual(['/', '/me', '/privacy/nl', '/tab', '/tab/config', '/terms/nl'])
    expect(slack.toSorted()).toEqual(['/privacy/nl', '/slack/events', '/slack/oauth_redirect', '/terms/nl'])
  })

  it('of notice and terms give the paper, whole and in its language, and lead to the other languages', async () => {
    const papers = [...new Set([...teams, ...slack])].filter((path) => /^\/(privacy|terms)\//.test(path))
    const found = papers.flatMap((path) => LANGUAGES.map((language) => path.replace(/\w+$/, language)))
    for (const path of found) {
      const [, kind = '', language = ''] = path.split('/')
      const { status, type, html } = await open(path)
      expect([path, status, type]).toEqual([path, 200, 'text/html; charset=utf-8'])
      expect(html).toContain(`<html lang="${language}">`)
      const leads = leadsOf(paper(language, kind === 'privacy' ? 'notice' : 'terms'))
      expect(leads.length).toBeGreaterThan(5)
      for (const lead of leads) expect(plain(html), path).toContain(plain(lead))
      for (const other of LANGUAGES.filter((one) => one !== language))
        expect(html).toContain(`href="/${kind}/${other}"`)
    }
  })

  it('of the front page says what the bot is, and leads to each of the papers', async () => {
    const { status, html } = await open('/')
    expect(status).toBe(200)
    const links = [...html.matchAll(/href="(\/(?:privacy|terms)\/\w+)"/g)].map(([, to = '']) => to)
    expect(links.toSorted()).toEqual(LANGUAGES.flatMap((one) => [`/privacy/${one}`, `/terms/${one}`]).toSorted())
    for (const link of links) expect((await open(link)).status).toBe(200)
  })
})
