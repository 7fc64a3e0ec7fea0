import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bytesOnDisk, practiceTeam, type Team } from '../../../test/practiceTeam.ts'
import { workspaceKey } from '../../flows/keys.ts'
import { keyedHash } from '../../store/encryption.ts'
import { hashSecret } from '../../store/hashSecret.ts'
import { groupHash } from '../context.ts'
import { INSTALL_PATH, REDIRECT_PATH } from './install.ts'
import { BOT_SCOPES } from './scopes.ts'

const OUTSIDE = 'https://quickscan.example.org'

describe('many workspaces of Slack', () => {
  let team: Team
  let bot: string
  beforeEach(async () => {
    team = await practiceTeam(['Lotte', 'Samir', 'Fatima'], {
      platform: 'slack',
      environment: (room) => ({
        SLACK_BOT_TOKEN: '',
        SLACK_WORKSPACE: '',
        SLACK_CLIENT_ID: room.slack().accounts.app.clientId,
        SLACK_CLIENT_SECRET: room.slack().accounts.app.clientSecret,
        SLACK_PUBLIC_URL: OUTSIDE,
      }),
    })
    bot = `http://127.0.0.1:${team.running.port}`
  })
  afterEach(() => team.stop())

  interface Visit {
    /** Where the button leads. */
    readonly authorize: string
    readonly state: string
    readonly cookie: string
  }
  /** A browser opens the page. */
  const visits = async (): Promise<Visit> => {
    const response = await fetch(`${bot}${INSTALL_PATH}`)
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('<html lang="nl">')
    const link = /href="([^"]+)"/.exec(html)?.[1]?.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    const authorize = link ?? ''
    const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    return { authorize, state: new URL(authorize).searchParams.get('state') ?? '', cookie }
  }
  /** Its owner says yes at Slack, for a workspace, and is sent back. */
  const agrees = async (authorize: string, workspace?: string): Promise<URL> => {
    const url = new URL(authorize)
    if (workspace) url.searchParams.set('team', workspace)
    const response = await fetch(url, { redirect: 'manual' })
    return new URL(response.headers.get('location') ?? '')
  }
  const comesBack = async (back: URL, cookie: string) => {
    const response = await fetch(`${bot}${back.pathname}${back.search}`, { headers: { cookie } })
    return { status: response.status, html: await response.text() }
  }
  const installs = async (workspace?: string) => {
    const { authorize, cookie } = await visits()
    return comesBack(await agrees(authorize, workspace), cookie)
  }
  const mention = () => team.privately('Lotte').says('channel', 'start')
  const said = () => team.room.world.messages.length

  it('are let in by the page: the bot asks for exactly its scopes, and speaks once it has a token', async () => {
    await mention()
    expect(said()).toBe(0)
    const { authorize } = await visits()
    const asked = new URL(authorize).searchParams
    expect(asked.get('scope')?.split(',')).toEqual(BOT_SCOPES)
    expect(asked.get('redirect_uri')).toBe(`${OUTSIDE}${REDIRECT_PATH}`)
    const { status, html } = await installs()
    expect(status).toBe(200)
    expect(html).toContain('Quickscan staat klaar')
    expect(html).not.toContain('xoxb')
    await mention()
    expect(team.channel.reads()).toContain('Quickscan starten')
  })

  it.each([
    ['forged', (visit: Visit) => ({ state: `${visit.state}x`, cookie: visit.cookie })],
    ['of another browser', (visit: Visit) => ({ state: visit.state, cookie: '' })],
    ['of another visit', (visit: Visit, other: Visit) => ({ state: visit.state, cookie: other.cookie })],
    ['missing', (visit: Visit) => ({ state: '', cookie: visit.cookie })],
  ])('are not let in with a state that is %s', async (_, change) => {
    const [visit, other] = [await visits(), await visits()]
    const back = await agrees(visit.authorize)
    const { state, cookie } = change(visit, other)
    back.searchParams.set('state', state)
    const { status, html } = await comesBack(back, cookie)
    expect(status).toBe(400)
    expect(html).toContain('Het is niet gelukt')
    await mention()
    expect(said()).toBe(0)
  })

  it('are not let in with a state that is older than ten minutes', async () => {
    const { authorize, cookie } = await visits()
    const back = await agrees(authorize)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
    const { status } = await comesBack(back, cookie)
    vi.useRealTimers()
    expect(status).toBe(400)
    await mention()
    expect(said()).toBe(0)
  })

  it('are let in once for each yes: what came back before is worth nothing', async () => {
    const { authorize, cookie } = await visits()
    const back = await agrees(authorize)
    expect((await comesBack(back, cookie)).status).toBe(200)
    expect((await comesBack(back, cookie)).status).toBe(400)
  })

  it('hear nothing of each other: one installed is not the other', async () => {
    await installs('T0ANDERS')
    await mention()
    expect(said()).toBe(0)
    expect(team.log.filter(({ reason }) => reason === 'foreign workspace')).toHaveLength(1)
  })

  it('keep their tokens sealed, and forget them at once when the app is taken away', async () => {
    await installs()
    await mention()
    await team.settled()
    const { store } = team.running
    const { tenant } = team.room.world.ids
    const hash = keyedHash(await hashSecret(store, () => Buffer.alloc(0)))
    const key = workspaceKey(groupHash(hash, { name: 'slack', tenant, serviceUrl: '' }, tenant))
    const token = (await store.load(key))?.state.token ?? ''
    expect(token).toMatch(/^xoxb-/)
    expect(bytesOnDisk(team).toString('latin1')).not.toContain(token)
    await team.room.slack().client.uninstall()
    await team.settled()
    expect(await store.load(key)).toBeUndefined()
    await mention()
    expect(said()).toBe(1)
  })

  it('can come back after that', async () => {
    await installs()
    await team.room.slack().client.uninstall()
    await installs()
    await mention()
    expect(team.channel.reads()).toContain('Quickscan starten')
  })
})
