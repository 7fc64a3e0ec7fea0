import { type ChannelWish, latestOf } from '../flows/channel/channel.ts'
import type { PersonId, Platform } from '../flows/ids.ts'
import type { channelKey } from '../flows/keys.ts'
import type { CardRef } from '../flows/refs.ts'
import { hasBlock } from '../kit/kit.ts'
import type { Language } from '../kit/languages.ts'
import type { Wish } from '../kit/typed/listen.ts'
import type { Deps } from './context.ts'
import type { Place } from './ports/inbound.ts'
import { roundOf, stateOf } from './stateOf.ts'

/** What the channel is shown; undefined for what is between the bot and one person. */
export const channelWish = (deps: Deps, wish: Wish | undefined): ChannelWish | undefined => {
  const language = wish?.language ?? deps.voice.language
  switch (wish?.intent) {
    case undefined:
    case 'start':
      return { show: 'start' }
    case 'status':
    case 'priorities':
    case 'result':
    case 'stars':
    case 'plan':
      return { show: wish.intent }
    case 'action':
    case 'followUp':
      return { show: 'plan' }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { show: 'block', block: wish.argument, language }
        : { show: 'blocks', language }
    case 'search':
      return { show: 'library', ...foundFor(deps, wish.argument, language), language }
    case 'unknown': {
      const { named, topic } = deps.voices[language].find(wish.argument)
      if (named) return { show: 'library', ...foundFor(deps, wish.argument, language), language }
      return { show: 'heard', said: 'unknown', guesses: wish.guesses, topic, language }
    }
    case 'thanks':
    case 'praise':
    case 'ok':
    case 'hello':
    case 'bye':
    case 'private':
    case 'papers':
      return { show: 'heard', said: wish.intent, language }
    case 'concern':
    case 'mine':
    case 'open':
    case 'calendar':
    case 'data':
    case 'page':
    case 'language':
    case 'hours':
    case 'settings':
    case 'move':
    case 'help':
    case 'quiet':
    case 'decline':
    case 'pause':
    case 'noTime':
    case 'done':
    case 'back':
    case 'steer':
      return undefined
  }
}

/** What answers a question: none of its own words is kept. Nothing where nothing is asked: then it is the library that is wanted. */
const foundFor = (deps: Deps, question: string, language: Language) => {
  if (question === '') return { found: [] }
  const answer = deps.voices[language].find(question)
  return { found: answer.hits.map(({ id }) => id), answer }
}

/** What was wished, or how to begin where its round is forgotten by now: nobody who asks is left without an answer. */
export const answerable = async (
  deps: Deps,
  key: ReturnType<typeof channelKey>,
  shown: ChannelWish,
): Promise<ChannelWish> => {
  switch (shown.show) {
    case 'start':
    case 'block':
    case 'blocks':
    case 'library':
    case 'heard':
    case 'plan':
      return shown
    case 'status':
    case 'result':
    case 'stars':
    case 'priorities': {
      const team = await stateOf(deps, key)
      const round = latestOf(team)
      const gone = !team?.open && round !== undefined && (await roundOf(deps, round)) === undefined
      return gone ? { show: 'start' } : shown
    }
  }
}

/** The card that answers in the private chat. */
export const privateCard = (
  deps: Deps,
  { platform, actor: person, place }: { readonly platform: Platform; readonly actor: PersonId; readonly place: Place },
  wish: Wish | undefined,
  language: Language | undefined,
): CardRef => {
  const reading = language ?? deps.voice.language
  const own = { platform, person, language: reading }
  const channel = place.in === 'channel' ? place.conversation : undefined
  switch (wish?.intent) {
    case 'result':
      return { screen: 'ownResult', ...own }
    case 'status':
    case 'stars':
    case 'priorities':
      return { screen: 'stand', ...own }
    case 'open':
      return { screen: 'open', ...own }
    case 'papers':
      return { screen: 'ownPapers', ...own }
    case 'calendar':
      return { screen: 'calendar', ...own }
    // Her team's plan has the button that adds something to it.
    case 'action':
    case 'plan':
      return { screen: 'teamPlans', ...own }
    case 'mine':
    case 'followUp':
      return { screen: 'mine', ...own }
    case 'settings':
      return { screen: 'teamSettings', ...own, ...(channel === undefined ? {} : { channel }) }
    case 'move':
      return { screen: 'moveHere', ...own, channel }
    case 'data':
      return { screen: 'data', ...own }
    case 'page':
      return { screen: 'pageLink', ...own }
    case 'language':
    case 'hours':
      return { screen: 'habits', ...own }
    case 'block':
      return hasBlock(deps.voice.kit, wish.argument)
        ? { screen: 'block', block: wish.argument, language: reading }
        : { screen: 'blocks', language: reading }
    case 'search':
      return { screen: 'library', ...foundFor(deps, wish.argument, reading), language: reading }
    case 'concern':
      return { screen: 'concern', step: deps.voice.reading.concern[0]?.id ?? '', ...own }
    case 'unknown': {
      const { named, topic } = deps.voices[reading].find(wish.argument)
      if (named) return { screen: 'library', ...foundFor(deps, wish.argument, reading), language: reading }
      return { screen: 'heard', said: 'unknown', guesses: wish.guesses, topic, ...own }
    }
    case 'thanks':
    case 'praise':
    case 'ok':
    case 'hello':
    case 'bye':
    case 'private':
    case 'quiet':
    case 'decline':
    case 'pause':
    case 'noTime':
    case 'done':
    case 'back':
    case 'steer':
      return { screen: 'heard', said: wish.intent, ...own }
    case undefined:
    case 'start':
    case 'help':
      return { screen: 'help', ...own }
  }
}
