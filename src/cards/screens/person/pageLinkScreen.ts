import { MINUTE } from '../../../kit/calendar/instant.ts'
import { type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** A link to her own page. @param link undefined where none can be given @param lasts milliseconds */
export const pageLinkScreen = ({ say }: Voice, link: string | undefined, lasts: number): Card =>
  card(say('site.link.summary'), [
    heading(say('site.link.title')),
    text(say(link === undefined ? 'site.link.none' : 'site.link.text')),
    link !== undefined && {
      kind: 'link',
      title: say('site.link.open'),
      detail: say('site.link.works', { minutes: lasts / MINUTE }),
      url: link,
    },
    link !== undefined && text(say('site.link.own'), 'small'),
  ])
