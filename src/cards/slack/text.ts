import type { Card, Part } from '../card.ts'

/** The three characters Slack's own text would take for the beginning of something: https://docs.slack.dev/messaging/formatting-message-text */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** A part in words: what a notification or a screen reader has of it. */
const wordsOf = (part: Part): readonly string[] => {
  switch (part.kind) {
    case 'heading':
    case 'text':
    case 'quote':
      return [part.text]
    case 'progress':
      return [part.label]
    case 'gradeChoice':
      return [`${[part.word, part.chosen].filter(Boolean).join(' · ')}: ${part.statement}`]
    case 'marks':
      return [
        ...(part.title === undefined ? [] : [part.title]),
        ...part.rows.map(({ name, said }) => (name === undefined ? said : `${name}: ${said}`)),
      ]
    case 'bars':
      return part.rows.map(({ said }) => said)
    case 'counts':
      return [part.title, part.said]
    case 'row':
    case 'link':
      return [part.title, part.detail]
    case 'textInput':
    case 'dateInput':
    case 'choicesInput':
    case 'choiceInput':
    case 'toggle':
      return [part.label, ...(part.problem ? [part.problem] : [])]
    case 'copyable':
      return [part.label, part.value]
    case 'rating':
      return [`${part.title}: ${part.said}`, ...(part.beside ? wordsOf(part.beside) : [])]
    case 'buttons':
      return [part.buttons.map(({ label }) => `[${label}]`).join(' ')]
  }
}

/** All that a card says, line by line, first what it is; a heading that says the same isn't said twice. */
export const textOf = ({ summary, parts }: Card): string => {
  const [first, ...others] = parts.flatMap(wordsOf)
  return escaped([summary, ...(first === undefined || first === summary ? [] : [first]), ...others].join('\n'))
}
