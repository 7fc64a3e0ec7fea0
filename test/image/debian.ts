import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** Kept between runs: it takes minutes, and what it makes is the same each time. */
const debian = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'quickscan-image', 'bookworm')
/** What the slim image leaves out too. */
const LEFT_OUT = ['doc', 'locale', 'man', 'info', 'i18n'].map((name) => `usr/share/${name}`)

/** @returns the folder of a bare Debian, made where it isn't there yet. @throws what debootstrap says */
export const bareDebian = (): string => {
  if (existsSync(`${debian}.made`)) return debian
  rmSync(debian, { recursive: true, force: true })
  mkdirSync(dirname(debian), { recursive: true })
  const made = ['--variant=minbase', 'bookworm', debian, 'http://deb.debian.org/debian']
  const { status, stdout, stderr } = spawnSync('debootstrap', made, { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`debootstrap ${made.join(' ')}: ${status}\n${stdout.slice(-2000)}${stderr}`)
  // Devices are the machine's, not the image's.
  for (const folder of [...LEFT_OUT, 'var/cache/apt', 'var/lib/apt/lists', 'dev'])
    rmSync(join(debian, folder), { recursive: true, force: true })
  mkdirSync(join(debian, 'dev'))
  writeFileSync(`${debian}.made`, '')
  return debian
}
