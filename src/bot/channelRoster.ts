import type { Deps } from './context.ts'
import type { Press } from './ports/inbound.ts'
import { type Person, PlatformFailed, present } from './ports/platform.ts'

/** The people of a channel who can take part, when the presser is one of them. */
export const rosterWith = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  channel: string,
): Promise<readonly Person[] | undefined> => {
  const everyone = await everyoneWith(deps, press, channel)
  return everyone && present(everyone)
}

/** All there is in the channel, when the presser is one of them: the platform says so, not the button. */
export const everyoneWith = async (
  deps: Deps,
  press: Pick<Press, 'platform' | 'actor'>,
  channel: string,
): Promise<readonly Person[] | undefined> => {
  try {
    const people = await deps.platform.roster(press.platform, channel)
    return people.some(({ id }) => id === press.actor) ? people : undefined
  } catch (error) {
    const refusal = error instanceof PlatformFailed && error.status >= 400 && error.status < 500 && error.status !== 429
    if (refusal) return undefined
    throw error
  }
}
