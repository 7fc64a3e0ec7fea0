import { describe, expect, it } from 'vitest'
import { loadPhrases } from '../build/content.ts'
import { COMMANDS, parseCommand, parsePhrases } from './commands.ts'
import { LANGUAGES } from './languages.ts'

const phrases = loadPhrases()
const wish = (text: string) => parseCommand(phrases, text)

describe('what people type', () => {
  it.each(LANGUAGES.flatMap((language) => COMMANDS.map((command) => [language, command] as const)))(
    'in %s: every word for “%s” is heard as just that',
    (language, command) => {
      for (const words of phrases[language][command].words) expect(wish(words)?.command, words).toBe(command)
    },
  )

  it.each([
    ['<at>Quickscan</at> START', 'start', ''],
    ['Wat staat er voor mij open?', 'open', ''],
    ['bouwsteen 3', 'block', '3'],
    ['Building block 3!', 'block', '3'],
    ['zoek  haatspraak op TikTok', 'search', 'haatspraak op tiktok'],
    ['MIJN GEGEVÉNS', 'data', ''],
    ['verontrusting…', 'concern', ''],
  ])('“%s” is %s %s', (text, command, argument) => {
    expect(wish(text)).toMatchObject({ command, argument })
  })

  it.each(['', 'hallo', 'startpagina', 'ik wil starten', '👋', 'x'.repeat(10_000)])('“%s” is no command', (text) => {
    expect(wish(text)).toBeUndefined()
  })

  it('tells the language only by a word that no other language has', () => {
    expect(wish('taal')?.language).toBe('nl')
    expect(wish('language')?.language).toBe('en')
    expect(wish('plan')?.language).toBeUndefined()
  })

  it('stops the start when a command has no words', () => {
    expect(() => parsePhrases({ path: 'commands.yaml', text: 'start: {words: [], does: x}' })).toThrow(
      /commands\.yaml:1: /,
    )
  })
})
