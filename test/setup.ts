import { spawnSync } from 'node:child_process'
import { findChromium } from './chromium.ts'

/** What the tests need beyond npm: installed where we may, named with its command where we may not. Never skipped. */
const INSTALL =
  'apt-get update && apt-get install -y chromium redis-server systemd prometheus caddy nginx-light openssl'

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

const missing = (): string[] => [
  ...(findChromium() ? [] : ['Chromium']),
  ...(has('redis-server') && has('redis-cli') ? [] : ['Redis']),
  ...(has('systemd-analyze') ? [] : ['systemd-analyze']),
  ...(has('promtool') ? [] : ['promtool (of Prometheus)']),
  ...(has('caddy') ? [] : ['Caddy']),
  ...(has('nginx') ? [] : ['nginx']),
  ...(has('openssl') ? [] : ['OpenSSL']),
]

if (missing().length > 0) {
  const mayInstall = process.getuid?.() === 0 && spawnSync('sh', ['-c', 'command -v apt-get']).status === 0
  if (mayInstall) {
    console.log(`Installing ${missing().join(' and ')} for the tests (once) …`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('sh', ['-c', INSTALL], { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
  }
  const still = missing()
  if (still.length > 0) {
    console.error(
      `The tests need ${still.join(' and ')}. Install it and try again, on Debian with: sudo sh -c '${INSTALL}'`,
    )
    console.log('0 passed, 1 failed')
    process.exit(1)
  }
}
