/**
 * What may be logged: round, verb, outcome, milliseconds. Nothing takes answers, remarks, names or tokens, so that none of
 * them can get into a log by mistake.
 */
export interface Log {
  turn(line: {
    readonly verb: string
    readonly round: string | undefined
    readonly outcome: string
    readonly ms: number
  }): void
  effect(line: { readonly effect: string; readonly outcome: string; readonly attempts: number }): void
  /** A request turned away at the door: the reason is one of ours. */
  refused(line: { readonly status: number; readonly reason: string }): void
  /** A fault of ours: the error's name and where in our code, never its message, which may quote what people wrote. */
  fault(where: string, error: unknown): void
  say(message: string): void
}
