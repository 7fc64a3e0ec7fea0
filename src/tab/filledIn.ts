import type { Controller } from '../kit/controller.ts'

/** What a bracket asks for, by how it begins. */
const ORGANISATION = /\[(Organisatie|Organisation)\b([^\]]*)\]/g
const CONTACT = /\[contact\]/g
const HOST = /\[(?:wie|who|qui|Wie de bot voor ons draait|Who runs the bot for us|Qui fait tourner le bot pour nous)\]/g
const HOST_OF_TERMS = /\[, (bij wie|by|chez)(\s?): …\]/g
const DPO = /\[(naam|name|nom), e-mail\]/g

/** As it was set, whatever it holds: it is no Markdown. */
const plain = (value: string): string => value.replace(/[\\`*_[\]<>]/g, '\\$&')

/**
 * A paper with what the settings say in its brackets; what they don't say stays between brackets, for whoever runs the bot to see.
 * @param paper in Markdown
 */
export const filledIn = (paper: string, { organisation, contact, dpo, host }: Controller): string => {
  const named = (asked: string, rest: string): string => {
    if (organisation === undefined) return asked
    return [organisation, rest.includes('e-mail') ? contact : undefined]
      .flatMap((one) => (one === undefined ? [] : plain(one)))
      .join(', ')
  }
  return paper
    .replace(ORGANISATION, (asked: string, _word: string, rest: string) => named(asked, rest))
    .replace(CONTACT, (asked: string) => (contact === undefined ? asked : plain(contact)))
    .replace(HOST, (asked: string) => (host === undefined ? asked : plain(host)))
    .replace(HOST_OF_TERMS, (asked: string, by: string, space: string) =>
      host === undefined ? asked : `, ${by}${space}: ${plain(host)}`,
    )
    .replace(DPO, (asked: string) => (dpo === undefined ? asked : plain(dpo)))
}
