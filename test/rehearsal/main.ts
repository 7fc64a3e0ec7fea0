import { join } from 'node:path'
import { freePort } from '../../bench/contestants.ts'
import manifest from '../../package.json' with { type: 'json' }
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { practiceTeam } from '../../src/practice/world.ts'
import { breakIt } from './breaks.ts'
import { AUTHORITY, guideSteps } from './guide.ts'
import { startMachine } from './machine.ts'
import { say, silences, told } from './report.ts'
import { run, until } from './run.ts'
import { teamIn, throughTls } from './team.ts'

/**
 * Someone who has the guide alone takes a bare Debian to a bot behind TLS, with backups and alerts; breaks it in nine ways, and reads each time what to do.
 * What is typed are the blocks of docs/operating.md. Debian and its systemd start in a folder of this machine (systemd-nspawn); the practice room stands in for
 * Teams, the package `node` for NodeSource's. Run as root.
 */
const NEEDED = ['debootstrap', 'systemd-nspawn', 'nsenter', 'git', 'pgrep'] as const
const missing: string[] = []
for (const name of NEEDED) if ((await run('sh', ['-c', `command -v ${name}`])).status !== 0) missing.push(name)
if (process.getuid?.() !== 0 || missing.length > 0) {
  console.error(`This is run as root, and needs ${NEEDED.join(', ')}: apt-get install -y debootstrap systemd-container`)
  process.exit(1)
}

const room = await openPracticeRoom({
  people: practiceTeam(['Lotte', 'Samir', 'Fatima', 'Joris', 'Anke', 'Wout'], ['Wout']),
  clock: standingClock(Date.now()),
  realNow: () => Date.now(),
})
const [http, https, bot, metrics, prometheus] = (await Promise.all([1, 2, 3, 4, 5].map(() => freePort()))) as [
  number,
  number,
  number,
  number,
  number,
]
const teams = practiceEnvironment(room.address, '/var/lib/quickscan')
const steps = guideSteps({ http, https, bot, metrics, teams })
const isOfLater = (title: string): boolean => title.startsWith('Putting')

const revision = (await run('git', ['-C', join(import.meta.dirname, '../..'), 'rev-parse', '--short', 'HEAD'])).said
say(`A bare Debian, and version ${manifest.version} as it was committed (${revision})`)
const machine = await startMachine({
  caddy: `Environment=QUICKSCAN_HTTP_PORT=${http} QUICKSCAN_HTTPS_PORT=${https} QUICKSCAN_BOTS=127.0.0.1:${bot}`,
  prometheus: `ExecStart=\nExecStart=/usr/bin/prometheus --web.listen-address=127.0.0.1:${prometheus}`,
})
const began = Date.now()

const followsTheGuide = async (): Promise<void> => {
  for (const { title, typed } of steps.filter((step) => !isOfLater(step.title))) {
    const { said, status } = await machine.type(typed)
    // The doctor ends with 1 where something is wrong; what, is for whoever reads.
    const isRight = status === 0 || (title.startsWith('Is all') && status === 1)
    say(`${isRight ? 'done  ' : 'FAILED'} ${title}`)
    if (title.startsWith('The bot')) told('a first backup', said, /quickscan-\d+T\d+Z\.db/)
    if (title.startsWith('The way in')) told('behind TLS', said, /200$/)
    if (title.startsWith('Alerts')) told('rules that Prometheus takes', said, /SUCCESS: \d+ rules/)
    if (title.startsWith('Is all')) console.log(said.replace(/^/gm, '         '))
    if (!isRight) throw new Error(said.slice(-3000))
  }
}

const team = teamIn(room)
const plays = async (): Promise<void> => {
  told('who starts a round, over TLS, whom the bot can’t reach', await team.starts(), /niet bereiken: Wout/)
  await team.handsIn('samir')
  await team.sees('samir', 'Bedankt')
  say('told   Samir, who handed in')
  const targets = `http://127.0.0.1:${prometheus}/api/v1/targets`
  const up = async (): Promise<string | undefined> => {
    const said = await (await fetch(targets)).text()
    return /"health":"up"/.test(said) ? said : undefined
  }
  told('Prometheus, that the bot is up', await until('a target that is up', up, 90), /"job":"quickscan"/)
}

let isWhole = false
let tls: ReturnType<typeof throughTls> | undefined
try {
  await followsTheGuide()
  tls = throughTls(https, join(machine.folder, AUTHORITY)).listen(0, '127.0.0.1')
  await new Promise((resolve) => tls?.once('listening', resolve))
  const address = tls.address()
  const port = typeof address === 'object' && address ? address.port : 0
  room.connect({
    address: `http://127.0.0.1:${port}`,
    settled: async () => undefined,
    nextDue: async () => undefined,
  })
  await plays()
  say(
    `It works, ${Math.ceil((Date.now() - began) / 60_000)} minutes after the first block was typed. Now it is broken, in nine ways.`,
  )
  const restore = steps.find(({ title }) => isOfLater(title))?.typed ?? 'false'
  await breakIt({ machine, room, team, bot, metrics, restore })
  await team.handsIn('fatima')
  await team.sees('fatima', 'Bedankt')
  say('told   Fatima, who handed in again once all was mended')
  say(silences() === 0 ? 'Each time it was said what to do.' : `${silences()} times it was not said.`)
  isWhole = silences() === 0
} catch (error) {
  console.error(error)
} finally {
  tls?.close()
  tls?.closeAllConnections()
  await machine.stop()
  await room.stop()
}
process.exit(isWhole ? 0 : 1)
