import type { Action } from '../../../flows/action/action.ts'
import { buttons, type Card, card, heading, type Part, text } from '../../card.ts'
import type { Names, Voice } from '../../voice.ts'
import { A_PAGE, rowOf } from './planScreen.ts'

/** What one person does in one team. */
export interface OwnTeam {
  /** What its newest round is called; undefined where none is left. */
  readonly title: string | undefined
  readonly actions: readonly Action[]
}

/** A person's own running actions, by team. @param page of all of them together */
export const mineScreen = (voice: Voice, names: Names, teams: readonly OwnTeam[], page: number): Card => {
  const { say } = voice
  const all = teams.flatMap(({ title, actions }) => actions.map((action) => ({ title, action })))
  const shown = all.slice(page * A_PAGE, (page + 1) * A_PAGE)
  return card(say('teamPlan.mine.summary'), [
    heading(say('teamPlan.mine.title')),
    all.length === 0 && text(say('teamPlan.mine.none')),
    ...shown.flatMap(({ title, action }, at): Part[] => [
      ...(at === 0 || shown[at - 1]?.title !== title ? [text(title ?? say('teamPlan.mine.team'), 'strong')] : []),
      rowOf(voice, names, action),
    ]),
    buttons(
      page > 0 && { label: say('teamPlan.back'), verb: 'actions.mine', data: { page: page - 1 } },
      all.length > (page + 1) * A_PAGE && { label: say('plan.more'), verb: 'actions.mine', data: { page: page + 1 } },
    ),
  ])
}

/** The teams of which a person can see the plan, or whose settings she may change: one is asked for. */
export const teamsScreen = (
  { say }: Voice,
  verb: 'plan.show' | 'team.settings',
  teams: readonly { readonly title: string | undefined; readonly channel: string }[],
): Card => {
  const words = verb === 'plan.show' ? 'plans' : 'teams'
  return card(say(`teamPlan.mine.${words}.title`), [
    heading(say(`teamPlan.mine.${words}.title`)),
    text(say(teams.length === 0 ? `teamPlan.mine.${words}.none` : `teamPlan.mine.${words}.which`)),
    ...teams.map(
      ({ title, channel }): Part => ({
        kind: 'row',
        title: title ?? say('teamPlan.mine.team'),
        detail: say(`teamPlan.mine.${words}.detail`),
        label: say(`teamPlan.mine.${words}.open`, { title: title ?? say('teamPlan.mine.team') }),
        press: { verb, data: { channel } },
      }),
    ),
    // What she may have meant: her own.
    teams.length === 0 &&
      verb === 'team.settings' &&
      buttons({ label: say('help.habits'), main: true, verb: 'hours.set', data: {} }),
  ])
}
