/** Rule 5.10: round, verb, outcome, milliseconds. There is no way in for answers, remarks, names or tokens. */
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
