import { randomUUID } from 'node:crypto'

/** A name that says nothing of what it names, and that nothing else has. */
export const randomName = (): string => randomUUID()
