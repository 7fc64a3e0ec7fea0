import type { MessageRef } from '../../ids.ts'
import type { Round } from '../round.ts'

/** More than anyone asks for in a round's years; its state stays small. */
const MOST_PAST = 200

/** The round, remembering messages that no longer follow it. */
export const withPast = <R extends Round>(round: R, past: readonly MessageRef[]): R =>
  past.length === 0 ? round : { ...round, pastCards: [...(round.pastCards ?? []), ...past].slice(-MOST_PAST) }
