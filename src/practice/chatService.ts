/** A platform's stand-in, as its server sees it. */
export interface Call {
  readonly method: string
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly authorization: string | undefined
}
export interface Answer {
  readonly status: number
  readonly body?: unknown
  /** Seconds. */
  readonly retryAfter?: number
  /** Elsewhere the browser is sent. */
  readonly location?: string
}

export interface ChatService {
  /** @returns undefined for a path that isn't the service's, and `cut` for a connection that breaks */
  answer(call: Call): Promise<Answer | 'cut' | undefined>
}
