import { describe, expect, it } from 'vitest'
import { loadPaper, loadSentences } from '../build/content.ts'
import type { Reply, Request, Route } from '../http/server.ts'
import { LANGUAGES } from '../kit/languages.ts'
import { paperRoutes, type ReadPaper } from './paperRoutes.ts'

const routesOf = (read: ReadPaper = loadPaper) =>
  paperRoutes(
    read,
    (language) => loadSentences(language).say(`language.${language}`),
    (language) => `# Onlife Quickscan\n\n${loadSentences(language).say('web.what')}`,
  )
const ask = (path: string, headers: Request['headers'] = {}, routes = routesOf()): Promise<Reply> => {
  const url = new URL(path, 'http://here')
  const names = [`GET ${url.pathname}`, `GET ${url.pathname.slice(0, url.pathname.lastIndexOf('/'))}/*`]
  const route = names.map((name) => routes[name] as Route | undefined).find((one) => one !== undefined)
  return route ? route({ headers, body: Buffer.alloc(0), url }) : Promise.resolve({ status: 404 })
}

describe('privacy.5.14 the pages of the manifest', () => {
  it.each(['/', '/privacy/nl', '/privacy/en', '/terms/nl', '/terms/en', '/privacy', '/terms'])(
    '%s is there, as a page that runs nothing and says its language',
    async (path) => {
      const { status, body, type, headers = {} } = await ask(path)
      expect([status, type]).toEqual([200, 'text/html; charset=utf-8'])
      const page = String(body)
      expect(page).toMatch(/^<!doctype html>\n<html lang="(nl|en|fr)">/)
      expect(page).toMatch(/<title>[^<]+<\/title>/)
      expect(page.match(/<h1>/g)).toHaveLength(1)
      expect(page).not.toMatch(/<script|\son\w+=|style=|javascript:/i)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/)
      const others = [...page.matchAll(/href="(\/[^"]*)"/g)].map(([, to]) => to ?? '')
      for (const to of others) expect((await ask(to)).status, to).toBe(200)
    },
  )

  it('say what the papers say, each in its language, with the way to the other', async () => {
    const [dutch, english] = await Promise.all(
      ['/privacy/nl', '/privacy/en'].map(async (path) => String((await ask(path)).body)),
    )
    expect(dutch).toContain('<html lang="nl">')
    expect(dutch).toContain('Kennisgeving voor wie meedoet')
    expect(dutch).toContain('<a href="/privacy/en" hreflang="en" lang="en">English</a>')
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Notice for people who take part')
    expect(english).toContain('<a href="/privacy/nl" hreflang="nl" lang="nl">Nederlands</a>')
    for (const language of LANGUAGES)
      for (const line of loadPaper(language, 'notice')
        .split('\n')
        .filter((one) => one.startsWith('- ')))
        expect(String((await ask(`/privacy/${language}`)).body).replaceAll('&#39;', "'")).toContain(
          line
            .slice(2, 30)
            .replace(/[*_].*/, '')
            .trim(),
        )
  })

  it('answer in Dutch who asks in a language there is none of', async () => {
    for (const path of ['/privacy/de', '/privacy/constructor', '/terms/'])
      expect(String((await ask(path)).body), path).toContain('<html lang="nl">')
  })

  it('are kept by who read them, and not sent again', async () => {
    const first = await ask('/terms/nl')
    const etag = first.headers?.etag ?? ''
    expect(first.headers?.['cache-control']).toMatch(/^public, max-age=\d+$/)
    expect(await ask('/terms/nl', { 'if-none-match': etag })).toMatchObject({ status: 304 })
    expect(await ask('/terms/en', { 'if-none-match': etag })).toMatchObject({ status: 200 })
  })

  it('make nothing live that someone filled in', async () => {
    const bad =
      '# <b>T</b>\n\n<script>x()</script> <img src=x onerror=y()>\n\n[a](javascript:z()) ![i](https://evil/x.png) [b](https://ok.be)'
    const { body } = await ask(
      '/privacy/nl',
      {},
      routesOf(() => bad),
    )
    expect(body).not.toMatch(/<script|<img|<b>|href="javascript/i)
    expect(body).toContain('<a href="https://ok.be">b</a>')
  })
})
