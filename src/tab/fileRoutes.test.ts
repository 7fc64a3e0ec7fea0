import type { Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpServer, listen, stopListening } from '../http/server.ts'
import { DATA_DOOR, fileRoutes, PAPER_DOOR, type ServedFile } from './fileRoutes.ts'

const DATA = {
  name: 'mijn-gegevens.json',
  type: 'application/json; charset=utf-8',
  content: '{\n "id": "é"\n}',
}
const PAPER = { name: 'plan.csv', type: 'text/csv; charset=utf-8', content: Buffer.from('block,what\r\n1,é') }
const EXPIRED = 'Deze link werkt niet (meer).\nThis link doesn’t work (any more).'

const DOORS = [
  { door: DATA_DOOR, file: DATA },
  { door: PAPER_DOOR, file: PAPER },
] as const

describe.each(DOORS)('privacy.5.8 the door of what someone takes along: $door.folder', ({ door, file }) => {
  let server: Server
  let base: string
  let now: number
  let looked: number
  let refused: string[]
  let faults: string[]
  let fileAt: (token: string) => Promise<ServedFile | undefined>

  beforeEach(async () => {
    now = 0
    looked = 0
    refused = []
    faults = []
    fileAt = async (token) => (token === 'link' || token === 'other' ? file : undefined)
    const log = {
      refused: ({ status, reason }: { readonly status: number; readonly reason: string }) =>
        void refused.push(`${status} ${reason}`),
      fault: (where: string) => void faults.push(where),
    }
    const at = (token: string) => {
      looked += 1
      return fileAt(token)
    }
    server = createHttpServer(
      fileRoutes({ ...door, fileAt: at, expired: () => EXPIRED }, log, () => now),
      log,
    )
    base = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}${door.folder}`
  })
  afterEach(() => stopListening(server, 0))

  const get = (token: string, init: RequestInit = {}) => fetch(`${base}/${token}${door.ending}`, init)
  const about = async (response: Response): Promise<object> => ({
    status: response.status,
    text: await response.text(),
    headers: [...response.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name)).toSorted(),
  })

  it('gives the file to keep, and lets nothing on the way keep it', async () => {
    const response = await get('link')
    expect([response.status, await response.text()]).toEqual([200, String(file.content)])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': file.type,
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
    for (const name of ['etag', 'last-modified', 'access-control-allow-origin'])
      expect(response.headers.has(name), name).toBe(false)
  })

  it('answers HEAD as GET, without the file', async () => {
    const [head, whole] = [await get('link', { method: 'HEAD' }), await get('link')]
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const name of ['content-type', 'content-length', 'cache-control', 'content-disposition'])
      expect(head.headers.get(name), name).toBe(whole.headers.get(name))
  })

  it('says the same plain words to whatever is no link, or none any more', async () => {
    const same = await about(await get('nothing'))
    expect(same).toMatchObject({ status: 404, text: `${EXPIRED}\n` })
    expect(JSON.stringify(same)).toContain('no-store')
    for (const odd of ['expired', 'a b', '%00', 'x'.repeat(1001), '..%2f..', '*', ''])
      expect(await about(await get(odd))).toEqual(same)
    for (const path of ['link.ics', `link${door.ending}/more${door.ending}`, 'link.json.json'])
      expect((await fetch(`${base}/${path}`)).status, path).toBe(404)
    expect((await get('nothing', { method: 'HEAD' })).status).toBe(404)
  })

  it('takes nothing of what comes with a request into account', async () => {
    const plain = await about(await get('link'))
    for (const headers of [{ 'if-none-match': '*' }, { range: 'bytes=0-1' }, { origin: 'https://elders.example.org' }])
      expect(await about(await get('link', { headers }))).toEqual(plain)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('has nothing for %s', async (method) => {
    expect((await get('link', { method })).status).toBe(404)
    expect(looked).toBe(0)
  })

  it('lets one link be asked for so many times a minute, which takes nothing from another', async () => {
    for (let times = 0; times < door.limits.one; times++) expect((await get('link')).status).toBe(200)
    const response = await get('link')
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(looked).toBe(door.limits.one)
    expect((await get('other')).status).toBe(200)
    now += 60_000
    expect((await get('link')).status).toBe(200)
    expect(refused).toEqual([`429 too many requests for ${door.folder.slice(1)}`])
  })

  it('looks up only so many guesses a minute', async () => {
    for (let guesses = 0; guesses < door.limits.all + 200; guesses += 100)
      await Promise.all(Array.from({ length: 100 }, (_, at) => get(`guess${guesses + at}`).then((one) => one.text())))
    expect(looked).toBe(door.limits.all)
  })

  it('logs a fault of ours without the address', async () => {
    fileAt = async () => {
      throw new Error('the store does not answer')
    }
    expect((await get('secret-token')).status).toBe(500)
    expect(faults).toEqual([`GET ${door.folder}/*`])
  })
})
