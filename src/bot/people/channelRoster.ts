import type { Deps } from '../context.ts'
import type { Press } from '../ports/inbound.ts'
import { type FailureKind, PlatformFailed, type PlatformUser, present } from '../ports/platform.ts'

/** The platform won't say who is in that channel, so the presser can't be shown to be; any other failure may pass. */
const NO_ROSTER: readonly FailureKind[] = ['unreachable', 'refused', 'unauthorized', 'credentials']

/** The people of a channel who can take part; undefined unless the presser is in the channel. */
export const rosterFor = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  channel: string,
): Promise<readonly PlatformUser[] | undefined> => {
  const everyone = await everyoneFor(deps, press, channel)
  return everyone && present(everyone)
}

/**
 * Everyone in the channel, bots and deactivated accounts too; undefined unless the presser is among them, as the platform
 * says and not the button. @throws {PlatformFailed} when the platform can't say now
 */
export const everyoneFor = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  channel: string,
): Promise<readonly PlatformUser[] | undefined> => {
  try {
    const people = await deps.platform.roster(press.platform, channel)
    return people.some(({ id }) => id === press.actor) ? people : undefined
  } catch (error) {
    if (error instanceof PlatformFailed && NO_ROSTER.includes(error.kind)) return undefined
    throw error
  }
}
