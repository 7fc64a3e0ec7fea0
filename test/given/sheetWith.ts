import type { RoundBrief, Sheet } from '../../src/flows/sheet/sheet.ts'

/** For tests: Ada's sheet, just sent to her. */
export const [LOTTE, ADA] = ['29:lotte', '29:ada'] as const
/** A Friday, eleven days on. */
export const CLOSES = Date.parse('2026-12-04T17:00:00+01:00')
const round = {
  round: 'r',
  platform: { name: 'teams', tenant: 't', serviceUrl: 'https://service' },
  channel: '19:team',
  zone: 'Europe/Brussels',
  title: 'Online werken 2026',
  floor: 5,
  closesAt: CLOSES,
  language: 'nl',
  blocks: ['1', '2', '3', '4', '5', '6', '7'],
  asksRole: false,
} as const
export const BRIEF: RoundBrief = { ...round, coordinators: [LOTTE, '29:ben'], open: true }
export const sheetWith = (part: Partial<Sheet>): Sheet => ({
  ...round,
  id: 's',
  page: 2,
  person: ADA,
  coordinator: LOTTE,
  status: 'open',
  at: { on: 'invitation' },
  grades: {},
  remarks: {},
  wantsCopy: false,
  cards: [],
  nudged: 0,
  quiet: false,
  heard: [],
  ...part,
})
