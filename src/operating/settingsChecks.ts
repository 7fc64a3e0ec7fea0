import { missingNotice } from '../config.ts'
import type { Check } from './checks.ts'

/** Whether people can read what they have a right to. Settings that are wrong or misspelt stop a bot before any check. */
export const settings: Check = {
  name: 'settings',
  suffers: 'nobody',
  hourly: false,
  run: async (around) => {
    const missing = missingNotice(around.settings)
    return missing === undefined
      ? { state: 'ok', words: 'the settings are whole' }
      : { state: 'warn', words: 'the notice that people read has gaps', todo: missing }
  },
}

/** Which version it is: the first thing anyone who helps will ask. */
export const version: Check = {
  name: 'version',
  suffers: 'nobody',
  hourly: false,
  run: async (around) => ({ state: 'ok', words: `Quickscan ${around.version} on Node ${process.versions.node}` }),
}
