import { webApi } from '../bot/slack/webApi.ts'
import { slackAt } from '../build/platforms.ts'
import { buildRawRows } from '../build/rawRows.ts'
import { buildStore } from '../build/store.ts'
import { programVersion } from '../build/version.ts'
import { BadSettings, processSettings, processStoreSettings, type Settings } from '../config.ts'
import { type HttpClient, httpClient } from '../http/client.ts'
import { type Instant, SECOND } from '../kit/calendar/instant.ts'
import { type Around, type CheckResult, runChecks, worstOf } from '../operating/checks.ts'
import { EVERY_CHECK } from '../operating/everyCheck.ts'
import { askAllTokens, askToken, tokensIn } from '../operating/tokenWatch.ts'
import { keyRingEncryption } from '../store/encryption.ts'
import { hashSecret } from '../store/hashSecret.ts'
import { refuseNewer } from '../store/lifeNote.ts'
import { StoreUnfit } from '../store/store.ts'
import { EXIT, type Run } from './command.ts'

/** What is wrong with the settings, as the bot itself says it, and as much of them as can be used to look further. */
interface Read {
  readonly settings: Settings | undefined
  readonly problems: readonly string[]
}

const ifRight = <Value>(read: () => Value): Value | BadSettings => {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadSettings) return error
    throw error
  }
}

const readAll = (): Read => {
  const all = ifRight(processSettings)
  if (!(all instanceof BadSettings)) return { settings: all, problems: [] }
  const store = ifRight(processStoreSettings)
  return {
    settings:
      store instanceof BadSettings
        ? undefined
        : { ...store, teams: undefined, slack: undefined, proxy: {}, openFiles: [] },
    problems: all.problems,
  }
}

/** Opened for the purpose, beside a bot or with none. */
const storeOf =
  (settings: Settings): Around['withStore'] =>
  async (look) => {
    const opened = await buildStore(settings, keyRingEncryption(settings.DATA_KEYS), () => undefined, 'maintenance')
    try {
      await refuseNewer(opened)
      await hashSecret(opened, () => {
        throw new StoreUnfit('nothing was ever kept in it')
      })
      return await look(opened)
    } finally {
      await opened.close()
    }
  }

/** Milliseconds for asking about every workspace; a check has ten seconds. */
const ASKING = 6 * SECOND

/** Asked of Slack one by one, where any workspace may let the bot in. */
const workspacesOf = (settings: Settings, http: HttpClient, now: () => Instant): Around['workspaces'] => {
  const { slack } = settings
  if (!slack || slack.SLACK_BOT_TOKEN) return undefined
  const whole = { open: () => buildRawRows(settings), encryption: keyRingEncryption(settings.DATA_KEYS) }
  const { serviceUrl } = slackAt(slack.SLACK_LOCAL_SERVICE)
  return async () => {
    const tokens = await tokensIn(whole)
    const watched = {
      workspaces: async () => [...tokens.keys()],
      tokenOf: async (workspace: string) => tokens.get(workspace),
      ask: (token: string) => askToken(webApi(http, serviceUrl, token)),
    }
    return { ...(await askAllTokens({ ...watched, now }, ASKING)), named: true }
  }
}

const MARKS = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' } as const

const linesOf = ({ name, state, words, todo }: CheckResult): readonly string[] => [
  `${MARKS[state]}  ${name.padEnd(14)} ${words}`,
  ...(todo === undefined ? [] : [`       ${''.padEnd(14)} → ${todo}`]),
]

const print = (results: readonly CheckResult[], json: boolean): void => {
  if (json) {
    console.log(JSON.stringify({ state: worstOf(results), checks: results }, undefined, 2))
    return
  }
  for (const line of results.flatMap(linesOf)) console.log(line)
  const count = (state: CheckResult['state']): number => results.filter((one) => one.state === state).length
  console.log(
    worstOf(results) === 'ok'
      ? '\nAll is well.'
      : `\n${count('wrong')} wrong, ${count('warn')} to look at, ${count('ok')} as they should be.`,
  )
}

/** Looks at all that the bot needs. */
export const doctor: Run = async (asked, { now, machine }) => {
  const { settings, problems } = readAll()
  const ofSettings: readonly CheckResult[] = problems.map((problem) => ({
    name: 'settings',
    suffers: 'everyone',
    state: 'wrong',
    words: problem,
    todo: 'The bot doesn’t start until that is right: README, "Settings".',
  }))
  const isLocal = settings?.teams?.TEAMS_LOCAL_AUTHORITY || settings?.slack?.SLACK_LOCAL_SERVICE
  const http = httpClient(isLocal ? {} : (settings?.proxy ?? {}))
  const around = settings && {
    ...{ settings, machine, now, version: programVersion(), backups: asked.text('backups') },
    http,
    workspaces: workspacesOf(settings, http, now),
    withStore: storeOf(settings),
  }
  const found = around ? await runChecks(EVERY_CHECK, around) : []
  const results = [...ofSettings, ...found.filter(({ name }) => problems.length === 0 || name !== 'settings')]
  print(results, asked.flag('json'))
  const worst = worstOf(results)
  return worst === 'wrong' || (worst === 'warn' && asked.flag('strict')) ? EXIT.failed : EXIT.done
}
