import { distance } from '../nearest.ts'

/** Which names in the environment were meant as settings of ours, and are misspelt. */

/** Whatever begins with one of these is taken for a setting of the bot, unless another program is known to use it. */
const OURS = ['TEAMS_', 'SLACK_'] as const

/**
 * What other programs are known to set: Kubernetes and Docker for a service that is called `redis`, `slack` or `teams`, and
 * notifiers, command lines and frameworks for the two platforms.
 */
const FOREIGN: readonly RegExp[] = [
  /_SERVICE_(HOST|PORT)(_\w+)?$/,
  /_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/,
  /^(TEAMS|SLACK|REDIS)_(PORT|NAME|ENV_\w+)$/,
  /^SLACK_(WEBHOOK|INCOMING|CHANNEL|API|CLI|APP_TOKEN|TOKEN|USER|ICON|MESSAGE|COLOR|NOTIF)/,
  /^TEAMS_(WEBHOOK|APP_|FX|CHANNEL|MESSAGE|NOTIF)/,
]

/** Too short to tell a slip from another program's word: GIT_DIR is one letter away from KIT_DIR. */
const SHORT = 8
/** Letters that may be wrong in a long name; in one of middling length, one. */
const SLIPS = 2
const LONG = 11

/** Without case and underscores, which are forgotten most often. */
const plain = (name: string): string => name.toUpperCase().replaceAll(/[_-]/g, '')

const allowed = (known: string): number => {
  const { length } = plain(known)
  return length < SHORT ? 0 : length < LONG ? 1 : SLIPS
}

interface Near {
  readonly name: string
  readonly distance: number
}

const nearest = (name: string, known: readonly string[]): Near =>
  known
    .map((one) => ({ name: one, distance: distance(plain(name), plain(one)) }))
    .reduce((best, one) => (one.distance < best.distance ? one : best), NONE)

const NONE: Near = { name: '', distance: Number.POSITIVE_INFINITY }

/** The nearest that may be meant: a process has many variables, and nearly all of them are too long or too short for any setting. */
const slipOf = (name: string, known: readonly string[]): Near => {
  const { length } = plain(name)
  return nearest(
    name,
    known.filter((one) => Math.abs(plain(one).length - length) <= allowed(one)),
  )
}

/** Lower case is how shells and npm name their own: taken for a slip only where an underscore says that a setting was meant. */
const isSlip = (name: string, near: Near): boolean =>
  near.distance <= allowed(near.name) && (name === name.toUpperCase() || name.includes('_'))

/**
 * A sentence for each name that was meant as a setting and is none, with the nearest that is one. Other programs'
 * variables are left alone: only what is a slip or two away from a setting counts, and what begins with TEAMS_ or SLACK_.
 * @param names all that the environment has
 * @param known all settings there are
 */
export const misspeltSettings = (names: readonly string[], known: readonly string[]): readonly string[] => {
  const settings = new Set(known)
  return names.flatMap((name) => {
    if (settings.has(name) || FOREIGN.some((pattern) => pattern.test(name))) return []
    const near = slipOf(name, known)
    const slip = isSlip(name, near)
    const prefix = OURS.find((ours) => name.startsWith(ours))
    if (!slip && prefix === undefined) return []
    const meant = slip ? near.name : nearestOf(name, known, prefix ?? '')
    return [`${name} is no setting; did you mean ${meant}?`]
  })
}

/** One of the platform's: the one whose last word was left out, else the nearest. */
const nearestOf = (name: string, known: readonly string[], prefix: string): string => {
  const own = known.filter((one) => one.startsWith(prefix))
  return own.find((one) => one.startsWith(`${name}_`)) ?? nearest(name, own).name
}
