import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { bareDebian } from '../image/debian.ts'
import { must, type Ran, run, until } from './run.ts'

const root = join(import.meta.dirname, '../..')

/** A Debian with a systemd of its own, on this machine's network. */
export interface Machine {
  /** Its files, seen from here. */
  readonly folder: string
  /** Typed by root there. */
  readonly type: (typed: string) => Promise<Ran>
  /** The same, as the bot's user. */
  readonly typeAsBot: (typed: string) => Promise<Ran>
  readonly stop: () => Promise<void>
}

/** Of systemd-nspawn: no machine is said to anyone else here, and none of this one's systemd is asked for. */
const ALONE = ['--quiet', '--register=no', '--keep-unit', '--console=pipe', '--resolv-conf=copy-host'] as const

const trust = process.env.NODE_EXTRA_CA_CERTS
const ENVIRONMENT = [
  'HOME=/root',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'DEBIAN_FRONTEND=noninteractive',
  'LC_ALL=C',
  'NODE_EXTRA_CA_CERTS=/etc/trust.pem',
]

/** Node of the package `node`, and this machine's npm: in place of NodeSource's. */
const putNode = async (folder: string): Promise<void> => {
  cpSync(join(root, 'node_modules/node/bin/node'), join(folder, 'usr/bin/node'))
  const npm = dirname(dirname(await must('sh', ['-c', 'readlink -f "$(command -v npm)"'])))
  mkdirSync(join(folder, 'usr/lib/node_modules'), { recursive: true })
  cpSync(npm, join(folder, 'usr/lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'usr/bin/npm'))
  writeFileSync(join(folder, 'etc/trust.pem'), trust === undefined ? rootCertificates.join('\n') : readFileSync(trust))
}

/** Debian's installer brings systemd and a list of hosts; debootstrap's smallest system doesn't. */
const putSystemd = async (folder: string): Promise<void> => {
  const get = 'apt-get update -q && apt-get install -qy --no-install-recommends systemd-sysv dbus'
  await must('systemd-nspawn', [...ALONE, '-D', folder, 'sh', '-c', get])
  writeFileSync(join(folder, 'etc/hosts'), '127.0.0.1 localhost\n')
  // What is installed doesn't start by itself: its usual ports may be somebody else's here.
  writeFileSync(join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
}

/**
 * Makes a bare Debian and starts it.
 * @param units settings for services that aren't there yet, by name: what a machine of its own wouldn't need
 * @throws where this machine lets no systemd start
 */
export const startMachine = async (units: Readonly<Record<string, string>>): Promise<Machine> => {
  const work = mkdtempSync(join(tmpdir(), 'quickscan-rehearsal-'))
  const folder = join(work, 'machine')
  await must('cp', ['-a', bareDebian(), folder])
  await putSystemd(folder)
  await putNode(folder)
  for (const [unit, lines] of Object.entries(units)) {
    const place = join(folder, `etc/systemd/system/${unit}.service.d`)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'override.conf'), `[Service]\n${lines}\n`)
  }
  const cache = (await run('npm', ['config', 'get', 'cache'])).said
  mkdirSync(join(folder, 'root/.npm'), { recursive: true })
  const binds = [`--bind-ro=${root}:/source`, ...(cache ? [`--bind=${cache}:/root/.npm`] : [])]
  const holder = spawn('systemd-nspawn', [...ALONE, ...binds, '--boot', '-D', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let boot = ''
  for (const output of [holder.stdout, holder.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      boot += text
    })
  const leader = async (): Promise<string | undefined> => {
    if (holder.exitCode !== null) throw new Error(`no systemd starts on this machine: ${boot.slice(-2000)}`)
    const { said } = await run('pgrep', ['-P', String(holder.pid), '-x', 'systemd'])
    return said || undefined
  }
  const pid = await until('a systemd', leader)
  const type: Machine['type'] = (typed) =>
    run(
      'nsenter',
      ['-t', pid, '-m', '-u', '-i', '-p', '-r', '-w', 'env', '-i', ...ENVIRONMENT, 'bash', '-euo', 'pipefail'],
      `exec 2>&1\ncd /root\n${typed}\n`,
    )
  const booted = async (): Promise<true | undefined> => {
    const { said } = await type('systemctl is-system-running || true')
    return /^(running|degraded)$/m.test(said) ? true : undefined
  }
  await until(`a started systemd:\n${boot}`, booted)
  return {
    folder,
    type,
    typeAsBot: (typed) => type(`runuser -u quickscan -- ${typed}`),
    stop: async () => {
      if (holder.exitCode === null) {
        const gone = new Promise((resolve) => holder.once('exit', resolve))
        // What systemd-nspawn is told so it does: it ends what runs there, and then itself.
        process.kill(Number(pid), 'SIGKILL')
        await gone
      }
      rmSync(work, { recursive: true, force: true })
    },
  }
}
