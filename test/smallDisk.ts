import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real file system so small that it can be filled; in memory. */
export interface SmallDisk {
  readonly folder: string
  /** Until not a byte more can be written. */
  fill(): void
  /** Takes away what filled it. */
  makeRoom(): void
  /** Takes away everything. */
  empty(): void
  readOnly(): void
  unmount(): void
}

const mount = (folder: string, size: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'quickscan-test', folder], { stdio: 'ignore' })
}
const FILLER = 'filler'

/** Mounts one. It needs root, so ask first whether it works here. */
export const mountSmall = (size: string): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-disk-'))
  mount(folder, size)
  return {
    folder,
    fill: () => {
      const file = openSync(join(folder, FILLER), 'a')
      try {
        for (;;) writeSync(file, Buffer.alloc(4096))
      } catch {
        closeSync(file)
      }
    },
    makeRoom: () => rmSync(join(folder, FILLER), { force: true }),
    empty: () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
    },
    readOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder]),
    unmount: () => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
/** Whether this machine lets us. */
mountSmall.works = (): boolean => {
  try {
    mountSmall('16k').unmount()
    return true
  } catch {
    return false
  }
}
