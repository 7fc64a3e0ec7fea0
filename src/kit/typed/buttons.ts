import type { Intent } from './intents.ts'

/**
 * Labels of buttons that say enough alone, by their key among the sentences: typed, they are understood as they are worded now. A
 * label that means something else in a sentence of the table is that.
 */
export const BUTTONS: Readonly<Partial<Record<Intent, readonly string[]>>> = {
  start: ['welcome.start', 'check.start'],
  open: [
    ...['help.open', 'progress.open', 'pause.on', 'pause.review', 'review.look', 'blockEnd.on', 'steps.goOn'],
    ...['refusal.toScan', 'thanks.change', 'declined.rejoin', 'today.open'],
  ],
  status: ['element.review', 'evaluation.outcome'],
  result: ['unposted.showResult', 'result.elements', 'result.remarks', 'result.roles'],
  stars: ['stars.give', 'stars.open', 'ballot.cast.change', 'control.early', 'ranking.reasons'],
  priorities: ['confirm.blocks', 'steps.change', 'direction.save'],
  plan: ['plan.show', 'plan.more', 'teamPlan.toPlan', 'teamPlan.back'],
  action: ['plan.add', 'meeting.action.add', 'suggest.open'],
  block: ['help.reading', 'reading.all'],
  search: ['reading.search'],
  concern: ['help.concern', 'search.openGuide'],
  calendar: ['calendar.summary', 'calendar.add', 'calendar.file', 'calendar.withdraw'],
  data: ['help.data', 'data.erase', 'data.export', 'copyGone.erase', 'notice.more'],
  language: ['habits.saveLanguage'],
  hours: ['help.habits', 'habits.saveHours'],
  settings: ['teamPlan.settings.digest', 'teamPlan.digest.noMore', 'form.more'],
  move: ['unposted.elsewhere', 'moving.ask.yes'],
  help: ['element.explain'],
  followUp: ['meeting.action.when'],
  private: ['invitation.notice'],
  decline: ['whatCounts.decline.yes', 'heard.declineOne'],
  quiet: ['heard.quietOne'],
  pause: ['element.pause'],
  noTime: ['evaluation.later', 'evaluation.week', 'today.tomorrow', 'steps.againNo'],
  done: ['action.finish', 'nudge.handIn', 'steps.finish'],
  back: ['element.back', 'meeting.back', 'whatCounts.decline.undo'],
  steer: [
    ...['control.add', 'control.close', 'control.closeStars', 'control.extend', 'control.handOver', 'control.remind'],
    ...['control.stop', 'control.talked', 'close.yes', 'stop.yes', 'leaving.takeOut', 'steps.takeOver'],
  ],
}
