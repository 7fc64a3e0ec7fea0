import { restingHomeScreen } from '../../cards/screens/person/homeScreen.ts'
import type { EffectPayload } from '../../flows/effect.ts'
import { type Deps, withLanguage } from '../context.ts'
import { personOf } from '../people/people.ts'
import { isUnreachable, PlatformFailed } from '../ports/platform.ts'
import type { DeliveryOutcome } from './outcome.ts'

/** Takes down what stands on someone's own page. @throws {PlatformFailed} when it is to be tried again */
export const deliverRestHome = async (
  deps: Deps,
  { platform, person }: Extract<EffectPayload, { do: 'restHome' }>,
): Promise<DeliveryOutcome> => {
  const known = await personOf(deps, platform, person)
  const { voice } = withLanguage(deps, known?.language)
  try {
    await deps.platform.showHome(platform, person, restingHomeScreen(voice))
  } catch (error) {
    // Without the app or the account there is no such page either.
    if (!isUnreachable(error) && !(error instanceof PlatformFailed && error.kind === 'refused')) throw error
  }
  return 'delivered'
}
