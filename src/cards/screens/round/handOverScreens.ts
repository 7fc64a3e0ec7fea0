import type { Round } from '../../../flows/round/round.ts'
import { buttons, type Card, type Choice, card, heading, type PeopleSearch, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { peopleField } from '../peopleField.ts'
import { steer } from './coordinatorButtons.ts'
import { takeOut } from './leavingScreens.ts'

/** A form about people that was filled in so far. */
export interface Asking {
  readonly chosen?: readonly string[]
  readonly outsiders?: readonly string[]
  readonly as?: 'instead' | 'beside'
  readonly search?: PeopleSearch
  readonly problem?: string | undefined
}

const back = ({ say }: Voice, round: Round) => ({
  label: say('notice.back'),
  verb: 'round.show',
  data: { round: round.id },
})

/** Who of the channel isn't asked yet; and anyone of the organisation. */
export const addMemberScreen = (
  voice: Voice,
  round: Round,
  people: readonly Choice[],
  { chosen = [], outsiders = [], search, problem }: Asking = {},
): Card => {
  const { say } = voice
  return card(say('add.summary'), [
    heading(say('add.title')),
    text(round.title, 'strong'),
    text(say(people.length > 0 ? 'add.text' : 'add.nobody')),
    people.length > 0 && {
      kind: 'choicesInput',
      id: 'people',
      label: say('add.label'),
      choices: people,
      chosen,
      problem,
      search: peopleField(voice, 'people', { verb: 'round.addMember', data: { round: round.id, find: true } }, search),
    },
    {
      kind: 'choicesInput',
      id: 'outsiders',
      label: say('form.outsiders'),
      choices: outsiders.map((id, at) => ({ id, name: say('form.outsider', { number: at + 1 }) })),
      chosen: outsiders,
      directory: true,
      // Where nobody of the channel is left to ask, this is the only field.
      problem: people.length === 0 ? problem : undefined,
    },
    buttons(
      { label: say('add.add'), main: true, verb: 'round.addMember', data: { round: round.id } },
      back(voice, round),
    ),
    // It takes the control card's place, which waits for it: she can still close the scan from here. And who was added by
    // mistake is taken out where she was added.
    buttons({ label: say('control.close'), ...steer(round, 'round.close') }, takeOut(voice, round)),
  ])
}

/** To whom, and whether that person replaces the coordinator or joins her. `beside` is a public value of the verb. */
export const handOverScreen = (
  voice: Voice,
  round: Round,
  people: readonly Choice[],
  { chosen: [person = ''] = [], as = 'beside', search, problem }: Asking = {},
): Card => {
  const { say } = voice
  return card(say('handOver.summary'), [
    heading(say('handOver.title')),
    text(round.title, 'strong'),
    text(say('handOver.text')),
    {
      kind: 'choiceInput',
      id: 'person',
      label: say('handOver.who'),
      value: person,
      choices: people,
      none: say('action.form.nothing'),
      problem,
      search: peopleField(voice, 'person', { verb: 'round.handOver', data: { round: round.id, find: true } }, search),
    },
    {
      kind: 'choiceInput',
      id: 'as',
      label: say('handOver.how'),
      value: as,
      choices: (['beside', 'instead'] as const).map((id) => ({ id, name: say(`handOver.${id}`) })),
      none: say('action.form.nothing'),
      spread: true,
    },
    buttons(
      { label: say('handOver.do'), main: true, verb: 'round.handOver', data: { round: round.id } },
      back(voice, round),
    ),
  ])
}

/** In place of the control card of someone who no longer steers. */
export const handedOverScreen = ({ say }: Voice, round: Round): Card =>
  card(say('handOver.done.summary'), [
    heading(say('handOver.done.summary')),
    text(round.title, 'strong'),
    text(say('handOver.done.text')),
  ])
