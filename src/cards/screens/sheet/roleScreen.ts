import type { Sheet } from '../../../flows/sheet/sheet.ts'
import { ROLES } from '../../../kit/roles.ts'
import { type Button, buttons, type Card, card, heading, text } from '../../card.ts'
import type { Voice } from '../../voice.ts'

/** Two to a row: seven buttons under each other push the last off a phone. */
const A_ROW = 2

/** An optional question, asked only where a view per role could ever be shown. */
export const roleScreen = ({ say }: Voice, { round, role }: Sheet): Card => {
  const give = (given: string): Button => ({
    label: given === role ? say('role.chosen', { role: say(`role.${given}`) }) : say(`role.${given}`),
    verb: 'sheet.role',
    data: { round, role: given },
  })
  const rows = Array.from({ length: Math.ceil(ROLES.length / A_ROW) }, (_, row) =>
    buttons(...ROLES.slice(row * A_ROW, (row + 1) * A_ROW).map(give)),
  )
  return card(say('role.summary'), [
    heading(say('role.title')),
    text(say('role.text')),
    ...rows,
    buttons({ ...give('none'), main: true }),
  ])
}
