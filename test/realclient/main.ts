import '../clock.ts'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../chromium.ts'
import { forkBot, stopBot } from '../nodeProcess.ts'
import { APP_ID, CHANNEL, startClient, TENANT } from './client.ts'
import { colleaguesAt } from './colleagues.ts'
import { screenOf } from './screen.ts'
import { type Passed, type RealService, startService } from './service.ts'
import { playStory } from './story.ts'

/**
 * Microsoft's local client before the bot in production mode: `npm run realclient` [-- --out DIR for pictures] [--record DIR for one
 * example of each kind of activity that the client sends]
 */
const { values } = parseArgs({ options: { out: { type: 'string' }, record: { type: 'string' } } })
let failed = 0
const check = (what: string, kept: boolean): void => {
  if (!kept) failed += 1
  console.log(`${kept ? 'ok  ' : 'FAIL'} ${what}`)
}

/** Ten in the morning on a working day, so that what the bot says of itself comes at once. */
const MONDAY = Date.UTC(2027, 2, 1, 9)

/** What the bot's process says next. @throws {Error} when it ends instead */
const heard = <Said>(bot: ChildProcess): Promise<Said> =>
  new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('The bot ended'))
    bot.once('exit', ended)
    bot.once('message', (said) => {
      bot.off('exit', ended)
      resolve(said as Said)
    })
  })

const checkCalls = ({ passed }: RealService): void => {
  const refused = passed.filter(({ way, status }) => (way === 'in' ? status !== 200 : status >= 400))
  check(`no call of ${passed.length} failed`, refused.length === 0)
  for (const { call, status, answer } of refused)
    console.log(`     ${status} ${call}: ${JSON.stringify(answer).slice(0, 300)}`)
  const edits = passed.filter(({ call }) => call.startsWith('PUT '))
  const wrong = edits.filter(({ sent }) => /\b0 van 6\b/.test(String(sent.summary)))
  check(`no edit of ${edits.length} tells a wrong count`, wrong.length === 0)
}

/** One of each kind, the first, without what differs from run to run. */
const recordInto = (folder: string, { passed, origin }: RealService): void => {
  mkdirSync(folder, { recursive: true })
  const kinds = new Map<string, Passed['sent']>()
  for (const { way, call, sent } of passed) {
    const {
      id,
      conversation,
      entities = [],
    } = sent as {
      readonly id?: string
      readonly conversation?: { readonly conversationType?: string }
      readonly entities?: readonly { readonly type?: string }[]
    }
    // Colleagues are ours, not the client's.
    if (way !== 'in' || id?.startsWith('f:colleague') || id?.startsWith('f:hers')) continue
    const kind = [
      call,
      conversation?.conversationType ?? 'no conversation',
      ...(entities.some(({ type }) => type === 'mention') ? ['mention'] : []),
    ]
    const name = kind.join(' ').replace(/\W+/g, '-')
    if (!kinds.has(name)) kinds.set(name, sent)
  }
  for (const [name, sent] of kinds) {
    const text = JSON.stringify(sent, undefined, 2).replaceAll(origin, 'SERVICE_URL')
    writeFileSync(join(folder, `${name}.json`), `${text}\n`)
  }
}

const playIt = async (browser: Browser): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-realclient-'))
  const service = await startService(APP_ID, Date.now)
  const client = await startClient(service.origin)
  const settings = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_FILE: join(folder, 'quickscan.db'),
    DATA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    ROUND_KEYS_FILE: join(folder, 'keys', 'round-keys.db'),
    TEAMS_CLIENT_ID: APP_ID,
    TEAMS_TENANT_ID: TENANT,
    TEAMS_LOCAL_AUTHORITY: service.origin,
    LOG_LEVEL: 'error',
  }
  mkdirSync(join(folder, 'keys'))
  const bot = forkBot({ settings, ahead: MONDAY - Date.now() })
  const { port } = await heard<{ readonly port: number }>(bot)
  service.connect(`http://127.0.0.1:${port}`, client.origin)
  const page = await browser.newPage({ viewport: { width: 1400, height: 2400 } })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  let steps = 0
  try {
    await page.goto(client.origin)
    await playStory({
      screen: screenOf(page, CHANNEL.name),
      colleagues: colleaguesAt(service),
      later: async (milliseconds) => {
        const quiet = heard(bot)
        bot.send({ advance: milliseconds })
        await quiet
      },
      step: async (name, card) => {
        steps += 1
        console.log(`     ${steps} ${name}`)
        const file = `${String(steps).padStart(2, '0')}-${name.replace(/\W+/g, '-')}.png`
        if (values.out !== undefined) await card.screenshot({ path: join(values.out, file) })
      },
      check,
    })
    check('the story was played to its end', true)
  } catch (error) {
    check(`the story was played to its end: ${String(error)}`, false)
    if (values.out !== undefined) await page.screenshot({ path: join(values.out, 'stopped.png') })
  } finally {
    checkCalls(service)
    if (values.record !== undefined) recordInto(values.record, service)
    check(`the client has no error of its own ${errors.join(' ')}`, errors.length === 0)
    await page.close()
    await stopBot(bot)
    await client.stop()
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (values.out !== undefined) mkdirSync(values.out, { recursive: true })
const browser = await launchBrowser()
const started = performance.now()
try {
  await playIt(browser)
} finally {
  await browser.close()
}
console.log(
  `${failed === 0 ? 'All kept' : `${failed} not kept`}, in ${Math.round((performance.now() - started) / 1000)} s`,
)
process.exit(failed === 0 ? 0 : 1)
