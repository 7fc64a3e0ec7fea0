import type { AskedView, PagePart, PlanGroup, PlannedAction, TeamPage } from '../bot/render/pages/pageParts.ts'
import { PLAN_SHAPES, TEAM_VIEWS } from '../bot/render/pages/pageParts.ts'
import type { Say } from '../kit/sentences.ts'
import { cardMarkup, formHead } from './cardMarkup.ts'
import type { CardPlace } from './cardPlace.ts'
import { type Way, waysMarkup } from './layout.ts'
import { html, type Markup, type Value } from './markup.ts'
import { pictureMarkup } from './pictureMarkup.ts'
import { pressValue } from './pressed.ts'

/** The address of a team's page. What isn't said is as it usually is. */
export const teamPath = (team: string, { view, shape, page, ended, round }: Partial<AskedView> = {}): string => {
  const query = new URLSearchParams({
    ...(view !== undefined && view !== 'now' ? { view } : {}),
    ...(shape !== undefined && shape !== 'list' ? { shape } : {}),
    ...(page ? { page: String(page) } : {}),
    ...(ended ? { ended: '1' } : {}),
    ...(round === undefined ? {} : { round }),
  })
  return query.size > 0 ? `/team/${team}?${query}` : `/team/${team}`
}

/** What is asked by an address; what isn't known is as it usually is. */
export const askedIn = (query: URLSearchParams): AskedView => {
  const page = Number(query.get('page') ?? 0)
  const round = query.get('round') ?? ''
  return {
    view: TEAM_VIEWS.find((one) => one === query.get('view')) ?? 'now',
    shape: PLAN_SHAPES.find((one) => one === query.get('shape')) ?? 'list',
    page: Number.isInteger(page) && page >= 0 && page <= 10_000 ? page : 0,
    ended: query.get('ended') === '1',
    round: /^[\w-]{32}$/.test(round) ? round : undefined,
  }
}

type Plan = Extract<PagePart, { kind: 'plan' }>

const actionMarkup = ({ title, state, said, press }: PlannedAction): Markup =>
  html`<li><button class="line state-${state}" name="press" value="${pressValue(press)}"><b>${title}</b> <span>${said.join(' · ')}</span></button></li>`

const groupMarkup = (say: Say, { title, direction, actions, more }: PlanGroup): Markup => html`<section class="group">
${title !== '' && html`<h3>${title}</h3>`}
${direction && html`<blockquote>${direction}</blockquote>`}
<ul class="actions">${actions.map(actionMarkup)}</ul>
${more > 0 && html`<p class="small">${say('site.more', { count: more })}</p>`}
</section>`

const planMarkup = (plan: Plan, { team, asked }: TeamPage, place: CardPlace): Markup => {
  const { say } = place
  const { shape, said, groups, page, pages, ended, over, add } = plan
  const at = (wish: Partial<AskedView>): string => teamPath(team, { view: 'plan', shape, ended, ...wish })
  const shapes = PLAN_SHAPES.map(
    (one): Way => ({ to: at({ shape: one }), label: say(`site.shape.${one}`), here: one === asked.shape }),
  )
  const turns: Way[] = [
    ...(page > 0 ? [{ to: at({ page: page - 1 }), label: say('site.previous') }] : []),
    ...(page + 1 < pages ? [{ to: at({ page: page + 1 }), label: say('site.next') }] : []),
    ...(over > 0 && !ended ? [{ to: at({ ended: true }), label: say('teamPlan.ended', { count: over }) }] : []),
    ...(ended ? [{ to: at({ ended: false }), label: say('teamPlan.toPlan') }] : []),
  ]
  const none = groups.every(({ actions }) => actions.length === 0)
  return html`<form class="card plan ${shape}" method="post" action="/press">
${formHead(place)}
<h2>${ended ? say('teamPlan.ended', { count: over }) : say('plan.title')}</h2>
<p class="small">${said}</p>
${waysMarkup(say('site.shapes'), shapes, 'shapes')}
${none ? html`<p>${say(over > 0 ? 'teamPlan.allDone' : 'plan.empty')}</p>` : html`<div class="groups">${groups.map((group) => groupMarkup(say, group))}</div>`}
${pages > 1 && html`<p class="small">${say('teamPlan.page', { page: page + 1, pages })}</p>`}
${turns.length > 0 && waysMarkup(say('site.pages'), turns, 'shapes')}
${!ended && html`<p class="buttons"><button class="main" name="press" value="${pressValue(add)}">${say('plan.add')}</button></p>`}
</form>`
}

const partMarkup = (part: PagePart, page: TeamPage, place: CardPlace): Value => {
  const { say } = place
  switch (part.kind) {
    case 'card':
      return cardMarkup(part.card, place)
    case 'picture':
      return pictureMarkup(part.picture, say('papers.said'))
    case 'plan':
      return planMarkup(part, page, place)
    case 'rounds':
      return html`<section class="card"><h2>${say('site.view.rounds')}</h2>
${part.rounds.length === 0 && html`<p>${say('standing.none')}</p>`}
<ol class="rounds">${part.rounds.map(
        ({ title, said, round }) =>
          html`<li>${
            round === undefined
              ? html`<b>${title}</b>`
              : html`<a href="${teamPath(page.team, { view: 'result', round })}">${title}</a>`
          } <span class="small">${said}</span></li>`,
      )}</ol></section>`
  }
}

/** A team's page: what is shown of it, one thing at a time. */
export const teamMarkup = (page: TeamPage, place: CardPlace): Markup => {
  const { say } = place
  const views = TEAM_VIEWS.map(
    (view): Way => ({
      to: teamPath(page.team, { view }),
      label: say(`site.view.${view}`),
      here: view === page.asked.view,
    }),
  )
  return html`<h1>${page.title}</h1>
${waysMarkup(page.title, views, 'views')}
${page.parts.map((part) => partMarkup(part, page, place))}`
}
