import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browsing, browser, linkIn, opensHerPage, wordsOf } from '../browsing.ts'
import type { Team } from '../practiceTeam.ts'
import { at } from '../stages.ts'

const EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\' javascript:alert(1)'

const formIn = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
const teamIn = (page: string): string => /href="(\/team\/[\w-]+)"/.exec(page)?.[1] ?? ''
const press = (verb: string, data: object): string => JSON.stringify({ verb, data })

describe('privacy.5.8 the pages in a browser', () => {
  let team: Team
  let his: Browsing
  let own: string
  beforeAll(async () => {
    team = await at('planned').open('teams')
    own = `http://127.0.0.1:${team.running.port}`
    const samir = team.privately('Samir')
    await samir.pressesIn(team.channel.withText('Hier werken jullie aan'), 'Actie toevoegen')
    await samir.presses('Bewaren', { what: EVIL, people: team.id('samir'), block: '1', remarks: EVIL })
    his = await opensHerPage(team, 'Samir')
  })
  afterAll(() => team.stop())

  const asks = async (name: string): Promise<string> => {
    await team.privately(name).says(`private:${name.toLowerCase()}`, 'pagina')
    return new URL(linkIn(team, name)).pathname
  }

  it('are opened by no forged link, no expired one, and none that was used', async () => {
    const link = await asks('Fatima')
    const token = link.slice('/open/'.length)
    for (const place of [2, 40, token.length - 3]) {
      const forged = `${token.slice(0, place)}${token[place] === 'A' ? 'B' : 'A'}${token.slice(place + 1)}`
      const one = browser(own)
      expect([(await one.post(`/open/${forged}`, {})).status, one.cookie()]).toEqual([404, ''])
    }
    // What is a link to something else, or a pass, opens nothing either.
    const pass = his.cookie().split('=')[1] ?? ''
    expect((await browser(own).post(`/open/${pass}`, {})).status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 5 }, () => browser(own).post(link, {})))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 404, 404, 404, 404])
    const late = await asks('Joris')
    await team.later('PT11M')
    expect((await browser(own).post(late, {})).status).toBe(404)
    expect(JSON.stringify(team.log)).not.toContain(token.slice(10, 60))
  })

  it('are shown to no cookie but a pass of this bot, and to none after its day, her leaving, or her erasure', async () => {
    const token = (await asks('Fatima')).slice('/open/'.length)
    for (const cookie of ['', 'x', token, 'a'.repeat(2000), '../../etc/passwd']) {
      const answer = await fetch(`${own}/me`, { headers: { cookie: `__Host-page=${cookie}` } })
      expect([answer.status, (await answer.text()).includes('Mijn acties')], cookie.slice(0, 9)).toEqual([401, false])
    }
    const hers = await opensHerPage(team, 'Anke')
    const kept = hers.cookie()
    await hers.post('/leave', { key: formIn(hers.page(), 'key') })
    expect(hers.cookie()).toBe('__Host-page=')
    expect((await fetch(`${own}/me`, { headers: { cookie: kept } })).status).toBe(401)
    const again = await opensHerPage(team, 'Anke')
    await again.presses('Alles van mij wissen')
    await again.presses('Ja, alles wissen')
    expect((await again.get('/me')).status).toBe(401)
  })

  it('show a team to who is in its channel at that moment', async () => {
    const path = teamIn(his.page())
    const hers = await opensHerPage(team, 'Wout')
    expect((await hers.get(path)).status).toBe(200)
    await team.room.client.leaves('wout')
    expect((await hers.get(path)).status).toBe(404)
    const strange = await hers.get(`/team/${'z'.repeat(32)}`)
    expect([strange.status, wordsOf(strange.text)]).toEqual([404, expect.stringContaining('Niet gevonden')])
    for (const wrong of [
      '/team/',
      '/team/..%2f..%2fetc',
      `/team/${'z'.repeat(3000)}`,
      '/team/%00',
      '/page/x/../../package.json',
    ])
      expect((await hers.get(wrong)).status, wrong.slice(0, 20)).toBe(404)
  })

  it('take no press that no page of hers sent', async () => {
    await his.get('/me')
    const key = formIn(his.page(), 'key')
    const sent = { key, drawing: 'd', from: '/me', press: press('data.erase', { confirmed: true }) }
    const refusing = async (fields: object, headers: Record<string, string> = {}): Promise<void> => {
      const { status } = await his.post('/press', { ...sent, ...fields }, headers)
      expect(status, JSON.stringify([fields, headers])).toBe(403)
    }
    await refusing({}, { origin: 'https://evil.example' })
    await refusing({}, { origin: 'null' })
    await refusing({}, { origin: '' })
    await refusing({}, { 'sec-fetch-site': 'cross-site' })
    await refusing({}, { 'sec-fetch-site': 'same-site' })
    await refusing({ key: '' })
    const hers = await opensHerPage(team, 'Joris')
    await refusing({ key: formIn(hers.page(), 'key') })
    expect((await his.get('/press')).status).toBe(303)
    expect((await his.get('/me')).status).toBe(200)
    expect(wordsOf(his.page())).toContain('alert(1)')
  })

  it('press nothing that isn’t hers to press, whatever is in the form', async () => {
    const key = formIn((await his.get('/me')).text, 'key')
    const says = async (sent: string): Promise<string> => {
      const { status, text } = await his.post('/press', {
        key,
        drawing: sent,
        from: 'https://evil.example',
        press: sent,
      })
      expect(status).toBeLessThan(500)
      expect(text).not.toContain('evil.example')
      return wordsOf(text)
    }
    const round = /"round":"([\w-]{32})"/.exec(JSON.stringify(team.channel.newest().card))?.[1] ?? ''
    expect(await says(press('priorities.confirm', { round, blocks: '2', confirmed: true, changing: true }))).toContain(
      'Alleen de coördinator van deze',
    )
    for (const wrong of [
      '',
      '{}',
      '[]',
      'null',
      '{"verb":1,"data":{}}',
      '{"verb":"__proto__","data":{}}',
      press('nothing', {}),
    ])
      await says(wrong)
  })

  it('make nothing live that someone wrote, and say what is theirs to load', async () => {
    const path = teamIn((await his.get('/me')).text)
    const pages = ['/me', path, `${path}?view=plan`, `${path}?view=plan&shape=board`, `${path}?view=plan&shape=time`]
    for (const one of [...pages, `${path}?view=%22%3E%3Cscript%3E&round=%3Cb%3E`]) {
      const { text, headers } = await his.get(one)
      expect(text, one).not.toMatch(
        /<script(?! src="\/page\/[\w-]+\/page\.js" defer>)|<img|<[^>]*\s(on\w+|style)=|href="javascript/,
      )
      expect([...text.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].filter(([, to]) => !to?.startsWith('/'))).toEqual([])
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|data:|https?:/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-frame-options')).toBe('DENY')
    }
    await his.get('/me')
    await his.presses('alert(1)')
    expect(his.page()).not.toMatch(/<img|<[^>]*\son\w+=|<script>/)
  })

  it('give a cookie that no script reads, that goes over TLS alone, and names nobody', async () => {
    const link = await asks('Lotte')
    const answer = await browser(own).post(link, {})
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^__Host-page=[\w-]+; Path=\/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax$/)
    const value = /=([\w-]+);/.exec(cookie)?.[1] ?? ''
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toMatch(/29:|lotte|aad/i)
    expect(JSON.stringify(team.log)).not.toContain(value.slice(20, 80))
  })
})
