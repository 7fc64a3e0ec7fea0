import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { voices } from '../../../test/voice.ts'
import { LANGUAGES } from '../../kit/languages.ts'
import type { Card } from '../card.ts'
import { slackMessage } from '../slack/render.ts'
import { slackHome } from '../slack/views.ts'
import { teamsCard } from '../teams/render.ts'
import { everySample } from './samples.ts'

const TEAMS = /\bTeams\b|Microsoft|Azure/
const SLACK = /\bSlack\b/
const root = join(import.meta.dirname, '..', '..', '..')
/** What someone reads: the texts of a drawn card, not its links, ids or schema. */
const wordsOf = (drawn: unknown): readonly string[] => {
  if (typeof drawn === 'string') return [drawn]
  if (Array.isArray(drawn)) return drawn.flatMap(wordsOf)
  if (typeof drawn !== 'object' || drawn === null) return []
  return Object.entries(drawn).flatMap(([key, value]) =>
    ['url', 'value', '$schema', 'data', 'action_id', 'block_id', 'private_metadata'].includes(key)
      ? []
      : wordsOf(value),
  )
}

const on = { slack: everySample(voices, 'slack'), teams: everySample(voices, 'teams') }

describe.each(LANGUAGES)('what people read in %s', (language) => {
  const wrongOn = (platform: keyof typeof on, draw: (sample: Card) => unknown, other: RegExp): readonly string[] =>
    on[platform]
      .filter((one) => one.language === language)
      .filter(({ sample }) => wordsOf(draw(sample)).some((words) => other.test(words)))
      .map(({ screen, size }) => `${screen} (${size})`)

  it('never calls Slack Teams, on any screen, as a message and as a page', () =>
    expect(wrongOn('slack', (sample) => [slackMessage(sample), slackHome(sample)], TEAMS)).toEqual([]))

  it('never calls Teams Slack, on any screen', () => expect(wrongOn('teams', teamsCard, SLACK)).toEqual([]))

  it.each([
    ['slack', SLACK],
    ['teams', TEAMS],
  ] as const)('names the platform where it must, on %s', (platform, name) => {
    for (const screen of ['notice', 'noticeMore', 'data', 'cantPostrefused']) {
      const said = on[platform].find((one) => one.screen === screen && one.language === language)
      expect(JSON.stringify(said?.sample), screen).toMatch(name)
    }
  })
})

/** Said outside a chat, where no platform is meant, or on Slack's own page alone. */
const OUTSIDE = /^(install|web)\./
type Tree = { readonly [key: string]: string | Tree }
const leavesOf = (tree: Tree, above = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as const] : leavesOf(value, `${above}${key}.`),
  )

describe.each(LANGUAGES)('each text that goes out in %s', (language) => {
  const { say } = voices[language]
  const sentences = load(readFileSync(join(root, 'content', language, 'sentences.yaml'), 'utf8')) as Tree

  it.each([
    ['slack', TEAMS],
    ['teams', SLACK],
  ])('says nothing of the other platform, said on %s', (platform, other) => {
    const values = new Proxy({}, { get: (_, name) => (name === 'platform' ? platform : 1), has: () => true })
    const wrong = leavesOf(sentences)
      .filter(([key]) => !OUTSIDE.test(key))
      .filter(([key]) => other.test(say(key, values)))
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  it.each(['concern.yaml', 'deepening.yaml', 'suggestions.yaml', 'worry.yaml'])(
    'names no platform of ours: %s',
    (file) => expect(readFileSync(join(root, 'content', language, file), 'utf8')).not.toMatch(/\bTeams\b|\bSlack\b/),
  )

  it('of the notices on paper, which are read on both, names both where it names one', () => {
    for (const paper of ['notice.md', 'youth-worker.md'])
      for (const paragraph of readFileSync(join(root, 'docs', 'privacy', language, paper), 'utf8').split(/\n\s*\n/))
        expect(/\bTeams\b/.test(paragraph), paragraph).toBe(/\bSlack\b/.test(paragraph))
  })
})
