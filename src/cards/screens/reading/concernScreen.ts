import { CALLING, type ConcernStep, EMERGENCY, trailTo } from '../../../kit/reading/concern.ts'
import { type Button, buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Whom a team said to call, and what its newest round is called. */
export interface TeamLine {
  readonly title: string | undefined
  readonly line: string
}

/** Where someone is in the concern guide. */
export interface ConcernPlace {
  readonly step: string
  /** The steps she came by, the newest last, parted by dots; what the guide doesn't have is left out. */
  readonly trail?: string | undefined
}

const phone = (number: string): string => `tel:${number.replaceAll(' ', '')}`

/** First on every card, so that nobody has to look for it. The number is in its words too: not every client dials. */
const emergency = ({ reading, say }: Voice): Part | undefined => {
  const line = reading.helplines.find(({ id }) => id === EMERGENCY)
  return line && { kind: 'link', title: say('concern.danger'), detail: say('guide.dial'), url: phone(line.number) }
}

const calls = ({ reading }: Voice, ids: readonly string[]): readonly Part[] =>
  ids.flatMap((wanted): readonly Part[] => {
    const line = reading.helplines.find(({ id }) => id === wanted)
    if (!line) return []
    const title = line.name === line.number ? line.name : `${line.name} · ${line.number}`
    return [{ kind: 'link', title, detail: line.description, url: phone(line.number) }]
  })

const teamLines = ({ say }: Voice, step: ConcernStep, lines: readonly TeamLine[]): readonly (Part | false)[] => {
  if (!step.team) return []
  if (lines.length === 0) return [step.id === CALLING && text(say('guide.noLine'), 'small')]
  return lines.map(({ title, line }) =>
    text(
      title === undefined || lines.length === 1 ? say('guide.line', { line }) : say('guide.lineOf', { title, line }),
      'strong',
    ),
  )
}

/** The step she is at, by an id that may be from an earlier version of the guide. */
export const stepOf = ({ reading }: Voice, id: string): ConcernStep => {
  const step = reading.concern.find((one) => one.id === id) ?? reading.concern[0]
  if (!step) throw new Error('the concern guide has no steps')
  return step
}

/**
 * One step of the concern guide, on one screen of a phone. It takes no text and keeps nothing: a button holds only the step it
 * leads to, and the steps that lead back.
 */
export const concernScreen = (voice: Voice, place: ConcernPlace, lines: readonly TeamLine[] = []): Card => {
  const { reading, say } = voice
  const step = stepOf(voice, place.step)
  const trail = trailTo(reading.concern, step.id, place.trail ?? '')
  const isFirst = step === reading.concern[0]
  const go = (label: string, to: string, by = [...trail, step.id]): Button => ({
    ...{ label, verb: 'concern.step' },
    data: { step: to, ...(by.length > 0 ? { trail: by.join('.') } : {}) },
  })
  const last = trail.at(-1)
  const [first] = reading.concern
  const back = last !== undefined && go(say('guide.back'), last, trail.slice(0, -1))
  const again =
    !isFirst && (last === undefined || step.zus !== undefined) && go(say('guide.again'), first?.id ?? '', [])
  return card(say('concern.summary'), [
    emergency(voice),
    heading(step.title),
    ...step.text.split('\n').map((line) => text(line)),
    ...teamLines(voice, step, lines),
    step.law !== undefined && text(say('guide.law', { law: step.law }), 'small'),
    step.zus && text(step.zus.map((question) => `☐ ${question}`).join('\n')),
    step.selfCare !== undefined && text(step.selfCare, 'strong'),
    ...calls(voice, step.calls ?? []),
    ...step.ways.map(({ label, to }) => buttons(go(label, to))),
    buttons(...(step.aside ?? []).map(({ label, to }) => go(label, to))),
    buttons(back, again, step.id !== CALLING && go(say('guide.calling'), CALLING)),
    text(noteUnder(voice, step), 'small'),
  ])
}

/** Said whole where someone begins and where she ends. */
const noteUnder = ({ reading, say }: Voice, step: ConcernStep): string => {
  if (step.id === CALLING) return say('guide.added')
  return step === reading.concern[0] || step.zus ? say('concern.professional') : say('guide.nothingKept')
}
