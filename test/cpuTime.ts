import { writeFileSync } from 'node:fs'

/**
 * Loaded into a process that a test starts (`--import`): as it ends, it leaves the processor time it used, in microseconds, in the
 * file CPU_TIME_FILE. However busy the machine is, that is the process's own work.
 */
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeFileSync(process.env.CPU_TIME_FILE ?? '', String(user + system))
})
