import type { PagePress } from '../bot/render/pages/pages.ts'
import type { PressData } from '../cards/card.ts'
import { digestOf } from '../store/linkTokens.ts'

/** The value of a button of a page. It comes back from a browser (`sentForm`), so nothing it says is trusted. */
export const pressValue = ({ verb, data }: PressData): string => JSON.stringify({ verb, data })

/** A form of a page as it came: nothing of it is believed before the bot's own guards looked at it. */
export interface SentForm {
  readonly key: string
  readonly from: string
  readonly press: PagePress | undefined
}

const MOST_FIELDS = 300
const FIELD = /^[A-Za-z][\w.]{0,39}$/

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is filled in, each field under its own id; one that doesn't come back was emptied, as far as the card had it. */
const filledIn = (form: URLSearchParams): Readonly<Record<string, string>> => {
  const ids = (form.get('fields') ?? '').split(',', MOST_FIELDS).filter((id) => FIELD.test(id))
  return Object.fromEntries(
    ids.map((id) => [
      id,
      form
        .getAll(`field.${id}`)
        .filter((value) => value !== '')
        .join(','),
    ]),
  )
}

const pressIn = (form: URLSearchParams): PagePress | undefined => {
  const sent = jsonIn(form.get('press') ?? '')
  if (!isRecord(sent) || typeof sent.verb !== 'string' || !isRecord(sent.data)) return undefined
  const fields = filledIn(form)
  const data = { v: 1, ...sent.data, ...fields }
  // The same button with the same fields on the same drawing of a page, sent twice, is one press.
  const id = digestOf(JSON.stringify([form.get('drawing'), sent.verb, data]))
  return { id, verb: sent.verb.slice(0, 100), data }
}

/** Only a page of ours: never an address elsewhere. */
const ownPath = (path: string): string => (/^\/(me|team\/[\w-]{1,64}(\?[\w=&-]{0,200})?)$/.test(path) ? path : '/me')

/** Reads a form. */
export const sentForm = (body: Buffer): SentForm => {
  const form = new URLSearchParams(body.toString('utf8'))
  return { key: form.get('key') ?? '', from: ownPath(form.get('from') ?? ''), press: pressIn(form) }
}
