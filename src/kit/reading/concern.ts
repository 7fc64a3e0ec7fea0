import { z } from 'zod'
import type { Language } from '../languages.ts'
import { blockIdSchema } from '../parseKit.ts'

/** A button of a step: its label, and the id of the step it leads to. */
export interface ConcernWay {
  readonly label: string
  readonly to: string
}

/** A step of the concern guide, or something to read on the side. It takes no text and stores nothing. */
export interface ConcernStep {
  readonly id: string
  /** Which of the printed guide's six steps it retells; absent for what is read on the side and leads back only. */
  readonly part?: number | undefined
  readonly title: string
  readonly text: string
  /** The next steps; none at an end. */
  readonly ways: readonly ConcernWay[]
  /** What can be read on the side. */
  readonly aside?: readonly ConcernWay[] | undefined
  /** Helplines that fit, by their ids; 112 is on every card. */
  readonly calls?: readonly string[] | undefined
  /** Whether the team's own line, "who do we call here?", stands on it. */
  readonly team?: true | undefined
  /** Which law must be checked, since it changes and we are no lawyers. */
  readonly law?: string | undefined
  readonly selfCare?: string | undefined
  /** The questions of the empty sheet for one's own file. */
  readonly zus?: readonly string[] | undefined
}

/** Someone to call. */
export interface Helpline {
  readonly id: string
  readonly name: string
  /** Digits only. */
  readonly number: string
  readonly description: string
  /** The sources don't give this number: we added it. */
  readonly added: boolean
}

const sentence = z.string().trim().min(1)
const id = z.string().regex(/^[a-z0-9-]+$/, 'expected an id such as "overleg"')
const way = z.strictObject({ label: sentence.max(32), to: id })

/** `concern.yaml`. Lengths are what fits one screen of a phone (`concern.test.ts`). */
export const concernSchema = z
  .array(
    z.strictObject({
      id,
      part: z.number().int().min(1).max(6).optional(),
      title: sentence.max(40),
      text: sentence.max(520),
      ways: z.array(way).max(4),
      aside: z.array(way).max(2).optional(),
      calls: z.array(id).min(1).max(5).optional(),
      team: z.literal(true).optional(),
      law: sentence.max(160).optional(),
      selfCare: sentence.max(160).optional(),
      zus: z.array(sentence.max(60)).min(3).max(6).optional(),
    }),
  )
  .min(1)

const digits = z
  .string()
  .max(12)
  .regex(/^\d{3,10}$|^\d{2,4}( \d{2,3}){2,3}$/, 'expected digits only, in groups when it is long')

/** `helplines.yaml`: one file for all languages. */
export const helplineSchema = (languages: readonly Language[]) =>
  z
    .array(
      z
        .strictObject({
          id,
          name: sentence.max(40),
          number: digits,
          /** Where the sources name the number. */
          source: sentence.optional(),
          /** The service's own page, for a number that isn't in the sources. */
          added: z.url({ protocol: /^https$/ }).optional(),
          /** Under which id, and with which blocks, the library has it too, with that page. */
          library: z.strictObject({ id, blocks: z.array(blockIdSchema).min(1) }).optional(),
          /** Where another service does the same for who speaks a language: who is called then. We added these too. */
          instead: z
            .partialRecord(
              z.enum(languages),
              z.strictObject({
                name: sentence.max(40),
                number: digits,
                added: z.url({ protocol: /^https$/ }),
                from: z.string().regex(/^[a-z]{2}-BE$/, 'expected a language and Belgium, such as "fr-BE"'),
              }),
            )
            .optional(),
          ...(Object.fromEntries(languages.map((language) => [language, sentence.max(120)])) as Record<
            Language,
            z.ZodString
          >),
        })
        .refine(({ source, added }) => (source === undefined) !== (added === undefined), 'expected a source or "added"')
        .refine(({ library, added }) => !library || added !== undefined, 'expected "added", the page for the library'),
    )
    .refine((all) => all.some((one) => one.id === EMERGENCY), 'expected the emergency number')

/** A row of `helplines.yaml`. */
type HelplineRow = z.infer<ReturnType<typeof helplineSchema>>[number]

/** A helpline as it is for who speaks a language: another service where there is one for her. */
export const helplineFor = (
  row: HelplineRow,
  language: Language,
): HelplineRow & { readonly from: string | undefined } => {
  const { instead, ...line } = row
  const other = instead?.[language]
  return { ...line, from: other?.from, ...(other && { ...other, source: undefined }) }
}

/** The helpline that stands first on every card. */
export const EMERGENCY = '112'

/** Articles of the Belgian Criminal Code on secrecy, and what the texts call them by. */
const NAMES_LAW =
  /\b458(bis|ter)?\b|schuldig verzuim|culpable negligence|non-assistance à personne|abstention coupable/i

const reachedFrom = (start: readonly string[], nextOf: (step: string) => readonly string[]): ReadonlySet<string> => {
  const reached = new Set(start)
  for (const step of reached) for (const next of nextOf(step)) reached.add(next)
  return reached
}

/** What is wrong with the guide's steps as a graph; nothing when someone who walks it always gets to a good end. */
export const concernProblems = (
  steps: readonly ConcernStep[],
  helplines: readonly Pick<Helpline, 'id'>[],
): readonly string[] => {
  const known = new Map(steps.map((step) => [step.id, step]))
  const waysOf = (step: string): string[] => (known.get(step)?.ways ?? []).map(({ to }) => to)
  const besides = (step: string): string[] => (known.get(step)?.aside ?? []).map(({ to }) => to)
  const [first] = steps
  const reached = reachedFrom([first?.id ?? '', CALLING], (step) => [...waysOf(step), ...besides(step)])
  const isEnd = ({ part, ways }: ConcernStep): boolean => part !== undefined && ways.length === 0
  const ends = (step: ConcernStep): boolean =>
    [...reachedFrom([step.id], waysOf)].some((one) => known.get(one) && isEnd(known.get(one) as ConcernStep))
  const isAside = (step: string): boolean => known.get(step)?.part === undefined
  return [
    ...steps
      .filter(({ id: one }, at) => steps.findIndex((other) => other.id === one) !== at)
      .map((step) => `${step.id}: found twice`),
    ...steps.flatMap((step) =>
      [...waysOf(step.id), ...besides(step.id)]
        .filter((to) => !known.has(to))
        .map((to) => `${step.id}: expected a step "${to}"`),
    ),
    ...steps.filter((step) => !reached.has(step.id)).map((step) => `${step.id}: nothing leads to it`),
    ...steps.filter((step) => step.part !== undefined && !ends(step)).map((step) => `${step.id}: its ways never end`),
    ...steps
      .filter((step) => step.part === undefined && step.ways.length > 0)
      .map((step) => `${step.id}: what is read on the side has no ways`),
    ...steps.flatMap((step) => [
      ...waysOf(step.id)
        .filter((to) => known.has(to) && isAside(to))
        .map((to) => `${step.id}: "${to}" is read on the side, so no way leads there`),
      ...besides(step.id)
        .filter((to) => known.has(to) && !isAside(to))
        .map((to) => `${step.id}: "${to}" is a step, not read on the side`),
    ]),
    ...steps
      .filter(isEnd)
      .filter(({ selfCare, zus }) => !selfCare || !zus)
      .map((step) => `${step.id}: an end has selfCare and zus`),
    ...steps
      .filter(({ text, law }) => NAMES_LAW.test(text) && law === undefined)
      .map((step) => `${step.id}: names a law, so expected law: what must be checked`),
    ...steps.flatMap((step) =>
      (step.calls ?? [])
        .filter((one) => !helplines.some((line) => line.id === one))
        .map((one) => `${step.id}: expected a helpline "${one}"`),
    ),
    ...[1, 2, 3, 4, 5, 6]
      .filter((part) => !steps.some((step) => step.part === part))
      .map((part) => `(whole file): expected step ${part} of the printed guide`),
    ...(known.has(CALLING) ? [] : [`(whole file): expected a step "${CALLING}"`]),
    ...(steps.some(({ law }) => law) ? [] : ['(whole file): expected law, what must be checked, somewhere']),
  ]
}

/** What every card leads to: all who can be called. */
export const CALLING = 'bellen'

/** In steps; what was before these is forgotten. */
export const LONGEST_TRAIL = 20

/**
 * The way someone came, as far as the guide has it: a button is not trusted.
 * @param trail ids of steps, the newest last, parted by dots
 */
export const trailTo = (steps: readonly ConcernStep[], step: string, trail: string): readonly string[] => {
  const leads = (from: string, to: string): boolean => {
    const known = steps.find(({ id: one }) => one === from)
    if (!known) return false
    return to === CALLING || [...known.ways, ...(known.aside ?? [])].some((one) => one.to === to)
  }
  const kept: string[] = []
  let next = step
  for (const from of trail.split('.').toReversed()) {
    if (kept.length >= LONGEST_TRAIL || !leads(from, next)) break
    kept.unshift(from)
    next = from
  }
  return kept
}
