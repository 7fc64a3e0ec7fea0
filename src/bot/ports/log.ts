/** The verb of every press on what is the presser's alone: which one, and in which round, is nobody else's business. */
export const OWN = 'own'

/**
 * What may be logged: round, verb, outcome, milliseconds. Nothing takes answers, remarks, names or tokens, so that none of
 * them can get into a log by mistake.
 */
export interface Log {
  /** A press that was answered. @param line `ms` is how long that took, in milliseconds */
  turn(line: {
    readonly verb: string
    readonly round: string | undefined
    readonly outcome: string
    readonly ms: number
    readonly platform?: string
  }): void
  /** An effect that couldn't be delivered. @param line `outcome` is a status or an error's name; `came` what becomes of it */
  effect(line: {
    readonly effect: string
    readonly outcome: string
    readonly attempts: number
    readonly platform?: string | undefined
    readonly came?: 'again' | 'waits' | 'givenUp' | 'unreachable'
  }): void
  /** A request that was refused before anything was decided. @param line `status` is HTTP's, the reason one of ours */
  refused(line: { readonly status: number; readonly reason: string }): void
  /** A fault of ours: the error's name and where in our code, never its message, which may quote what people wrote. */
  fault(where: string, error: unknown): void
  /** For whoever operates the bot: a sentence of ours. */
  say(message: string): void
  /** The same, of something that has to be seen to. */
  warn(message: string): void
  /** The same, of what keeps people from working now. */
  alarm(message: string): void
}
