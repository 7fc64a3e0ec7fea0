/** Whether it was heard, or must be told again later because something that comes first hasn't happened yet. */
export type Heard = 'heard' | 'notYet'

export const heard = ({ kind }: { readonly kind: string }): Heard => (kind === 'notYet' ? 'notYet' : 'heard')
