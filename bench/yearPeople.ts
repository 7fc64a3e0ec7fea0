import type { Reply } from '../src/bot/ports/handlers.ts'
import type { Button, Card, PressData } from '../src/cards/card.ts'

/** How people of a simulated year answer what their card of the day asks: read off the card, as they would. */

/** What someone does with a button. */
export type Does = (press: PressData) => Promise<Reply>

/** What her answers hang on beside chance. */
export interface Around {
  readonly random: () => number
  /** Someone of her team. */
  readonly colleague: () => string
  /** So many days from today, ISO `YYYY-MM-DD`. */
  readonly inDays: (days: number) => string
  readonly putOffToday: () => void
}

const buttonsOf = (card: Card): readonly Button[] =>
  card.parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))

const OPEN_VERBS: ReadonlySet<string> = new Set(['evaluation.report', 'action.accept', 'action.takeOver'])

/** Whether a card asks about actions, or did. */
export const isFollowUp = ({ refresh, parts }: Card): boolean =>
  refresh?.press.verb === 'today.show' || buttonsOf({ summary: '', parts }).some(({ verb }) => OPEN_VERBS.has(verb))

/** Whether it is the monthly word in the channel. */
export const isDigest = (card: Card): boolean => buttonsOf(card).some(({ verb }) => verb === 'digest.set')

/** The buttons of each action that is still asked about. */
const rowsOf = (card: Card): ReadonlyMap<string, readonly Button[]> => {
  const rows = Map.groupBy(
    buttonsOf(card).filter(({ data }) => data.action !== undefined),
    ({ data }) => String(data.action),
  )
  return new Map([...rows].filter(([, row]) => row.some(({ verb }) => OPEN_VERBS.has(verb))))
}

/** One of these, each as likely as its weight. */
const oneOf = <Choice extends string>(random: () => number, weights: Readonly<Record<Choice, number>>): Choice => {
  const choices = Object.entries(weights) as [Choice, number][]
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0)
  const chosen = choices.find(([, weight]) => {
    left -= weight
    return left < 0
  })
  return (chosen ?? choices[0] ?? [])[0] as Choice
}

const WHEN = { today: 3, tomorrow: 4, week: 3 } as const
const ON_A_DATE = { onTrack: 70, adjust: 15, done: 3, stop: 1, putOff: 11 } as const
const AT_ITS_END = { done: 30, extend: 50, stop: 10, putOff: 10 } as const
const NEW_TO_HER = { accept: 80, date: 12, passOn: 8 } as const
const LEFT_ALONE = { takeOver: 60, passOn: 30, stop: 10 } as const

const choiceFor = (random: () => number, row: readonly Button[]) => {
  const has = (verb: string): boolean => row.some((button) => button.verb === verb)
  if (has('action.accept')) return oneOf(random, NEW_TO_HER)
  if (has('action.takeOver')) return oneOf(random, LEFT_ALONE)
  return has('action.extend') ? oneOf(random, AT_ITS_END) : oneOf(random, ON_A_DATE)
}

const answerRow = async (does: Does, around: Around, row: readonly Button[]): Promise<void> => {
  const { random, inDays } = around
  const due = row.find(({ data }) => data.due !== undefined)?.data.due
  const action = String(row[0]?.data.action)
  const choice = choiceFor(random, row)
  switch (choice) {
    case 'accept':
    case 'takeOver':
      await does({ verb: `action.${choice}`, data: { action } })
      return
    case 'date':
      await does({ verb: 'action.date', data: { action, date: inDays(7 + Math.floor(random() * 40)) } })
      return
    case 'passOn':
      await does({ verb: 'action.passOn', data: { action, person: around.colleague() } })
      return
    case 'extend':
      await does({ verb: 'action.extend', data: { action, end: inDays(180) } })
      return
    case 'putOff': {
      const until = oneOf(random, WHEN)
      if (until === 'today') around.putOffToday()
      await does({ verb: 'evaluation.snooze', data: { action, due: String(due), until } })
      return
    }
    default:
      await report(does, around, { action, due: String(due), outcome: choice })
  }
}

/** What is to be adjusted opens its form, and what was to be asked once a date: half of them fill it in. */
const report = async (does: Does, { random, inDays }: Around, data: Readonly<Record<string, string>>) => {
  const { card } = await does({ verb: 'evaluation.report', data })
  const isForm = card.parts.some(({ kind }) => kind === 'dateInput')
  const form = buttonsOf(card).find(({ verb }) => verb === 'action.save' || verb === 'action.date')
  if (!isForm || !form || random() < 0.5) return
  const typed = form.verb === 'action.date' ? { date: inDays(30) } : { remarks: `bijgesteld op ${inDays(0)}` }
  await does({ verb: form.verb, data: { ...form.data, ...filledIn(card), ...typed } })
}

/** What the fields of a form hold, as a client sends them. */
const filledIn = ({ parts }: Card): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parts.flatMap((part) => {
      if (part.kind === 'choicesInput') return [[part.id, part.chosen.join(',')]]
      return 'id' in part && 'value' in part ? [[part.id, part.value]] : []
    }),
  )

const MOST_ROUNDS = 8

/** She opens her card of the day and answers each row that asks something, page after page. */
export const answerDay = async (does: Does, around: Around): Promise<void> => {
  const seen = new Set<string>()
  for (let page = 0; page < MOST_ROUNDS; page++) {
    const { card } = await does({ verb: 'today.show', data: { page } })
    for (const [action, row] of rowsOf(card)) {
      if (seen.has(action)) continue
      seen.add(action)
      await answerRow(does, around, row)
    }
    if (!buttonsOf(card).some(({ verb, data }) => verb === 'today.show' && data.page === page + 1)) return
  }
}
