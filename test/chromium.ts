import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

/** Where Chromium is, or undefined. */
export const findChromium = (): string | undefined => {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' })
    if (status === 0) return stdout.trim()
  }
  return undefined
}

/** Without its background services, which would knock on doors that may be closed. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Teams is elsewhere and the bot is here, which a browser else takes for an attack on this machine. The others are pages of its own,
  // for an address bar that nobody sees: two in each window.
  '--disable-features=LocalNetworkAccessChecks,AimEnabled,WebUIOmniboxPopup',
]

/** A browser; whoever asked closes it. */
export const launchBrowser = (): Promise<Browser> => {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Chromium is needed, and is not here')
  return chromium.launch({ executablePath, args: ARGUMENTS })
}

let shared: Promise<Browser> | undefined
/** The one browser of all test files of a worker, which ends with it: a start costs more than most of what is looked at. Contexts are a test's own. */
export const sharedBrowser = (): Promise<Browser> => {
  shared ??= launchBrowser()
  return shared
}
