#!/usr/bin/env node
// Stands in for systemd in a folder that is no machine: starts what a unit says, as whom it says, with the settings and folders it says. What
// systemd keeps a unit from (its sandbox) it doesn't: that is looked at with `systemd-analyze` (test/operating/infra.test.ts).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const RUN = '/run/systemctl'
mkdirSync(RUN, { recursive: true })
const fail = (words) => {
  console.error(words)
  process.exit(1)
}
const PLACES = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system']
const unitOf = (name) => {
  const file = PLACES.map((place) => `${place}/${name}`).find(existsSync)
  if (!file) fail(`Unit ${name} not found.`)
  const dropIn = `/etc/systemd/system/${name}.d/override.conf`
  const text = readFileSync(file, 'utf8') + (existsSync(dropIn) ? readFileSync(dropIn, 'utf8') : '')
  const values = new Map()
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (key) values.set(key, [...(values.get(key) ?? []), value])
  }
  return { all: (key) => values.get(key) ?? [], last: (key) => values.get(key)?.at(-1) }
}
const words = (text) => [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
const assigned = (text) => words(text).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])
const inFile = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).replace(/^"(.*)"$/, '$1')])

const pidFile = (name) => `${RUN}/${name}.pid`
const pidOf = (name) => (existsSync(pidFile(name)) ? Number(readFileSync(pidFile(name), 'utf8')) : undefined)
const runs = (name) => {
  const pid = pidOf(name)
  return (
    pid !== undefined && existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  )
}
const wait = (until, what) => {
  for (let tries = 0; tries < 400; tries++) {
    if (until()) return
    spawnSync('sleep', ['0.05'])
  }
  fail(`${what}: it takes too long`)
}

const start = (name) => {
  const unit = unitOf(name)
  if (name.endsWith('.timer') || runs(name)) return
  if (unit.all('ConditionPathExists').some((path) => !existsSync(path)))
    return console.log(`${name}: a condition isn’t met`)
  const user = unit.last('User') ?? 'root'
  for (const folder of words(unit.last('StateDirectory') ?? ''))
    spawnSync('install', [
      '-d',
      '-m',
      unit.last('StateDirectoryMode') ?? '755',
      '-o',
      user,
      '-g',
      user,
      `/var/lib/${folder}`,
    ])
  const files = unit.all('EnvironmentFile').map((path) => path.replace(/^-/, ''))
  const environment = Object.fromEntries([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOME', spawnSync('sh', ['-c', `getent passwd ${user} | cut -d: -f6`], { encoding: 'utf8' }).stdout.trim()],
    ...unit.all('Environment').flatMap(assigned),
    ...files.filter(existsSync).flatMap(inFile),
  ])
  const command = words(unit.last('ExecStart').replace(/^[-@:+!]+/, '')).flatMap((word) =>
    /^\$\w+$/.test(word) ? words(environment[word.slice(1)] ?? '') : [word],
  )
  const log = openSync(`${RUN}/${name}.log`, 'a')
  const child = spawn(
    'setpriv',
    ['--reuid', user, '--regid', unit.last('Group') ?? user, '--init-groups', ...command],
    {
      ...{ cwd: unit.last('WorkingDirectory') ?? '/', env: environment, detached: true, stdio: ['ignore', log, log] },
    },
  )
  if (unit.last('Type') === 'oneshot') return child.once('exit', (code) => process.exit(code ?? 1))
  writeFileSync(pidFile(name), String(child.pid))
  child.unref()
}
const stop = (name) => {
  if (!runs(name)) return
  process.kill(pidOf(name), 'SIGTERM')
  wait(() => !runs(name), name)
  rmSync(pidFile(name))
}

const [verb, ...given] = process.argv.slice(2)
const names = given
  .filter((one) => !one.startsWith('-'))
  .map((one) => (/\.(service|timer)$/.test(one) ? one : `${one}.service`))
for (const name of names) {
  if (verb === 'start' || (verb === 'enable' && given.includes('--now'))) start(name)
  else if (verb === 'stop') stop(name)
  else if (verb === 'restart') {
    stop(name)
    start(name)
  } else if (verb === 'is-active') {
    console.log(runs(name) ? 'active' : 'inactive')
    process.exitCode = runs(name) ? 0 : 3
  } else if (verb === 'enable') unitOf(name)
  else fail(`systemctl ${verb} isn’t stood in for`)
}
if (names.length === 0 && verb !== 'daemon-reload') fail(`systemctl ${verb} isn’t stood in for`)
