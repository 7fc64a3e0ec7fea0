import type { PersonId } from '../../../flows/ids.ts'
import { DECIDE_WITHIN } from '../../../flows/round/closeScan.ts'
import { ROSTER_KEPT } from '../../../flows/round/freezeResult.ts'
import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { DAY } from '../../../kit/calendar/instant.ts'
import type { Controller } from '../../../kit/controller.ts'
import { AUTHORS, FLOOR, SHARES_FROM } from '../../../kit/gate.ts'
import { buttons, type Card, card, heading, text } from '../../card.ts'
import { type Names, type Voice, when } from '../../voice.ts'
import { press } from './sheetButtons.ts'

/** What the notice says that isn't on her sheet. */
export interface Informed {
  /** Whom to ask: whoever coordinates the round now. */
  readonly coordinator: PersonId
  /** For how many months her team has its results kept. */
  readonly months: number
  readonly controller: Controller
}

/**
 * The privacy notice, before the first answer and at any time after: purpose, who sees what and who could, until when, that it is
 * voluntary, and whom to ask. It informs and doesn't ask consent: who takes part at work can't refuse freely.
 */
export const noticeScreen = (voice: Voice, names: Names, sheet: Sheet, informed: Informed): Card => {
  const { say } = voice
  const values = valuesOf(voice, names, sheet, informed)
  const points = ['purpose', 'who', 'limits', 'until', 'could', 'voluntary', 'platform', 'ask'] as const
  return card(say('notice.summary'), [
    heading(say('notice.title')),
    ...points.map((point) => text(say(`notice.${point}`, values))),
    sheet.asksRole && text(say('notice.role', values)),
    buttons(
      sheet.at.on === 'invitation' && { label: say('invitation.begin'), main: true, ...press(sheet, 'sheet.next') },
      { label: say('notice.more'), ...press(sheet, 'notice.more') },
      { label: say('notice.back'), ...press(sheet, 'sheet.show') },
    ),
  ])
}

/**
 * One tap deeper: who is responsible and whom to ask, on what ground, who else works on it, for how long, her rights, and the way to
 * the whole notice. What no setting says, whoever coordinates the round has to find out for her.
 */
export const rightsScreen = (voice: Voice, names: Names, sheet: Sheet, informed: Informed): Card => {
  const { say } = voice
  const { organisation, contact, dpo, noticeUrl } = informed.controller
  const values = {
    ...valuesOf(voice, names, sheet, informed),
    organisation: organisation ?? '',
    contact: contact ?? '',
    dpo: dpo ?? '',
    named: organisation === undefined ? 'no' : 'yes',
    reachable: contact === undefined ? 'no' : 'yes',
    page: noticeUrl === undefined ? 'no' : 'yes',
    days: ROSTER_KEPT / DAY,
  }
  const points = ['ground', 'processors', 'from', 'howLong', 'rights', 'complaint', 'machine'] as const
  return card(say('noticeMore.summary'), [
    heading(say('noticeMore.title')),
    text(say('noticeMore.responsible', values)),
    text(say('noticeMore.contact', values)),
    dpo !== undefined && text(say('noticeMore.dpo', values)),
    ...points.map((point) => text(say(`noticeMore.${point}`, values))),
    noticeUrl !== undefined && {
      kind: 'link',
      title: say('noticeMore.page'),
      detail: say('noticeMore.pageDetail'),
      url: noticeUrl,
    },
    buttons({ label: say('notice.back'), main: true, ...press(sheet, 'notice.open') }),
  ])
}

const valuesOf = (voice: Voice, names: Names, sheet: Sheet, { coordinator, months, controller }: Informed) => ({
  floor: sheet.floor,
  least: FLOOR.least,
  authors: AUTHORS,
  readers: sheet.readers ?? 0,
  when: when(voice, sheet.closesAt),
  coordinator: names(coordinator),
  platform: sheet.platform.name,
  roles: sheet.perRole ? 'yes' : 'no',
  from: SHARES_FROM,
  months,
  short: DECIDE_WITHIN / DAY,
  host: controller.host ?? '',
  hosted: controller.host === undefined ? 'no' : 'yes',
})
