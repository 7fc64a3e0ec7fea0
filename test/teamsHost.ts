import type { PracticeRoom } from '../src/practice/types.ts'
import { APP_ID, TENANT } from '../src/practice/world.ts'

const DESKTOP = '1fec8e78-bce4-4aaf-ab1b-5451cc387264'

/** What Teams gives a tab to say who looks at it, signed by the practice room's directory. @param alias her id in it */
export const signOnToken = (room: PracticeRoom, alias: string, change: object = {}): string => {
  const at = Math.floor(Date.now() / 1000)
  const authority = room.authority()
  return authority.sign({
    ...{ iss: `${authority.issuer}/${TENANT}/v2.0`, aud: APP_ID, tid: TENANT, oid: alias, azp: DESKTOP },
    ...{ scp: 'access_as_user', nbf: at - 60, exp: at + 3600, ...change },
  })
}

/** How the stand-in behaves. */
export interface HostWishes {
  readonly tab: string
  readonly token: string | undefined
  readonly channel?: string
  readonly theme?: string
  readonly locale?: string
  /** As Teams calls the frame in which someone adds a tab. */
  readonly frame?: 'content' | 'settings'
  /** What it doesn't answer, or refuses. */
  readonly fails?: 'initialize' | 'getContext' | 'authentication.getAuthToken'
}

/**
 * Teams around a tab, as far as a tab sees it: a frame on Teams' own host that answers what its library asks
 * (https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/access-teams-context). What is asked is kept in `window.asked`.
 */
export const hostPage = ({
  tab,
  token,
  channel,
  theme = 'default',
  locale = 'nl-be',
  frame = 'content',
  fails,
}: HostWishes): string => `<!doctype html>
<title>Teams</title><iframe id="tab" src="${tab}" style="width:100%;height:1000px;border:0"></iframe>
<script>
const asked = (window.asked = [])
const frame = document.getElementById('tab')
const at = new URL(${JSON.stringify(tab)}).origin
const context = ${JSON.stringify({
  theme,
  locale,
  channelId: channel,
  tid: TENANT,
  hostClientType: 'web',
  frameContext: frame,
  hostName: 'Teams',
})}
const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: { config: {} } } })
const answers = {
  initialize: () => [${JSON.stringify(frame)}, 'web', runtime, '2.0.0'],
  getContext: () => [context],
  'authentication.getAuthToken': () => ${token === undefined ? "[false, 'CancelledByUser']" : `[true, ${JSON.stringify(token)}]`},
  'authentication.authenticate': () => [false, 'no'],
}
window.addEventListener('message', ({ data, source, origin }) => {
  if (source !== frame.contentWindow || origin !== at) return
  asked.push(data.func + (data.args?.[0] === undefined ? '' : ' ' + JSON.stringify(data.args[0])))
  if (data.func === ${JSON.stringify(fails ?? '')}) {
    if (data.func === 'authentication.getAuthToken') source.postMessage({ id: data.id, uuid: data.uuid, args: [false, 'FailedToOpenWindow'] }, at)
    return
  }
  const answer = answers[data.func]
  if (answer) source.postMessage({ id: data.id, uuid: data.uuid, args: answer() }, at)
})
window.says = (func, ...args) => frame.contentWindow.postMessage({ func, args }, at)
</script>`
