import type { EffectPayload } from '../../flows/effect.ts'
import { personKey } from '../../flows/keys.ts'
import { decidePerson } from '../../flows/person/decidePerson.ts'
import type { CardRef } from '../../flows/refs.ts'
import type { Deps } from '../context.ts'
import { chatWith, updatePerson } from '../people/people.ts'
import { type GivenFile, isUnreachable, PlatformFailed } from '../ports/platform.ts'
import { drawCalendarFile } from '../render/files/calendarFile.ts'
import { drawPaper } from '../render/files/papers.ts'
import { drawDataFile } from '../render/files/personExport.ts'
import { screenOf } from '../render/screens.ts'
import { transact } from '../transact.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { retryStore } from './retryStore.ts'

type Share = Extract<EffectPayload, { do: 'share' }>

type Unshare = Extract<EffectPayload, { do: 'unshare' }>

const drawn = async (deps: Deps, { file, to: { platform, person } }: Share): Promise<GivenFile | undefined> => {
  if (file.of === 'data') return drawDataFile(deps, platform, person)
  if (file.of === 'paper') return drawPaper(deps, platform, person, file)
  return drawCalendarFile(deps, file)
}

/** What is posted where the platform takes no file. */
const insteadOf = ({ file, to: { platform, person } }: Share): CardRef => {
  if (file.of === 'data') return { screen: 'dataFile', platform, person }
  if (file.of === 'paper') return { screen: 'paperLink', file, platform, person }
  return { screen: 'calendarLink', file, platform, person }
}

/** It is hers from the moment it is in her chat: her erasure takes it away there. */
const noteGiven = async (
  deps: Deps,
  { file: { of }, to: { platform, person } }: Share,
  file: string,
): Promise<void> => {
  if (of !== 'data') return
  const given = { type: 'dataFileGiven', platform, person, file, name: deps.hash('file', file) } as const
  await retryStore(() => updatePerson(deps, platform, person, given))
}

/**
 * Puts a file in a private chat, or a link to it where the platform takes none from us: a workspace may have let the bot
 * in before it asked for that. @throws {PlatformFailed} when it is to be tried again
 */
export const deliverShare = async (deps: Deps, payload: Share): Promise<DeliveryOutcome> => {
  const { to } = payload
  const file = await drawn(deps, payload)
  if (!file) return 'delivered'
  try {
    const chat = await chatWith(deps, to.platform, to.person)
    const given = await deps.platform.share(to.platform, chat, file)
    if (given !== undefined) {
      await noteGiven(deps, payload, given)
      return 'delivered'
    }
    const ref = insteadOf(payload)
    const rendered = await screenOf(ref).render(deps, ref)
    if (rendered) await deps.platform.post(to.platform, chat, rendered.card)
  } catch (error) {
    // Nobody is left to give it to.
    if (!isUnreachable(error)) throw error
  }
  return 'delivered'
}

/** Takes a file out of her chat. Already gone, or not to be taken away any more, it is off her list all the same. */
export const deliverUnshare = async (deps: Deps, { platform, file, of }: Unshare): Promise<DeliveryOutcome> => {
  try {
    await deps.platform.unshare(platform, file)
  } catch (error) {
    const isGone = isUnreachable(error) || (error instanceof PlatformFailed && error.kind === 'refused')
    if (!isGone) throw error
  }
  const gone = { type: 'dataFileGone', name: deps.hash('file', file) } as const
  await retryStore(() => transact(deps, personKey(of), (known) => decidePerson(of, known, gone, deps.now())))
  return 'delivered'
}
