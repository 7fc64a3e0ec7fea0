import type { Platform } from '../../../flows/ids.ts'
import { HOUR, MINUTE } from '../../../kit/calendar/instant.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'
import type { KeptLine } from './keptLines.ts'

/** All that the bot keeps of a person, and what she can do with it. */
export const dataScreen = (
  { say }: Voice,
  platform: Platform['name'],
  things: number,
  kept: readonly KeptLine[],
): Card =>
  card(say('data.summary'), [
    heading(say('data.title')),
    text(say('data.keeps')),
    text(say('data.things', { count: things })),
    text(say('kept.title'), 'strong'),
    ...kept.map((line) => text(`• ${line.text}`)),
    text(say('data.not', { platform }), 'small'),
    buttons(
      { label: say('data.export'), main: true, verb: 'data.export', data: {} },
      { label: say('data.erase'), verb: 'data.erase', data: {} },
    ),
  ])

/** Erasing asks first, and says what it doesn't reach. @param steers how many rounds she steers, which is passed on first */
export const eraseQuestionScreen = ({ say }: Voice, steers = 0): Card =>
  card(say('data.sure.title'), [
    heading(say('data.sure.title')),
    text(say('data.sure.text')),
    steers > 0 && text(say('dataKept.steers', { count: steers })),
    text(say('dataKept.quiet'), 'small'),
    text(say('data.sure.stays'), 'small'),
    buttons(
      { label: say('data.sure.yes'), verb: 'data.erase', data: { confirmed: true } },
      { label: say('data.sure.no'), verb: 'data.show', data: {} },
    ),
  ])

/** @param summed what she gave in a round that is being closed may be in its sum already */
export const erasedScreen = ({ say }: Voice, summed = false): Card =>
  card(say('data.erased.summary'), [
    heading(say('data.erased.summary')),
    text(say('data.erased.text')),
    summed && text(say('erasure.summed')),
  ])

const toMyData = ({ say }: Voice) => ({ label: say('notice.back'), verb: 'data.show', data: {} })

/** The file with all that is kept of her follows in her private chat. @param lasts milliseconds until it is taken away there */
export const dataFileSentScreen = (voice: Voice, lasts: number): Card => {
  const { say } = voice
  return card(say('takeAlong.sent'), [
    heading(say('takeAlong.title')),
    text(say('takeAlong.sent')),
    text(say('takeAlong.what'), 'small'),
    text(say('takeAlong.until', { hours: lasts / HOUR })),
    buttons(toMyData(voice)),
  ])
}

/** A link to that file: it says what it is, how long it works, and that whoever has it can open it. @param lasts milliseconds */
export const dataLinkScreen = (voice: Voice, url: string, lasts: number): Card => {
  const { say } = voice
  return card(say('takeAlong.ready'), [
    heading(say('takeAlong.ready')),
    text(say('takeAlong.what'), 'small'),
    { kind: 'link', title: say('takeAlong.open'), detail: say('takeAlong.works', { minutes: lasts / MINUTE }), url },
    text(say('takeAlong.whoever'), 'small'),
    buttons(toMyData(voice)),
  ])
}

/** Where the platform took no file, and no link can be given. */
export const noDataFileScreen = (voice: Voice): Card => {
  const { say } = voice
  return card(say('takeAlong.title'), [
    heading(say('takeAlong.title')),
    text(say('takeAlong.notTaken')),
    buttons({ label: say('takeAlong.onCard'), main: true, verb: 'data.export', data: { part: 0 } }, toMyData(voice)),
  ])
}

/** Characters of one part of the export: a card of it stays far under the limits. */
export const EXPORT_PART = 6000

/** Her data as a machine reads it, in as many parts as it takes: only where it can be given as no file, which it says. */
export const exportScreen = (voice: Voice, json: string, part: number): Card => {
  const { say } = voice
  const parts = Math.max(1, Math.ceil(json.length / EXPORT_PART))
  const shown = Math.min(part, parts - 1)
  return card(say('data.export'), [
    heading(say('data.export')),
    text(say('takeAlong.noLink'), 'small'),
    text(say('data.part', { part: shown + 1, parts }), 'small'),
    { kind: 'quote', text: json.slice(shown * EXPORT_PART, (shown + 1) * EXPORT_PART) },
    buttons(
      shown + 1 < parts && { label: say('data.next'), verb: 'data.export', data: { part: shown + 1 } },
      toMyData(voice),
    ),
  ])
}
