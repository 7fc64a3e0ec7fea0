import { type Part, text } from '../card.ts'
import type { Voice } from '../voice.ts'

/**
 * Stands once in every form with a field of free text, in which someone could name a young person or client.
 * @param about `work`: what is written there is about what people do with them, so that professional secrecy holds
 * @param first a sentence of the form's own before it
 */
export const clientWarning = ({ say }: Voice, about: 'work' | 'name' = 'work', first?: string): Part =>
  text(
    [first, say('clients.warning'), about === 'work' ? say('clients.secrecy') : undefined]
      .filter((sentence) => sentence !== undefined)
      .join(' '),
    'small',
  )
