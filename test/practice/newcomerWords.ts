import { loadPageWords } from '../../src/build/content.ts'
import type { Language } from '../../src/kit/languages.ts'
import { voices } from '../voice.ts'
import type { Words } from './newcomer.ts'

const SAID = [
  'welcome.start',
  'form.sent.text',
  'form.titleLabel',
  'form.check',
  'check.title',
  'check.start',
  'invitation.begin',
  'element.review',
  'review.handIn',
  'thanks.title',
  'control.close',
  'control.talked',
  'control.closeStars',
  'close.yes',
  'result.start',
  'ballot.title',
  'ballot.save',
  'confirm.button',
  'direction.save',
  'plan.add',
  'plan.sent',
  'action.form.what',
  'action.form.save',
  'action.saved',
  'today.howIs',
  'evaluation.onTrack',
] as const

/** What she calls her round. */
const TITLES: Readonly<Record<Language, string>> = {
  nl: 'Online werken 2026',
  en: 'Working online 2026',
  fr: 'Travailler en ligne 2026',
}

/** How far she is, as the end of the line above an element says it. */
const doneOf = (language: Language, done: number): string => {
  const { say, kit } = voices[language]
  const where = { name: '', done, total: kit.elements.length }
  return say('scan.where', where).split(' · ').at(-1) ?? ''
}

/**
 * What a newcomer reads in a language: on the page, on the cards, and the first statement she agrees with. In Slack a
 * form opens over the channel, and nothing needs to say where it went; a statement has a button.
 */
export const wordsIn = (language: Language, platform: 'teams' | 'slack' = 'teams'): Words => {
  const { say, kit } = voices[language]
  const [first] = kit.elements
  const page = loadPageWords(language)
  const word = say('grade.orange')
  return {
    ...page,
    ...Object.fromEntries(SAID.map((key) => [key, say(key)])),
    'typed.title': TITLES[language],
    'rating.take': say('rating.take', { stars: 5 }),
    statement: `🟠 ${word} ${first?.statements.orange}`,
    oneDone: doneOf(language, 1),
    ...(platform === 'slack' ? { 'form.sent.text': '', 'plan.sent': '', statement: word } : {}),
  }
}
