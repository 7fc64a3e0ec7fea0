/**
 * The suite passes on any day. What shows it: each file that reads the machine's clock, starts a process that does, or reckons with
 * dates runs once more as if it were each of these moments, and far from Brussels. `test/arrows.test.ts` keeps the list whole.
 */
interface OtherDay {
  readonly name: string
  readonly at: string
  readonly zone?: string
}
export const OTHER_DAYS: readonly OtherDay[] = [
  { name: '29 February 2028', at: '2028-02-29T11:00:00+01:00' },
  { name: 'the night the clocks go back', at: '2026-10-25T02:30:00+02:00' },
  { name: 'the last minute of 2026', at: '2026-12-31T23:59:30+01:00' },
  { name: 'two years on', at: '2028-11-25T09:00:00+01:00' },
  { name: 'a day far east', at: '2026-11-25T09:00:00+01:00', zone: 'Pacific/Kiritimati' },
]

/** Reckons with dates in the time of a story: no clock of the machine matters to it, but its time zone might. */
const ZONED: readonly string[] = [
  'src/bot/conversations/nudges.conversation.test.ts',
  'src/bot/conversations/plan.conversation.test.ts',
  'src/bot/conversations/start.conversation.test.ts',
]

/** What reads the clock or starts what does, and the calendar's own rules. */
export const DATED: readonly string[] = [
  'src/bot/slack/authenticate.test.ts',
  'src/bot/slack/install.test.ts',
  'src/bot/slack/route.test.ts',
  'src/bot/teams/authenticate.test.ts',
  'src/kit/calendar/calendar.test.ts',
  'src/kit/calendar/icalendar.test.ts',
  'src/kit/calendar/nudges.test.ts',
  'src/kit/plan.test.ts',
  'test/cases/lateUninstall.test.ts',
  'test/operating/effects.test.ts',
  'test/operating/erase.test.ts',
  'test/practice/practiceApi.test.ts',
]

/** What starts processes too, but hands each the moment of a story that begins on a fixed Monday, or one that no date matters to. */
export const FIXED: readonly string[] = [
  'bench/bench.test.ts',
  'src/store/states/cachedStates.test.ts',
  'test/attack/flood.test.ts',
  'test/attack/gone.test.ts',
  'test/attack/roundKeys.test.ts',
  'test/failure/crash.test.ts',
  'test/kept/keptStores.test.ts',
  'test/manifest.test.ts',
  'test/operating/backup.test.ts',
  'test/operating/built.test.ts',
  'test/operating/copy.test.ts',
  'test/operating/doctor.test.ts',
  'test/operating/infra.test.ts',
  'test/operating/keys.test.ts',
  'test/operating/manifestPages.test.ts',
  'test/operating/owner.test.ts',
  'test/operating/published.test.ts',
  'test/operating/restore.test.ts',
  'test/operating/schema.test.ts',
  'test/operating/start.test.ts',
  'test/operating/starter.test.ts',
  'test/operating/tenant.test.ts',
  'test/practice/demo.test.ts',
  'test/operating/why.test.ts',
  'test/release.test.ts',
  'test/slackManifest.test.ts',
]

/** What runs once more on such a day. */
export const filesOn = ({ zone }: OtherDay): readonly string[] => (zone === undefined ? DATED : [...DATED, ...ZONED])
