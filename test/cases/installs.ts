import type { PracticeRoom } from '../../src/practice/types.ts'
import type { Team } from '../practiceTeam.ts'

/** The settings of a bot that any workspace may let in. */
export const manyWorkspaces = (room: PracticeRoom): Readonly<Record<string, string>> => ({
  SLACK_BOT_TOKEN: '',
  SLACK_WORKSPACE: '',
  SLACK_CLIENT_ID: room.slack().accounts.app.clientId,
  SLACK_CLIENT_SECRET: room.slack().accounts.app.clientSecret,
  SLACK_PUBLIC_URL: 'https://quickscan.example.org',
})

/** An administrator says yes at Slack's page. @returns the status of the page she comes back to */
export const installs = async (team: Team, workspace = team.room.world.ids.tenant): Promise<number> => {
  const bot = `http://127.0.0.1:${team.running.port}`
  const page = await fetch(`${bot}/slack/install`)
  const link = /href="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const address = new URL(link.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))))
  address.searchParams.set('team', workspace)
  const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const back = new URL((await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '')
  return (await fetch(`${bot}${back.pathname}${back.search}`, { headers: { cookie } })).status
}
