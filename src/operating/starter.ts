import { readFileSync } from 'node:fs'
import { SECOND } from '../kit/calendar/instant.ts'

/** What Linux says of a process: its name and whose child it is; undefined elsewhere, and where it is gone. */
const processOf = (id: number): { readonly name: string; readonly parent: number } | undefined => {
  try {
    // The name stands in parentheses and may have any character in it: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const [, name = '', parent] = /\((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? []
    return { name, parent: Number(parent) }
  } catch {
    return undefined
  }
}

const SHELL = /^(sh|ash|dash|bash|zsh|ksh|busybox)$/

/** The processes between npm and this one: npm itself, or the shell that it started and, where that can be told, npm above it. */
export const findStarter = (): readonly number[] => {
  const parent = process.ppid
  const between = processOf(parent)
  return between && SHELL.test(between.name) ? [parent, between.parent] : [parent]
}

/**
 * Calls `stop` once npm, or the shell that it started this process through, is gone. It doesn't pass every signal on: the process would
 * go on running with nobody to stop it, on a port and a file that the next one wants.
 * @param starter as it was found before anything else was done: npm may be gone before the bot has started
 */
export const watchStarter = (starter: readonly number[], stop: () => void): void => {
  const look = setInterval(() => {
    if (findStarter().join() === starter.join()) return
    clearInterval(look)
    stop()
  }, SECOND)
  look.unref()
}
