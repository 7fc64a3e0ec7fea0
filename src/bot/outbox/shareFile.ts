import type { EffectPayload } from '../../flows/effect.ts'
import type { Deps } from '../context.ts'
import { chatWith } from '../people/people.ts'
import { isUnreachable } from '../ports/platform.ts'
import { drawCalendarFile } from '../render/calendarFile.ts'
import { screenOf } from '../render/screens.ts'
import type { DeliveryOutcome } from './outcome.ts'

type Share = Extract<EffectPayload, { do: 'share' }>

/**
 * Puts a calendar file in a private chat, or a link to it where the platform takes none from us: a workspace may have let the bot
 * in before it asked for that. @throws {PlatformFailed} when it is to be tried again
 */
export const deliverShare = async (deps: Deps, { file, to }: Share): Promise<DeliveryOutcome> => {
  const drawn = await drawCalendarFile(deps, file)
  if (!drawn) return 'delivered'
  try {
    const chat = await chatWith(deps, to.platform, to.person)
    if (await deps.platform.share(to.platform, chat, drawn)) return 'delivered'
    const ref = { screen: 'calendarLink', file, platform: to.platform, person: to.person } as const
    const rendered = await screenOf(ref).render(deps, ref)
    if (rendered) await deps.platform.post(to.platform, chat, rendered.card)
  } catch (error) {
    // Nobody is left to give it to.
    if (!isUnreachable(error)) throw error
  }
  return 'delivered'
}
