import type { PersonId } from '../../../flows/ids.ts'
import type { Round } from '../../../flows/round/round.ts'
import { buttons, type Card, type Choice, card, heading, type Part, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { namedFew } from './checkScreens.ts'

/** To the choice of whom to take out of a round. */
export const takeOut = ({ say }: Voice, { id: round }: Round) => ({
  label: say('leaving.takeOut'),
  verb: 'round.takeOut',
  data: { round },
})
const back = ({ say }: Voice, { id: round }: Round) => ({
  label: say('notice.back'),
  verb: 'round.show',
  data: { round },
})

/** Who isn't asked any more, on the card of who steers the round; nothing where nobody left. */
export const leftParts = (voice: Voice, names: Names, round: Round): readonly (Part | undefined)[] => {
  const { left = [] } = round
  if (left.length === 0) return []
  const named = (out: boolean) => left.filter((one) => (one.out === true) === out).map(({ person }) => person)
  const [gone, out] = [named(false), named(true)]
  const line = (key: 'leaving.gone' | 'leaving.out', who: readonly PersonId[]): Part | undefined =>
    who.length === 0 ? undefined : text(voice.say(key, { count: who.length, names: namedFew(voice, names, who) }))
  return [line('leaving.gone', gone), line('leaving.out', out), buttons(takeOut(voice, round))]
}

/** To who steers a round: someone who was asked left the channel. */
export const leftScreen = (voice: Voice, names: Names, round: Round): Card => {
  const gone = (round.left ?? []).filter(({ out }) => !out).map(({ person }) => person)
  const said = voice.say('leaving.gone', { count: gone.length, names: namedFew(voice, names, gone) })
  return card(said, [
    heading(voice.say('leaving.title')),
    text(round.title, 'strong'),
    text(said),
    text(voice.say('leaving.what')),
    buttons(takeOut(voice, round), back(voice, round)),
  ])
}

/** Whom to take out. Who handed in stays counted, and the number asked stays: so that it tells nothing of who did. */
export const takeOutScreen = (voice: Voice, round: Round, people: readonly Choice[], problem?: string): Card =>
  card(voice.say('leaving.takeOut'), [
    heading(voice.say('leaving.takeOut')),
    text(round.title, 'strong'),
    text(voice.say('leaving.what')),
    {
      kind: 'choiceInput',
      id: 'person',
      label: voice.say('leaving.who'),
      value: '',
      choices: people,
      none: voice.say('action.form.nothing'),
      problem,
    },
    buttons({ ...takeOut(voice, round), main: true }, back(voice, round)),
  ])

/** To who steered a round whose channel is gone while people were asked. */
export const channelEndedScreen = ({ say }: Voice, round: Round): Card =>
  card(say('leaving.ended.title'), [
    heading(say('leaving.ended.title')),
    text(round.title, 'strong'),
    text(say('leaving.ended.text')),
  ])

/** To everyone who was asked: others read the result from now on. */
export const resultMovedScreen = ({ say }: Voice, round: Round): Card =>
  card(say('moving.read.summary'), [
    heading(say('moving.read.title')),
    text(round.title, 'strong'),
    text(say('moving.read.text')),
  ])
