import { unreachableScreen } from '../../cards/screens/round/startScreens.ts'
import { decideAction } from '../../flows/action/decideAction.ts'
import { decideBallot } from '../../flows/ballot/decideBallot.ts'
import { decided, UNCHANGED } from '../../flows/decision.ts'
import { type Address, type EffectPayload, send } from '../../flows/effect.ts'
import type { CardRef, MessageRef } from '../../flows/ids.ts'
import { actionKey, ballotKey, roundKey, sheetKey } from '../../flows/keys.ts'
import { hoursOf } from '../../flows/person/person.ts'
import { decideRound } from '../../flows/round/decideRound.ts'
import { decideSheetLifecycle } from '../../flows/sheet/sheetLifecycle.ts'
import { isWithin, withinHours } from '../../kit/hours.ts'
import type { Claimed } from '../../store/store.ts'
import { type Deps, withLanguage } from '../context.ts'
import { chatWith, personOf } from '../people.ts'
import { isUnreachable, type PlatformFailed } from '../ports/platform.ts'
import { channelVoice, renderCard } from '../render/renderCard.ts'
import { transact } from '../transact.ts'
import { dispatch } from './dispatch.ts'
import type { DeliveryOutcome } from './outcome.ts'
import { noteErasure } from './replayErasures.ts'
import { retryStore } from './retryStore.ts'

/** How often an edit waits for its message to be posted and recorded before it is let go: the post draws anew. */
const WAITS = 8

/** Does what an effect says; throws `PlatformFailed` when it should be tried again. */
export const deliver = async (deps: Deps, { effect, attempts }: Claimed): Promise<DeliveryOutcome> => {
  const { payload } = effect
  switch (payload.do) {
    case 'tell':
      return dispatch(deps, payload.event)
    case 'post':
      return posting(deps, effect.id, payload)
    case 'edit':
      return editing(deps, payload.card, payload.message, attempts)
    case 'note':
      return noteErasure(deps, payload.erasure)
  }
}

type Post = Extract<EffectPayload, { do: 'post' }>

const posting = async (deps: Deps, id: string, { card: ref, to, quiet }: Post): Promise<DeliveryOutcome> => {
  const reader = to.in === 'private' ? await personOf(deps, to.platform, to.person) : undefined
  if (quiet) {
    const hours = hoursOf(reader, deps.voice.zone)
    if (!isWithin(hours, deps.now())) return { quietUntil: withinHours(hours, deps.now()) }
  }
  const drawn = await renderCard(withLanguage(deps, reader?.language), ref)
  // Posted before, and cut between the recording and the forgetting of the effect: once is enough.
  if (!drawn || (firstPost(id) && drawn.shown.length > 0)) return 'heard'
  // It waited for the morning, and by then it was over.
  if (quiet && drawn.over) return 'heard'
  try {
    const conversation = to.in === 'channel' ? to.channel : await chatWith(deps, to.platform, to.person)
    const message = await deps.platform.post(to.platform, conversation, drawn.card)
    await retryStore(() => recording(deps, ref, message))
  } catch (error) {
    if (!isUnreachable(error)) throw error
    await unreachable(deps, ref, to, error)
  }
  return 'heard'
}

const firstPost = (id: string): boolean => /^post\/(invitation|progress|control|stars|ballot|action)\//.test(id)

/** The message is where later edits go; the effect is forgotten only after this is saved. */
const recording = async (deps: Deps, ref: CardRef, message: MessageRef): Promise<void> => {
  if (ref.screen === 'sheet' || ref.screen === 'nudge') {
    await transact(deps, sheetKey(ref.round, ref.sheet), (sheet) =>
      decideSheetLifecycle(sheet, { type: 'posted', message }, deps.now()),
    )
  }
  if (ref.screen === 'copy') {
    await transact(deps, sheetKey(ref.round, ref.sheet), (sheet) =>
      decideSheetLifecycle(sheet, { type: 'copyDone' }, deps.now()),
    )
  }
  if (ref.screen === 'action') {
    await transact(deps, actionKey(ref.action), (action) =>
      decideAction(action, { type: 'posted', message }, deps.now()),
    )
  }
  if (ref.screen === 'evaluation') {
    const event = { type: 'askedIn', person: ref.person, message } as const
    await transact(deps, actionKey(ref.action), (action) => decideAction(action, event, deps.now()))
  }
  if (ref.screen === 'control') {
    const event = { type: 'controlPosted', person: ref.person, message } as const
    await transact(deps, roundKey(ref.round), (round) => decideRound(round, event, deps.now()))
  }
  if (ref.screen === 'ballot' || ref.screen === 'ballotNudge') {
    await transact(deps, ballotKey(ref.round, ref.ballot), (ballot) =>
      decideBallot(ballot, { type: 'posted', message }, deps.now()),
    )
  }
  if (ref.screen === 'progress' || ref.screen === 'stars') {
    const card = ref.screen
    await transact(deps, roundKey(ref.round), (round) =>
      decideRound(round, { type: 'posted', card, message }, deps.now()),
    )
  }
}

/** Someone the bot can't write to: the coordinator must hear who, or the presser where she pressed. */
const unreachable = async (deps: Deps, ref: CardRef, to: Address, error: PlatformFailed): Promise<void> => {
  if (ref.screen === 'sheet' && to.in === 'private') {
    const id = `unreachable/${ref.round}/${ref.sheet}`
    const told = send({ type: 'unreachable', round: ref.round, person: to.person }, deps.now(), id)
    await transact(deps, sheetKey(ref.round, ref.sheet), (sheet) => (sheet ? decided(sheet, told) : UNCHANGED))
    return
  }
  if (ref.screen === 'roundForm') {
    const voice = await channelVoice(deps, ref.platform, ref.channel)
    await deps.platform.post(ref.platform, ref.channel, unreachableScreen(voice))
    return
  }
  // Who couldn't be reached for the scan is known; her ballot is simply no vote, and silence about an action is told.
  if (to.in === 'channel') throw error
}

const editing = async (
  deps: Deps,
  ref: CardRef,
  message: MessageRef | 'own',
  attempts: number,
): Promise<DeliveryOutcome> => {
  const drawn = await renderCard(deps, ref)
  if (!drawn) return 'heard'
  const messages = message === 'own' ? drawn.shown : [message]
  if (messages.length === 0) return attempts < WAITS ? 'notYet' : 'heard'
  for (const one of messages) {
    try {
      await deps.platform.edit(one, drawn.card)
    } catch (error) {
      // Deleted by its reader, or the bot was removed: there is nothing left to edit.
      if (!isUnreachable(error)) throw error
    }
  }
  return 'heard'
}
