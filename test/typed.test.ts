import { describe, expect, it } from 'vitest'
import { loadListening, loadSentences } from '../src/build/content.ts'
import { COMMANDS } from '../src/kit/commands.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { BUTTONS } from '../src/kit/typed/buttons.ts'
import { GUESSES, INTENTS, type Intent, isSmallTalk } from '../src/kit/typed/intents.ts'
import { listen } from '../src/kit/typed/listen.ts'
import { sentencesFor, typedIn, worriesIn } from './typedSentences.ts'

const listening = loadListening()
const heard = (text: string) => listen(listening, text)?.intent
/** Praise and thanks are answered alike, and so is “ok”. */
const kindly = (intent: Intent | 'unknown' | undefined) => (intent === 'praise' || intent === 'ok' ? 'thanks' : intent)
const rows = (of: ReturnType<typeof typedIn>['understood']) =>
  (Object.entries(of) as [Intent, string[]][]).flatMap(([intent, all]) => all.map((text) => ({ intent, text })))
const wrong = (of: ReturnType<typeof typedIn>['understood']) =>
  rows(of).filter(({ intent, text }) => kindly(heard(text)) !== kindly(intent))
const isTaken = (text: string): boolean => {
  const intent = heard(text)
  return intent !== undefined && intent !== 'unknown' && !isSmallTalk(intent)
}
const share = (part: readonly unknown[], all: readonly unknown[]): number => part.length / all.length

describe.each(LANGUAGES)('what people type in %s', (language) => {
  const typed = typedIn(language)
  const worries = worriesIn(language)

  it('is understood, as sentences of ordinary life', () => {
    expect(rows(typed.understood).length).toBeGreaterThanOrEqual(150)
    expect(wrong(typed.understood)).toEqual([])
  })

  it('is understood where nobody tuned on it, nine times of ten', () => {
    const missed = wrong(typed.heldOut)
    expect(share(missed, rows(typed.heldOut)), JSON.stringify(missed.map(({ intent }) => intent))).toBeLessThan(0.1)
  })

  // What is answered depends on nothing else of what was typed, so that each stage answers it as its word (words.conversation).
  it.each(['status', 'result', 'plan'] as const)('asks by each sentence what its one word asks: %s', (intent) => {
    const all = sentencesFor(language, intent)
    expect(all.length).toBeGreaterThanOrEqual(30)
    const said = (text: string) => {
      const understood = listen(listening, text)
      return understood?.intent === intent && 'argument' in understood ? understood.argument : understood?.intent
    }
    expect(all.filter((text) => said(text) !== '')).toEqual([])
  })

  it('isn’t taken for a command when it is something else', () => {
    expect(typed.nothing.length).toBeGreaterThanOrEqual(150)
    expect(typed.nothing.filter(isTaken)).toEqual([])
    expect(share(typed.heldOutNothing.filter(isTaken), typed.heldOutNothing)).toBeLessThanOrEqual(0.05)
  })

  it('opens the concern guide when it sounds like worry, and not when it only looks like it', () => {
    const isWorry = (text: string): boolean => heard(text) === 'concern'
    expect(worries.worried.length).toBeGreaterThanOrEqual(150)
    expect(worries.calm.length).toBeGreaterThanOrEqual(150)
    expect(worries.worried.filter((text) => !isWorry(text))).toEqual([])
    expect(worries.calm.filter(isWorry)).toEqual([])
    expect(share(worries.heldOutWorried.filter(isWorry), worries.heldOutWorried)).toBeGreaterThan(0.9)
    expect(share(worries.heldOutCalm.filter(isWorry), worries.heldOutCalm)).toBeLessThan(0.1)
  })

  it('has the concern guide as its first guess when it is about somebody, in words that no rule has', () => {
    const first = (text: string): string | undefined => {
      const wish = listen(listening, text)
      return wish?.intent === 'unknown' ? wish.guesses[0] : undefined
    }
    expect(worries.about.length).toBeGreaterThan(0)
    expect(worries.about.filter((text) => first(text) !== 'concern')).toEqual([])
  })

  it('is every button’s own words, where they say enough alone', () => {
    const { say } = loadSentences(language)
    const labels = (Object.entries(BUTTONS) as [Intent, string[]][]).flatMap(([intent, keys]) =>
      keys.map((key) => ({ intent, text: say(key) })),
    )
    expect(labels.length).toBeGreaterThan(60)
    // A word that two buttons share is one of theirs.
    const taken = labels.filter(({ text }) => !INTENTS.some((intent) => intent === heard(text)))
    expect(taken).toEqual([])
  })

  it('is what a guess says, when someone types that', () => {
    const { say } = loadSentences(language)
    const others = GUESSES.filter((guess) => heard(say(`heard.guess.${guess}`)) !== guess)
    expect(others).toEqual([])
  })

  it('is read whatever its case, accents, punctuation, entities, politeness and mentions', () => {
    const [plan, please] = language === 'nl' ? ['toon het plan', 'aub'] : ['show the plan', 'please']
    for (const text of [
      plan.toUpperCase(),
      `  ${plan}!!! `,
      `<at>Quickscan</at> ${plan}?`,
      `${plan}, ${please} 😊`,
      `${plan}&nbsp;${please}`,
      plan.replace('a', 'á'),
      plan.replace('plan', 'pl&aacute;n'),
      `👉 ${plan} 👈`,
    ])
      expect(heard(text), text).toBe('plan')
  })
})

const guessesOf = (text: string): readonly string[] => {
  const wish = listen(listening, text)
  return wish?.intent === 'unknown' ? wish.guesses : []
}

describe('what isn’t understood', () => {
  it.each([
    ['welk resultaat hadden de anderen', 'result'],
    ['het plan is niet goed', 'plan'],
    ['het plan van de buren', 'plan'],
  ])('“%s” has %s among what comes nearest', (text, guess) => {
    const wish = listen(listening, text)
    expect(wish?.intent).toBe('unknown')
    expect(wish?.intent === 'unknown' && wish.guesses).toContain(guess)
  })

  it('has no guess where nothing comes near: a silly one is worse than none', () => {
    for (const text of ['xyzzy', '42', 'a', '?!x', 'pizza', 'tiktok', 'waar is de koffie', 'mijn computer doet raar'])
      expect(guessesOf(text), text).toEqual([])
    for (const { nothing } of LANGUAGES.map(typedIn)) {
      const guessed = nothing.filter((text) => guessesOf(text).length > 0)
      expect(share(guessed, nothing)).toBeLessThan(0.75)
    }
  })

  it.each([
    'wout doet niet mee, haal hem eruit',
    'zij doet niet mee',
    'haar eruit halen graag',
    'Sam quits, take him out',
  ])('never guesses what is one’s own where someone else is spoken of: “%s”', (text) => {
    expect(guessesOf(text)).not.toContain('decline')
  })

  it.each(['haal hem eruit', 'een collega doet niet mee', 'take her out', 'il ne participe pas'])(
    'and “%s” is for whoever steers the round',
    (text) => {
      expect(heard(text)).toBe('steer')
    },
  )

  it('is nothing at all where nothing was said', () => {
    for (const text of ['', '  ', '?!', '<at>Quickscan</at>']) expect(listen(listening, text)).toBeUndefined()
  })
})

describe('what is said in a chat', () => {
  it.each(['👍', '😊', '🙏', ':)', '<3', 'merci 😊', '👍🏽', 'top!', 'thx'])('“%s” is thanked for', (text) => {
    expect(kindly(heard(text))).toBe('thanks')
  })

  it.each(['👎', '😢', '😡', ':('])('“%s” isn’t', (text) => {
    expect(heard(text)).toBe('unknown')
  })
})

describe('a worry', () => {
  it.each([
    'toon het plan, ik maak me zorgen over een jongere',
    'status: hij wordt bedreigd',
    'help, she wants to die',
  ])('goes before a command: “%s”', (text) => {
    expect(heard(text)).toBe('concern')
  })

  it('is in no command, and in no sentence that opens something else', () => {
    for (const language of LANGUAGES)
      for (const command of COMMANDS.filter((one) => one !== 'concern'))
        for (const words of listening.phrases[language][command].words) expect(heard(words), words).toBe(command)
  })
})

describe('understanding', () => {
  it('is done quickly with a text of any length', () => {
    expect(heard('a'.repeat(1_000_000))).toBe('unknown')
    expect(heard('plan '.repeat(100_000))).toBe('unknown')
  })
})
