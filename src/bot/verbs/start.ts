import { lookingScreen, startedScreen } from '../../cards/screens/round/checkScreens.ts'
import { emptyForm, type RoundForm, roundFormScreen } from '../../cards/screens/round/roundFormScreen.ts'
import { formSentScreen } from '../../cards/screens/round/startScreens.ts'
import { decideChannel } from '../../flows/channel/channel.ts'
import { refuse } from '../../flows/decision.ts'
import { channelKey, roundKey } from '../../flows/keys.ts'
import { type Draft, decideRound } from '../../flows/round/decideRound.ts'
import { isCoordinator, type Round } from '../../flows/round/round.ts'
import { dateIn, hourIn } from '../../kit/calendar.ts'
import { everyoneWith, rosterWith } from '../channelRoster.ts'
import { channelHash, type Deps, sheetHash, voiceFor } from '../context.ts'
import type { Reply } from '../ports/handlers.ts'
import type { Press } from '../ports/inbound.ts'
import { present } from '../ports/platform.ts'
import { checkReachability, MOST_AT_ONCE } from '../reachability.ts'
import { channelVoice } from '../render/renderCard.ts'
import { drawnCheck } from '../render/renderRound.ts'
import { roundOf, stateOf } from '../stateOf.ts'
import { transact } from '../transact.ts'
import { refusedReply } from './answers.ts'
import { belongs } from './round.ts'
import * as data from './schemas.ts'
import { type CheckedForm, checkForm, type SentForm, typedIntoForm } from './startForm.ts'
import { ok, type Verb, verb } from './verb.ts'

const askForForm = async (deps: Deps, press: Press): Promise<Reply> => {
  const here = { platform: press.platform, channel: press.place.conversation }
  const key = channelKey(channelHash(deps.hash, here.platform, here.channel))
  if (press.opensForms) {
    const open = (await stateOf(deps, key))?.open
    return open === undefined ? formAgain(deps, press, { channel: here.channel }) : refusedReply(deps, 'roundOpen')
  }
  const event = { type: 'formAsked', event: press.id, person: press.actor } as const
  const settled = await transact(deps, key, (team) => decideChannel(here, team, event, deps.now()))
  const voice = await channelVoice(deps, here.platform, here.channel)
  return settled.kind === 'refusal' ? refusedReply(deps, settled.why, voice) : ok(formSentScreen(voice))
}

type Given = SentForm & { readonly channel: string; readonly round?: string | undefined }

/** The form with what is in it so far: typed just now, or checked before. */
const formAgain = async (deps: Deps, press: Press, given: Given): Promise<Reply> => {
  const people = await rosterWith(deps, press, given.channel)
  if (!people) return refusedReply(deps, 'notMember')
  const draft = given.round === undefined ? undefined : await roundOf(deps, given.round)
  const empty = emptyForm(deps.voice, { channel: given.channel }, people, deps.floor, deps.now())
  const own = belongs(draft, press) && isCoordinator(draft, press.actor) && draft.status === 'draft'
  const form = typedIntoForm(deps.voice, own ? filledIn(deps, empty, draft) : empty, given)
  return ok(roundFormScreen(deps.voice, form, deps.now()))
}

const filledIn = ({ voice }: Deps, form: RoundForm, draft: Round): RoundForm => ({
  ...form,
  title: draft.title,
  chosen: draft.members.map(({ person }) => person).filter((person) => form.people.some(({ id }) => id === person)),
  outsiders: draft.outsiders ?? [],
  date: dateIn(voice.zone, draft.closesAt),
  hour: hourIn(voice.zone, draft.closesAt),
  floor: draft.floor,
  blocks: draft.blocks,
  language: draft.language,
  more: draft.blocks.length < voice.kit.blocks.length || (draft.outsiders ?? []).length > 0,
})

const draftOf = (deps: Deps, press: Press, channel: string, checked: CheckedForm): Draft => {
  const { platform } = press
  const { title, floor, closesAt, blocks, language, outsiders, people } = checked
  return {
    // From the platform's event id: the same press delivered twice drafts one round.
    id: deps.hash('round', platform.tenant, press.id),
    platform,
    channel,
    zone: deps.voice.zone,
    title,
    coordinators: [press.actor],
    floor,
    closesAt,
    language,
    blocks,
    outsiders,
    asksRole: people.length + outsiders.length >= 2 * floor,
    members: people.map(({ id }) => ({ person: id, sheet: sheetHash(deps.hash, platform, id) })),
  }
}

const check = async (deps: Deps, press: Press, sent: Given): Promise<Reply> => {
  const everyone = await everyoneWith(deps, press, sent.channel)
  if (!everyone) return refusedReply(deps, 'notMember')
  const roster = present(everyone)
  const empty = emptyForm(deps.voice, { channel: sent.channel }, roster, deps.floor, deps.now())
  const checked = checkForm(deps.voice, roster, typedIntoForm(deps.voice, { ...empty, chosen: [] }, sent), deps.now())
  if ('problems' in checked) return ok(roundFormScreen(deps.voice, checked, deps.now()))
  const draft = draftOf(deps, press, sent.channel, checked)
  const { outsiders } = checked
  const people = checked.people.map(({ id }) => id)
  const reached =
    people.length + outsiders.length <= MOST_AT_ONCE
      ? await checkReachability(deps, press.platform, everyone, { people, outsiders })
      : undefined
  const settled = await transact(deps, roundKey(draft.id), (round) =>
    decideRound(round, { type: 'drafted', draft: { ...draft, ...reached } }, deps.now()),
  )
  const { state: round } = settled
  if (settled.kind === 'refusal' || !round) return refusedReply(deps, 'alreadyStarted')
  const voice = voiceFor(deps, { language: deps.voice.language, blocks: round.blocks })
  return ok(reached ? await drawnCheck(deps, voice, round) : lookingScreen(voice, round))
}

/** The channel decides, since it has one open round at most; the round then hears that it may start. */
const start = async (deps: Deps, press: Press, id: string): Promise<Reply> => {
  const round = await roundOf(deps, id)
  if (!belongs(round, press)) return refusedReply(deps, 'roundGone')
  if (!isCoordinator(round, press.actor)) return refusedReply(deps, 'notCoordinator')
  const fresh = round.status === 'draft'
  // Still being looked up: its card has no such button yet.
  if (fresh && !round.check) return refusedReply(deps, 'tryAgain')
  if (fresh && round.members.length === 0) return refusedReply(deps, 'nobodyLeft')
  const key = channelKey(channelHash(deps.hash, round.platform, round.channel))
  const settled = await transact(deps, key, (team) => {
    if (!fresh && team?.open !== id) return refuse('alreadyStarted')
    return decideChannel(round, team, { type: 'startAsked', round: id, language: round.language }, deps.now())
  })
  return settled.kind === 'refusal' ? refusedReply(deps, settled.why) : ok(startedScreen(deps.voice, round, deps.now()))
}

/** From a button in the channel to a round that asks everyone. */
export const startVerbs: readonly Verb[] = [
  verb({
    verb: 'round.form',
    data: data.formAsked,
    who: 'channel',
    where: 'both',
    press: (deps, press, { channel, ...given }) => {
      if (press.place.in === 'channel') return askForForm(deps, press)
      return channel === undefined
        ? Promise.resolve(refusedReply(deps, 'unknownButton'))
        : formAgain(deps, press, { ...given, channel })
    },
  }),
  verb({
    verb: 'round.check',
    data: data.formSent,
    who: 'channel',
    where: 'private',
    press: (deps, press, sent) => check(deps, press, sent),
  }),
  verb({
    verb: 'round.start',
    data: data.inRound,
    who: 'coordinator',
    where: 'private',
    press: (deps, press, { round }) => start(deps, press, round),
  }),
]
