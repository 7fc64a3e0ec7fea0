import type { Action } from '../../flows/action/action.ts'
import { LONGEST } from '../../kit/plainText.ts'
import type { Result, Word } from '../../kit/result.ts'
import type { Ranking, Stars } from '../../kit/stars.ts'
import type { Picture } from '../pictures/picture.ts'
import { planPicture } from '../pictures/planPicture.ts'
import { growthPicture, resultPicture } from '../pictures/resultPicture.ts'
import { starsPicture } from '../pictures/starsPicture.ts'
import type { Voice } from '../voice.ts'
import { long, PLATFORMS, ROUND, type Size } from './sampleRounds.ts'

const WORDS: readonly Word[] = ['mostly-green', 'mostly-orange', 'mostly-red', 'divided', 'few', 'mostly-green']

const elementsOf = ({ kit }: Voice, step: number) =>
  kit.elements.map(({ id: element }, at) => ({ element, word: WORDS[(at * step) % WORDS.length] ?? 'few' }))

const result = (voice: Voice, step: number): Result => ({
  kit: voice.kit.version,
  floor: 5,
  handedIn: 9,
  depth: 'elements',
  blocks: [],
  elements: elementsOf(voice, step),
  roles: [],
  remarks: [],
})

const perRole = (voice: Voice): Result => ({
  ...result(voice, 1),
  elements: [],
  roles: [
    { role: 'preventionWorker', elements: elementsOf(voice, 1) },
    { role: 'others', elements: elementsOf(voice, 5) },
  ],
})

const blocksOnly = (voice: Voice): Result => ({
  ...result(voice, 1),
  depth: 'blocks',
  elements: [],
  blocks: voice.kit.blocks.slice(1).map(({ id }, at) => ({
    block: id,
    tendency: (['mostly-green', 'mostly-orange', 'mostly-red', 'divided'] as const)[at % 4] ?? 'divided',
  })),
})

const ranking = ({ kit }: Voice): Ranking => ({
  ballots: 6,
  depth: 'medians',
  places: kit.blocks.map(({ id }, at) => {
    const median = [5, 4, 4, 3, 1][at] as Stars | undefined
    return median === undefined ? { block: id } : { block: id, median }
  }),
  reasons: [],
})

const action = (size: Size, what: string, start: string, more: Partial<Action> = {}): Action => ({
  id: what,
  round: ROUND,
  platform: PLATFORMS.teams,
  channel: 'channel',
  zone: 'Europe/Brussels',
  language: 'nl',
  coordinator: 'p0',
  owners: ['p1'],
  what: size === 'longest' ? long(LONGEST.line) : what,
  block: '1',
  term: 'short',
  start,
  end: '',
  goal: '',
  owner: '',
  means: '',
  indicator: '',
  remarks: '',
  followUp: start,
  repeat: 'monthly',
  status: 'running',
  next: '2027-01-18',
  asked: undefined,
  value: '',
  history: [],
  cards: [],
  agenda: [],
  ...more,
})

const plan = (size: Size): readonly Action[] => [
  action(size, 'Afspraken maken over wie online kijkt', '2026-12-07'),
  action(size, 'Een vorming over gamen voor het hele team', '2027-01-15', { term: 'middle' }),
  action(size, 'Een vast moment op elke vergadering', '2026-10-05', {
    status: 'done',
    next: undefined,
    endedAt: Date.parse('2026-11-20T12:00:00+01:00'),
  }),
]

/** Each picture there is, as it usually looks, or with the longest that people can write. */
export const samplePictures = (voice: Voice, size: Size): Readonly<Record<string, Picture>> => {
  const title = size === 'longest' ? long(LONGEST.title) : 'Online werken 2026'
  const round = { title, asked: 12 }
  const growth = voice.kit.blocks.map(({ id: block }, at) => ({
    block,
    direction: (['greener', 'same', 'redder'] as const)[at % 3] ?? 'same',
  }))
  const before = { title, result: result(voice, 1), worked: ['1', '3'] }
  const pictures = {
    result: resultPicture(voice, round, result(voice, 1)),
    roles: resultPicture(voice, round, perRole(voice)),
    blocks: resultPicture(voice, round, blocksOnly(voice)),
    stars: starsPicture(voice, round, ranking(voice)),
    growth: growthPicture(voice, { title, growth }, before, result(voice, 5)),
    plan: planPicture(voice, title, plan(size), '2026-12-21'),
  }
  return Object.fromEntries(Object.entries(pictures).flatMap(([name, picture]) => (picture ? [[name, picture]] : [])))
}
