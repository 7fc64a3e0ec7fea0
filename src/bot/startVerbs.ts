import {
  checkScreen,
  emptyForm,
  formSentScreen,
  type RoundForm,
  roundFormScreen,
  startedScreen,
} from '../cards/screens/startScreens.ts'
import { roundKey, teamKey } from '../flows/keys.ts'
import type { Round } from '../flows/rounds.ts'
import { type Draft, steering } from '../flows/steering.ts'
import { refuse } from '../flows/step.ts'
import { teaming } from '../flows/teaming.ts'
import { dateIn } from '../kit/calendar.ts'
import { refusedWith } from './answers.ts'
import { channelHash, type Deps, sheetHash } from './deps.ts'
import type { Press } from './press.ts'
import { rosterWith } from './rosterWith.ts'
import { belongs } from './roundVerbs.ts'
import { settle } from './settle.ts'
import { checkForm, type SentForm } from './startForm.ts'
import { type Answer, ok, type Verb, verb } from './verb.ts'
import * as data from './verbData.ts'

const askForForm = async (deps: Deps, press: Press): Promise<Answer> => {
  const here = { platform: press.platform, channel: press.place.conversation }
  const key = teamKey(channelHash(deps.hash, here.platform, here.channel))
  const event = { type: 'formAsked', event: press.id, person: press.actor } as const
  const settled = await settle(deps, key, (team) => teaming(here, team, event, deps.now()))
  return settled.kind === 'refusal' ? refusedWith(deps, settled.why) : ok(formSentScreen(deps.voice))
}

/** Back from the check: the form as it was filled in. */
const formAgain = async (deps: Deps, press: Press, channel: string, id: string | undefined): Promise<Answer> => {
  const people = await rosterWith(deps, press, channel)
  if (!people) return refusedWith(deps, 'notMember')
  const draft = id === undefined ? undefined : (await deps.store.load(roundKey(id)))?.state
  const empty = emptyForm(deps.voice, { channel }, people, deps.now())
  const own = belongs(draft, press) && draft.coordinator === press.actor && draft.status === 'draft' ? draft : undefined
  return ok(roundFormScreen(deps.voice, own ? filledIn(deps, empty, own) : empty, deps.now()))
}

const filledIn = (deps: Deps, form: RoundForm, draft: Round): RoundForm => ({
  ...form,
  title: draft.title,
  chosen: draft.members.map(({ person }) => person),
  date: dateIn(deps.voice.zone, draft.closesAt),
})

const check = async (deps: Deps, press: Press, sent: SentForm): Promise<Answer> => {
  const people = await rosterWith(deps, press, sent.channel)
  if (!people) return refusedWith(deps, 'notMember')
  const checked = checkForm(deps.voice, people, sent, deps.now())
  if ('problems' in checked) {
    return ok(roundFormScreen(deps.voice, checked, deps.now()))
  }
  const { platform } = press
  const draft: Draft = {
    // From the platform's event id: the same press delivered twice drafts one round.
    id: deps.hash('round', platform.tenant, press.id),
    platform,
    channel: sent.channel,
    zone: deps.voice.zone,
    title: checked.title,
    coordinator: press.actor,
    floor: deps.floor,
    closesAt: checked.closesAt,
    members: checked.people.map(({ id }) => ({ person: id, sheet: sheetHash(deps.hash, platform, id) })),
  }
  const settled = await settle(deps, roundKey(draft.id), (round) =>
    steering(round, { type: 'drafted', draft }, deps.now()),
  )
  if (settled.kind === 'refusal' || !settled.state) return refusedWith(deps, 'alreadyStarted')
  const called = new Map(people.map(({ id, name }) => [id, name]))
  const names = (id: string): string => called.get(id) ?? deps.voice.say('colleague')
  return ok(checkScreen(deps.voice, names, settled.state, { channel: sent.channel }))
}

/** The channel decides, since it has one open round at most; the round then hears that it may start. */
const start = async (deps: Deps, press: Press, id: string): Promise<Answer> => {
  const round = (await deps.store.load(roundKey(id)))?.state
  if (!belongs(round, press)) return refusedWith(deps, 'roundGone')
  if (round.coordinator !== press.actor) return refusedWith(deps, 'notCoordinator')
  const key = teamKey(channelHash(deps.hash, round.platform, round.channel))
  const settled = await settle(deps, key, (team) => {
    if (round.status !== 'draft' && team?.open !== id) return refuse('alreadyStarted')
    return teaming(round, team, { type: 'startAsked', round: id }, deps.now())
  })
  return settled.kind === 'refusal' ? refusedWith(deps, settled.why) : ok(startedScreen(deps.voice, round))
}

/** From a button in the channel to a round that asks everyone. */
export const startVerbs: readonly Verb[] = [
  verb({
    verb: 'round.form',
    data: data.formAsked,
    who: 'channel',
    where: 'both',
    press: (deps, press, { channel, round }) => {
      if (press.place.in === 'channel') return askForForm(deps, press)
      return channel === undefined
        ? Promise.resolve(refusedWith(deps, 'unknownButton'))
        : formAgain(deps, press, channel, round)
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
