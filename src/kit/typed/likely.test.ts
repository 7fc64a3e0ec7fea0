import { describe, expect, it } from 'vitest'
import { framesOf } from './frames.ts'
import { GUESSES, type Guess } from './intents.ts'
import { evidenceOf, likely } from './likely.ts'

const words = (said: string): ReadonlySet<string> => new Set(said.split(' '))
const isGuess = (intent: string): intent is Guess => GUESSES.some((one) => one === intent)
const said = (intent: Guess, ...all: readonly string[]) => all.map((one) => ({ intent, words: words(one) }))
const sentences = [
  ...said('plan', 'show plan', 'open plan', 'where plan', 'plan again'),
  ...said('stars', 'give stars', 'my stars', 'where stars', 'change stars'),
  ...said('concern', 'worried child', 'child danger', 'child crying'),
]
const frames = framesOf('plan', ['plan lost/gone'], (one) => [one], new Set())
const known = {
  evidence: evidenceOf(sentences, frames, isGuess),
  loose: words('the in a me'),
  stems: words('tomorrow bring'),
  turning: words('not gone'),
}

describe('what someone most likely means', () => {
  it.each([
    ['bring me the plan again', 'plan'],
    ['change stars tomorrow', 'stars'],
    ['lost plan', 'plan'],
  ])('is what the words of “%s” are said for', (text, intent) => {
    expect(likely(known, words(text))).toBe(intent)
  })

  it.each([
    ['plan', 'one word says too little'],
    ['show the moon plan', 'a word that nobody knows'],
    ['not the plan', 'a word that turns it round'],
    ['plan gone', 'one that turned it round once only'],
    ['change plan', 'a word that is said for something else'],
    ['bring me tomorrow', 'nothing that says something'],
    ['child crying', 'worry, which has rules of its own'],
  ])('is nothing for “%s”: %s', (text) => {
    expect(likely(known, words(text))).toBeUndefined()
  })
})
