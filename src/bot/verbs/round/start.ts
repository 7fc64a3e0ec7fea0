import { formAgain } from '../../../cards/fieldProblems.ts'
import { lookingScreen, startedScreen } from '../../../cards/screens/round/checkScreens.ts'
import { type RoundForm, roundFormScreen } from '../../../cards/screens/round/roundFormScreen.ts'
import { formSentScreen } from '../../../cards/screens/round/startScreens.ts'
import { decideChannel } from '../../../flows/channel/channel.ts'
import { refuse } from '../../../flows/decision.ts'
import type { ChannelId, RoundId } from '../../../flows/ids.ts'
import { channelKey, roundKey } from '../../../flows/keys.ts'
import { decideRound } from '../../../flows/round/decideRound.ts'
import type { Draft } from '../../../flows/round/draft.ts'
import { type DraftRound, isCoordinator, type Round } from '../../../flows/round/round.ts'
import { dateIn, hourIn } from '../../../kit/calendar/calendar.ts'
import { channelNow } from '../../channelMoves.ts'
import { channelHash, type Deps, madeBy, newForm, sheetHash, voiceFor } from '../../context.ts'
import { everyoneFor } from '../../people/channelRoster.ts'
import { tellApart } from '../../people/naming.ts'
import { checkReachability, MOST_WITHIN_REPLY } from '../../people/reachability.ts'
import type { Reply } from '../../ports/handlers.ts'
import type { Press } from '../../ports/inbound.ts'
import { present } from '../../ports/platform.ts'
import { channelVoice, formFor } from '../../render/channelScreens.ts'
import { renderCheck } from '../../render/roundScreens.ts'
import { stateOf } from '../../stateOf.ts'
import { transact } from '../../transact.ts'
import type { Contexts } from '../contexts.ts'
import * as fields from '../fields.ts'
import { roundHere } from '../guards.ts'
import { ok, refusedReply } from '../replies.ts'
import * as data from '../schemas.ts'
import { type Verb, verb } from '../verb.ts'
import { type CheckedForm, checkForm, foundInForm, type SentForm, typedIntoForm } from './startForm.ts'

/** In the channel: the form is opened for the presser where the platform can, else sent to her private chat. */
const openForm = async (context: Contexts['roundForm']): Promise<Reply> => {
  const { deps, press, channel } = context
  const address = { platform: press.platform, channel }
  const key = channelKey(channelHash(deps.hash, press.platform, channel))
  if (press.opensForms) {
    const open = (await stateOf(deps, key))?.open
    return open === undefined ? showForm(context, {}) : refusedReply(deps, 'roundOpen')
  }
  const event = { type: 'formAsked', event: press.id, person: press.actor } as const
  const done = await transact(deps, key, (known) => decideChannel(address, known, event, deps.now()))
  const voice = await channelVoice(deps, press.platform, channel)
  return done.kind === 'refusal' ? refusedReply(deps, done.why, voice) : ok(formSentScreen(voice))
}

type SentWithDraft = SentForm & { readonly round?: RoundId | undefined }

/** The form with what is in it so far: just typed, or in the draft that was checked before. It lists the channel's people. */
const showForm = async (context: Contexts['roundForm'], sent: SentWithDraft): Promise<Reply> => {
  const { deps, press, channel } = context
  const everyone = await everyoneFor(deps, press, channel)
  if (!everyone) return refusedReply(deps, 'notMember')
  const where = { channel, form: sent.form ?? newForm(deps, channel, press.actor) }
  const empty = await formFor(deps, press.platform, where, everyone)
  const named = tellApart(present(everyone), deps.voice.say)
  const draft = await ownDraft(context, sent.round)
  const typed = typedIntoForm(deps.voice, draft ? filledIn(deps, empty, draft) : empty, sent)
  const { form } = foundInForm(deps.voice, typed, named, sent.peopleNames)
  const drawn = roundFormScreen(deps.voice, form)
  return ok(formAgain(deps.voice, drawn, sent, deps.now()) ?? drawn)
}

const ownDraft = async (context: Contexts['roundForm'], id: RoundId | undefined): Promise<DraftRound | undefined> => {
  const round = id === undefined ? undefined : await roundHere(context, id)
  return round?.status === 'draft' && isCoordinator(round, context.press.actor) ? round : undefined
}

const filledIn = ({ voice }: Deps, form: RoundForm, draft: DraftRound): RoundForm => ({
  ...form,
  title: draft.title,
  // Names beside it would be too many for a card.
  everyone: draft.everyone ?? false,
  chosen: draft.everyone
    ? []
    : draft.members.map(({ person }) => person).filter((person) => form.people.some(({ id }) => id === person)),
  outsiders: draft.outsiders ?? [],
  date: dateIn(voice.zone, draft.closesAt),
  hour: hourIn(voice.zone, draft.closesAt),
  floor: draft.floor,
  blocks: draft.blocks,
  language: draft.language,
  perRole: draft.perRole ?? false,
  more: draft.blocks.length < voice.kit.blocks.length || (draft.outsiders ?? []).length > 0 || draft.perRole === true,
})

type SentToCheck = SentForm & { readonly channel: ChannelId }

const draftOf = (deps: Deps, press: Press, { channel, form }: SentToCheck, checked: CheckedForm): Draft => {
  const { platform } = press
  const { title, floor, closesAt, movedFrom, blocks, language, outsiders, people, everyone, perRole } = checked
  return {
    id: madeBy(deps, 'round', form, press, channel, JSON.stringify(checked)),
    platform,
    channel,
    zone: deps.voice.zone,
    title,
    coordinators: [press.actor],
    floor,
    closesAt,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(everyone ? { everyone } : {}),
    language,
    blocks,
    outsiders,
    // The form refuses it for too few.
    asksRole: perRole,
    ...(perRole ? { perRole } : {}),
    members: people.map(({ id }) => ({ person: id, sheet: sheetHash(deps.hash, platform, id) })),
  }
}

const check = async (context: Contexts['roundFormRoster'], sent: SentToCheck): Promise<Reply> => {
  const { deps, press, everyone } = context
  const roster = present(everyone)
  const named = tellApart(roster, deps.voice.say)
  const where = { channel: sent.channel, ...(sent.form === undefined ? {} : { form: sent.form }) }
  const empty = await formFor(deps, press.platform, where, everyone)
  const typed = typedIntoForm(deps.voice, { ...empty, title: '', chosen: [] }, sent)
  const { form, open } = foundInForm(deps.voice, typed, named, sent.peopleNames)
  const checked = checkForm(deps.voice, roster, form, deps.now())
  const drawn = roundFormScreen(deps.voice, 'problems' in checked ? checked : form)
  const again = formAgain(deps.voice, drawn, sent, deps.now())
  if (again) return ok(again)
  // Whoever she typed and isn't found is missed only later, if nobody says so now.
  if ('problems' in checked || open) return ok(drawn)
  const reached = await reachabilityNow(context, checked)
  const draft = { ...draftOf(deps, press, sent, checked), ...reached }
  const done = await transact(deps, roundKey(draft.id), (known) =>
    decideRound(known, { type: 'drafted', draft }, deps.now()),
  )
  const { state: round } = done
  if (done.kind === 'refusal' || !round) return refusedReply(deps, 'alreadyStarted')
  const voice = voiceFor(deps, { language: deps.voice.language, blocks: round.blocks })
  return ok(reached ? await renderCheck(deps, voice, round) : lookingScreen(voice, round))
}

/** Undefined for more people than can be looked up within a reply: the check then comes as a card of its own. */
const reachabilityNow = async (
  { deps, press, everyone }: Contexts['roundFormRoster'],
  { people, outsiders }: CheckedForm,
): Promise<Awaited<ReturnType<typeof checkReachability>> | undefined> =>
  people.length + outsiders.length <= MOST_WITHIN_REPLY
    ? checkReachability(deps, press.platform, everyone, { people: people.map(({ id }) => id), outsiders })
    : undefined

/** The channel decides, since it has one open round at most; the round is then told that it may start. */
const start = async ({ deps, round }: Contexts['coordinator']): Promise<Reply> => {
  const isDraft = round.status === 'draft'
  // Still being looked up: its card has no such button yet.
  if (isDraft && !round.check) return refusedReply(deps, 'tryAgain')
  if (isDraft && round.members.length === 0) return refusedReply(deps, 'nobodyLeft')
  const channel = isDraft ? await draftChannel(deps, round) : round.channel
  const here = { platform: round.platform, channel }
  const key = channelKey(channelHash(deps.hash, round.platform, channel))
  const event = { type: 'startAsked', round: round.id, language: round.language } as const
  const done = await transact(deps, key, (known) => {
    if (!isDraft && known?.open !== round.id) return refuse('alreadyStarted')
    return decideChannel(here, known, event, deps.now())
  })
  return done.kind === 'refusal' ? refusedReply(deps, done.why) : ok(startedScreen(deps.voice, round, deps.now()))
}

/** The channel may have another id since the draft was made: nothing but the draft itself knows of it. */
const draftChannel = async (deps: Deps, { id, platform, channel }: Round): Promise<ChannelId> => {
  const now = await channelNow(deps, platform, channel)
  if (now.channel === channel) return channel
  const event = { type: 'channelMoved', channel: now.channel, same: true } as const
  await transact(deps, roundKey(id), (known) => decideRound(known, event, deps.now()))
  return now.channel
}

/** From a button in the channel to a round that asks everyone. */
export const startVerbs: readonly Verb[] = [
  verb({
    verb: 'round.form',
    data: data.roundForm,
    who: 'roundForm',
    where: 'both',
    press: (context, sent) => (context.press.place.in === 'channel' ? openForm(context) : showForm(context, sent)),
  }),
  verb({ verb: 'round.check', data: data.checkRound, who: 'roundFormRoster', where: 'private', press: check }),
  verb({ verb: 'round.start', data: fields.inRound, who: 'coordinator', where: 'private', press: start }),
]
