import type { Guess, Heard } from '../../../kit/typed/intents.ts'
import { type Button, buttons, type Card, card, type Part, quietButtons, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import { type OpenThing, openLine } from './openScreen.ts'

/** What is answered to something typed. */
export interface HeardSaid {
  readonly said: Heard
  readonly guesses: readonly Guess[]
  /** What can be searched for. */
  readonly topic?: string | undefined
  /** Undefined in a channel, where nothing of anyone's is shown. */
  readonly things: readonly OpenThing[] | undefined
}

/** What waits for her, at most: who is greeted wants to know, and not to read. */
const MOST = 3

const guessButton = ({ say }: Voice, command: Guess): Button => ({
  label: say(`heard.guess.${command}`),
  verb: 'command.run',
  data: { command },
})

/** The library is always a tap away, with what she named filled in. */
const searchButton = (voice: Voice, topic: string | undefined): Button =>
  topic === undefined
    ? guessButton(voice, 'search')
    : { label: voice.say('play.searchFor', { topic }), verb: 'library.search', data: { word: topic } }

/** Scans and stars only: what is typed about answers is about those. */
const isAnswered = ({ kind }: OpenThing): boolean => kind === 'sheet' || kind === 'ballot'

const waiting = (voice: Voice, things: readonly OpenThing[]): readonly Part[] =>
  things.slice(0, MOST).map((thing) => openLine(voice, thing))

/** A button for each of her scans, under its title. */
const ofSheets = (
  things: readonly OpenThing[],
  label: string,
  press: (round: string) => Pick<Button, 'verb' | 'data'>,
): readonly (Part | undefined)[] =>
  things.flatMap((thing) =>
    thing.kind === 'sheet' ? [text(thing.sheet.title, 'strong'), buttons({ label, ...press(thing.sheet.round) })] : [],
  )

/** What she can do about it, by what she said. */
const waysOn = (voice: Voice, said: Heard, things: readonly OpenThing[]): readonly (Part | undefined)[] => {
  const { say } = voice
  switch (said) {
    case 'thanks':
    case 'praise':
    case 'ok':
    case 'bye':
    case 'unknown':
      return []
    case 'hello':
      return things.length === 0
        ? [text(say('heard.nothingWaits'))]
        : [text(say('heard.waits')), ...waiting(voice, things)]
    case 'private':
      return [
        ...ofSheets(things, say('invitation.notice'), (round) => ({ verb: 'notice.open', data: { round } })),
        buttons({ label: say('help.data'), verb: 'data.show', data: {} }),
      ]
    case 'decline':
      return ofSheets(things, say('heard.declineOne'), (round) => ({ verb: 'sheet.decline', data: { round } }))
    case 'quiet':
      return [
        ...ofSheets(things, say('heard.quietOne'), (round) => ({
          verb: 'sheet.snooze',
          data: { round, until: 'never' },
        })),
        buttons({ label: say('help.habits'), verb: 'hours.set', data: {} }),
      ]
    case 'papers':
      return []
    case 'pause':
    case 'noTime':
    case 'done':
    case 'back':
      return things.some(isAnswered) ? waiting(voice, things.filter(isAnswered)) : [text(say('heard.nothingWaits'))]
    case 'steer':
      return waiting(
        voice,
        things.filter(({ kind }) => kind === 'round'),
      )
  }
}

/** Where what can be taken along is a tap away. */
const WITH_PAPERS: readonly Guess[] = ['plan', 'result', 'page']

/** The guide is guessed first only where what she typed is about somebody: it may be worry in words that no rule has. */
const sentenceOf = ({ said, guesses, topic }: Pick<HeardSaid, 'said' | 'guesses' | 'topic'>): string => {
  if (said !== 'unknown' || (guesses.length > 0 && guesses[0] !== 'concern')) return `heard.${said}`
  if (guesses.length > 0) return 'heard.unknownAbout'
  return topic === undefined ? 'play.lost' : 'play.lostTopic'
}

/** A short answer to something typed, and never the card of help. */
export const heardScreen = (voice: Voice, { said, guesses, topic, things }: HeardSaid): Card => {
  const { say } = voice
  const searching = said === 'unknown' ? searchButton(voice, topic) : undefined
  const sentence = say(sentenceOf({ said, guesses, topic }))
  const help = guessButton(voice, 'help')
  const isLost = said === 'unknown' || (said === 'hello' && things === undefined)
  return card(sentence, [
    text(sentence),
    ...(things === undefined ? [] : waysOn(voice, said, things)),
    said === 'papers' && buttons(...WITH_PAPERS.map((guess) => guessButton(voice, guess))),
    buttons(
      ...guesses
        .filter((guess) => guess !== 'help' && (guess !== 'search' || !searching))
        .map((guess) => guessButton(voice, guess)),
      searching,
    ),
    isLost && quietButtons(help),
  ])
}

/** To who tapped a guess in a channel, when the answer is hers alone. */
export const sentPrivatelyScreen = ({ say }: Voice): Card =>
  card(say('heard.sentPrivately'), [text(say('heard.sentPrivately'))])
