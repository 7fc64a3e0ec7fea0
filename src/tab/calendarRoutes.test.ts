import type { Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, listen, stopListening } from '../http/server.ts'
import { calendarRoutes, type ServedCalendar } from './calendarRoutes.ts'

const LINK: ServedCalendar = {
  name: 'opvolgingen.ics',
  type: 'text/calendar; charset=utf-8',
  content: 'BEGIN:VCALENDAR\r\n',
  followed: false,
}
const FOLLOWED: ServedCalendar = { ...LINK, followed: true }

describe('privacy.5.8 the door of calendar files', () => {
  let server: Server
  let base: string
  let now: number
  let looked: number
  let refused: string[]
  let faults: string[]
  let calendarAt: (token: string) => Promise<ServedCalendar | undefined>

  beforeEach(async () => {
    now = 0
    looked = 0
    refused = []
    faults = []
    calendarAt = async (token) => ({ link: LINK, followed: FOLLOWED })[token]
    const log = {
      refused: ({ status, reason }: { readonly status: number; readonly reason: string }) =>
        void refused.push(`${status} ${reason}`),
      fault: (where: string) => void faults.push(where),
    }
    const at = (token: string) => {
      looked += 1
      return calendarAt(token)
    }
    server = createHttpServer(
      calendarRoutes(at, log, () => now),
      log,
    )
    base = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}/calendar`
  })
  afterEach(() => stopListening(server, 0))

  const get = (token: string, init: RequestInit = {}) => fetch(`${base}/${token}.ics`, init)
  const about = async (response: Response): Promise<object> => ({
    status: response.status,
    text: await response.text(),
    headers: [...response.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name)).toSorted(),
  })

  it('gives a link’s file to keep, and lets nothing on the way keep it', async () => {
    const response = await get('link')
    expect([response.status, await response.text()]).toEqual([200, LINK.content])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="opvolgingen.ics"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
    expect(response.headers.has('etag')).toBe(false)
  })

  it('tells who follows an address how long it needs not look, and that nothing changed', async () => {
    const response = await get('followed')
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{27}"$/)
    expect(response.headers.get('cache-control')).toBe('private, max-age=3600')
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await get('followed', { headers: { 'if-none-match': known } })
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
    }
    expect((await get('followed', { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
  })

  it('answers HEAD as GET, without the file', async () => {
    const [head, whole] = [await get('followed', { method: 'HEAD' }), await get('followed')]
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control'])
      expect(head.headers.get(name), name).toBe(whole.headers.get(name))
  })

  it('answers the same to whatever is no address', async () => {
    const same = await about(await get('nothing'))
    expect(same).toMatchObject({ status: 404, text: '' })
    for (const odd of ['expired', 'a b', '%00', 'x'.repeat(1001), '..%2f..', '*'])
      expect(await about(await get(odd))).toEqual(same)
    expect((await fetch(`${base}/link`)).status).toBe(404)
    expect((await fetch(`${base}/link.ics/more.ics`)).status).toBe(404)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('has nothing for %s', async (method) => {
    expect((await get('link', { method })).status).toBe(404)
    expect(looked).toBe(0)
  })

  it('lets one address be asked for thirty times a minute, which takes nothing from another', async () => {
    for (let times = 0; times < 30; times++) expect((await get('link')).status).toBe(200)
    const response = await get('link')
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(looked).toBe(30)
    expect((await get('followed')).status).toBe(200)
    now += 60_000
    expect((await get('link')).status).toBe(200)
    expect(refused).toEqual(['429 too many requests for calendars'])
  })

  it('looks up only so many guesses a minute', async () => {
    for (let guesses = 0; guesses < 3200; guesses += 100)
      await Promise.all(Array.from({ length: 100 }, (_, at) => get(`guess${guesses + at}`).then((one) => one.text())))
    expect(looked).toBe(3000)
  })

  it('logs a fault of ours without the address', async () => {
    calendarAt = async () => {
      throw new Error('the store does not answer')
    }
    expect((await get('secret-token')).status).toBe(500)
    expect(faults).toEqual(['GET /calendar/*'])
  })
})
