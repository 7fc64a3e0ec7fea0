import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort } from '../../bench/contestants.ts'
import { practiceEnvironment } from '../../src/cli/demo.ts'
import { openPracticeRoom } from '../../src/practice/practiceRoom.ts'
import { standingClock } from '../../src/practice/storyClock.ts'
import { practiceTeam } from '../../src/practice/world.ts'

/**
 * Someone who has the guide alone takes a bare Debian to a bot behind TLS, with backups and alerts; breaks it in nine ways, and reads each time what to do.
 * What is typed are the blocks of docs/operating.md. In a folder with its own processes, not a machine: `systemctl.mjs` stands in for systemd, the practice room
 * for Teams, this machine's Node for NodeSource's. Run as root.
 */
const root = join(import.meta.dirname, '../..')
const began = Date.now()
const elapsed = (): string =>
  `${String(Math.floor((Date.now() - began) / 60_000)).padStart(2)}:${String(Math.floor((Date.now() - began) / 1000) % 60).padStart(2, '0')}`
const say = (words: string): void => console.log(`${elapsed()}  ${words}`)
const NEEDED = ['debootstrap', 'unshare', 'nsenter', 'git'] as const
const run = (command: string, args: readonly string[], input?: string) =>
  spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, ...(input === undefined ? {} : { input }) })
const must = (command: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = run(command, args)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}\n${stdout.slice(-2000)}${stderr}`)
  return stdout.trim()
}

if (process.getuid?.() !== 0 || NEEDED.some((name) => run('sh', ['-c', `command -v ${name}`]).status !== 0)) {
  console.error(`This is run as root, and needs ${NEEDED.join(', ')}.`)
  process.exit(1)
}

/** The same as `npm run test:image` keeps: a bare Debian. */
const kept = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'quickscan-image', 'bookworm')
const work = mkdtempSync(join(tmpdir(), 'quickscan-rehearsal-'))
const machine = join(work, 'machine')
const bare = (): void => {
  if (existsSync(`${kept}.made`)) must('cp', ['-a', kept, machine])
  else must('debootstrap', ['--variant=minbase', 'bookworm', machine, 'http://deb.debian.org/debian'])
}

const room = await openPracticeRoom({
  people: practiceTeam(),
  clock: standingClock(Date.now()),
  realNow: () => Date.now(),
})
const [http, https, bot, metrics, prometheus] = [
  await freePort(),
  await freePort(),
  await freePort(),
  await freePort(),
  await freePort(),
]
const teams = practiceEnvironment(room.address, '/var/lib/quickscan')

/** What can't be had in a folder on a machine that others use too, and what is typed in its place. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/^curl .*nodesource.*$/m, ': Node is there already'],
  [/^apt-get install -y nodejs$/m, ': Node is there already'],
  [/git clone ADDRESS/, 'git clone -q file:///source'],
  [/https:\/\/quickscan\.example\.org/g, `https://localhost:${https}`],
  [/s\/quickscan\.example\.org\/quickscan\.example\.org\//, 's/quickscan.example.org/localhost/'],
  [/^METRICS_PORT=.*$/m, `METRICS_PORT=${metrics}\nPORT=${bot}\nTEAMS_LOCAL_AUTHORITY=${teams.TEAMS_LOCAL_AUTHORITY}`],
  [/^TEAMS_CLIENT_ID=…$/m, `TEAMS_CLIENT_ID=${teams.TEAMS_CLIENT_ID}`],
  [/^TEAMS_TENANT_ID=…$/m, `TEAMS_TENANT_ID=${teams.TEAMS_TENANT_ID}`],
  [/^TEAMS_CLIENT_SECRET=…\n/m, ''],
  [/=…$/gm, '=Jeugddienst Testdorp'],
  [/^(promtool check config)/m, `sed -i 's/9464/${metrics}/' /etc/prometheus/prometheus.yml && $1`],
]

const guide = readFileSync(join(root, 'docs/operating.md'), 'utf8')
const section = guide.slice(guide.indexOf('### One Debian server'), guide.indexOf('### Otherwise'))
const steps = [...section.matchAll(/\*\*(?:\d\. )?([^*]+)\*\*[\s\S]*?```sh\n([\s\S]*?)```/g)].map(
  ([, title = '', typed = '']) => ({
    title,
    typed: INSTEAD.reduce((text, [from, to]) => text.replace(from, to), typed),
  }),
)
if (steps.length !== 7) throw new Error(`the guide has ${steps.length} steps with something to type`)

say('A bare Debian')
bare()
cpSync(join(root, 'test/rehearsal/systemctl.mjs'), join(machine, 'usr/bin/systemctl'))
chmodSync(join(machine, 'usr/bin/systemctl'), 0o755)
cpSync(join(root, 'node_modules/node/bin/node'), join(machine, 'usr/bin/node'))
const npm = dirname(dirname(must('sh', ['-c', 'readlink -f "$(command -v npm)"'])))
mkdirSync(join(machine, 'usr/lib/node_modules'), { recursive: true })
cpSync(npm, join(machine, 'usr/lib/node_modules/npm'), { recursive: true })
symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(machine, 'usr/bin/npm'))
cpSync('/etc/resolv.conf', join(machine, 'etc/resolv.conf'))
const trust = process.env.NODE_EXTRA_CA_CERTS
if (trust !== undefined) cpSync(trust, join(machine, 'etc/trust.pem'))
writeFileSync(join(machine, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
const drop = (unit: string, lines: string): void => {
  const folder = join(machine, `etc/systemd/system/${unit}.service.d`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'override.conf'), `[Service]\n${lines}\n`)
}
drop('caddy', `Environment=QUICKSCAN_HTTP_PORT=${http} QUICKSCAN_HTTPS_PORT=${https} QUICKSCAN_BOTS=127.0.0.1:${bot}`)
drop('prometheus', `Environment=ARGS="--web.listen-address=127.0.0.1:${prometheus}"`)
for (const folder of ['source', 'root/.npm']) mkdirSync(join(machine, folder), { recursive: true })
const cache = run('npm', ['config', 'get', 'cache']).stdout.trim()

const holder = spawn(
  'unshare',
  [
    ...['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c'],
    `mount --make-rprivate / && mount --bind '${machine}' '${machine}' && mount -t proc proc '${machine}/proc' && mount --bind /dev '${machine}/dev' &&
     mount --bind '${root}' '${machine}/source' && { [ ! -d '${cache}' ] || mount --bind '${cache}' '${machine}/root/.npm'; } && exec chroot '${machine}' sleep infinity`,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
const inside = (): string => {
  for (let tries = 0; tries < 200; tries++) {
    const pid = run('pgrep', ['-P', String(holder.pid)]).stdout.trim()
    if (pid && run('sh', ['-c', `tr '\\0' ' ' < /proc/${pid}/cmdline`]).stdout.startsWith('sleep')) return pid
    run('sleep', ['0.1'])
  }
  throw new Error('nothing holds the machine open')
}
const pid = inside()
/** Typed by root there. @returns what it said, and how it ended */
const type = (typed: string): { readonly said: string; readonly status: number | null } => {
  const environment = [
    ...[
      'HOME=/root',
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'DEBIAN_FRONTEND=noninteractive',
      'LC_ALL=C',
    ],
    ...(trust === undefined ? [] : ['NODE_EXTRA_CA_CERTS=/etc/trust.pem']),
  ]
  const { stdout, stderr, status } = run(
    'nsenter',
    ['-t', pid, '-m', '-p', '-r', '-w', 'env', '-i', ...environment, 'bash', '-euo', 'pipefail'],
    `exec 2>&1\ncd /root\n${typed}`,
  )
  return { said: `${stdout}${stderr}`.trim(), status }
}
const sleep = (seconds: number): void => void run('sleep', [String(seconds)])
const readyz = (): string => run('curl', ['-s', `http://127.0.0.1:${bot}/readyz`]).stdout
const doctor = 'runuser -u quickscan -- quickscan doctor --env /etc/quickscan.env'
let failed = 0
const told = (way: string, said: string, expected: RegExp): void => {
  const [line] = said.split('\n').filter((one) => expected.test(one))
  if (!expected.test(said)) failed += 1
  say(`${expected.test(said) ? 'told  ' : 'SILENT'} ${way}\n         ${(line ?? said.slice(-600)).trim()}`)
}

try {
  for (const { title, typed } of steps) {
    if (title.startsWith('Putting')) continue
    // The authority that Caddy made for itself, in place of one outside.
    const ca = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt'
    const { said, status } = type(typed.replace(/^curl -sS/m, `curl --cacert ${ca} -sS`))
    const isRight = status === 0 || (title.startsWith('Is all') && status === 1)
    say(`${isRight ? 'done  ' : 'FAILED'} ${title}`)
    if (title.startsWith('The way in')) told('behind TLS', said, /200$/)
    if (title.startsWith('Alerts')) told('rules that Prometheus takes', said, /SUCCESS: \d+ rules/)
    if (title.startsWith('The bot')) told('a first backup', said, /quickscan-\d+T\d+Z\.db/)
    if (title.startsWith('Is all')) console.log(said.replace(/^/gm, '         '))
    if (!isRight) throw new Error(said.slice(-3000))
  }
  const up = run('curl', ['-s', `http://127.0.0.1:${prometheus}/api/v1/targets`]).stdout
  told('Prometheus looks at the bot', up, /"job":"quickscan"/)
  say('It works. Now it is broken, in nine ways.')

  told(
    '1. the manifest, without development packages',
    type(
      'cd /opt/quickscan && quickscan manifest teams --domain quickscan.example.org --app-id 22222222-2222-4222-8222-222222222222 --out /root/teams.zip; ls /root',
    ).said,
    /\.zip/,
  )
  room.troubles.credentials = 'refused'
  type('systemctl restart quickscan')
  sleep(4)
  told('2. an expired secret, at /readyz', readyz(), /teamsToken/)
  told('2. … and by the doctor', type(`${doctor} || true`).said, /(WRONG|→).*(secret|token)/i)
  room.troubles.credentials = 'taken'
  type(`sed -i 's#^TEAMS_LOCAL_AUTHORITY=.*#TEAMS_LOCAL_AUTHORITY=http://127.0.0.1:9#' /etc/quickscan.env`)
  told('3. a platform that answers nothing', type(`${doctor} || true`).said, /does not answer from here/)
  type(
    `sed -i 's#^TEAMS_LOCAL_AUTHORITY=.*#TEAMS_LOCAL_AUTHORITY=${room.address}#' /etc/quickscan.env; systemctl restart quickscan`,
  )
  told(
    '4. a command typed by root',
    type('quickscan keys:rotate --env /etc/quickscan.env || true').said,
    /(sudo|runuser) -u quickscan/,
  )
  told(
    '5. why someone gets nothing',
    type(
      'runuser -u quickscan -- quickscan why --platform teams --tenant x --person y --env /etc/quickscan.env || true',
    ).said,
    /Nothing is kept of that person/,
  )
  told(
    '6. a restore while the bot runs',
    type(
      `runuser -u quickscan -- quickscan restore --from $(ls /var/lib/quickscan-backups/*.db | tail -n 1) --env /etc/quickscan.env --yes || true`,
    ).said,
    /stop|runs/i,
  )
  // A backup is recognised from a minute on.
  sleep(75)
  const restore = steps.find(({ title }) => title.startsWith('Putting'))
  const put = type(restore?.typed ?? 'false')
  say(`${put.status === 0 ? 'done  ' : 'FAILED'} a backup is put back, as the guide says`)
  if (put.status !== 0) console.log(put.said)
  type('systemctl start quickscan')
  sleep(4)
  told(
    '6. … which the bot says at its start',
    type('tail -n 20 /run/systemctl/quickscan.service.log').said,
    /This store was put back/,
  )
  type('rm /var/lib/quickscan/quickscan.db')
  sleep(40)
  told('7. its file is taken away under it', readyz(), /replaced/)
  type('systemctl stop quickscan')
  put.status === 0 && type(restore?.typed ?? 'false')
  type('systemctl start quickscan')
  type('echo HTTPS_PROXY=http://127.0.0.1:9 >> /etc/quickscan.env')
  told('8. the way out is closed', type(`${doctor} || true`).said, /(WRONG|→).*proxy/i)
  type('sed -i /^HTTPS_PROXY/d /etc/quickscan.env')
  told(
    '9. the erasure of someone it doesn’t know',
    type(
      'runuser -u quickscan -- quickscan person:erase --platform teams --tenant 11111111-1111-4111-8111-111111111111 --person 99999999-9999-4999-8999-999999999999 --env /etc/quickscan.env || true',
    ).said,
    /Nothing is kept of that person|can’t tell/,
  )
  say(failed === 0 ? 'Each time it was said what to do.' : `${failed} times it was not said.`)
} finally {
  holder.kill('SIGKILL')
  await room.stop()
  rmSync(work, { recursive: true, force: true })
}
process.exit(failed === 0 ? 0 : 1)
