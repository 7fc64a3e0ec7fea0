import type { Deps } from './context.ts'
import type { Press } from './ports/inbound.ts'
import { type FailureKind, PlatformFailed, type PlatformUser, present } from './ports/platform.ts'

/** The platform won't say who is in that channel, so the presser can't be shown to be; any other failure may pass. */
const NO_ROSTER: readonly FailureKind[] = ['unreachable', 'refused', 'unauthorized']

/** The people of a channel who can take part, when the presser is one of them. */
export const rosterWith = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  channel: string,
): Promise<readonly PlatformUser[] | undefined> => {
  const everyone = await everyoneWith(deps, press, channel)
  return everyone && present(everyone)
}

/** All there is in the channel, when the presser is one of them: the platform says so, not the button. */
export const everyoneWith = async (
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
