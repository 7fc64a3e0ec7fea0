/** Words for why Redis can't be used at the start, and what to do. */

/** The client's own errors have neither code nor name: their class says it. */
const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.constructor.name)
const TRUST = 'Have the bot trust it (NODE_EXTRA_CA_CERTS), or use the name that it was made for'

/** By the error's own code, else by how the reply begins. Neither holds a secret. */
const problemOf = (error: Error, secured: boolean): string => {
  const code = codeOf(error)
  if (/^(WRONGPASS|ERR invalid password|NOPERM)/.test(error.message))
    return 'it refuses the password or the user. Set the right one in the address: redis://user:password@host:6379'
  if (/^NOAUTH/.test(error.message)) return 'it asks for a password. Set it in the address: redis://:password@host:6379'
  // Redis without TLS waits for more of what it takes for a command.
  if (/^ERR_SSL|^EPROTO/.test(code) || (secured && /^(ConnectionTimeout|SocketClosed)/.test(code)))
    return 'it does not answer in TLS. Write redis:// for one without TLS, or the port that has it'
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code)) return `its certificate isn't trusted (${code}). ${TRUST}`
  if (/^SocketClosed/.test(code) || code === 'ECONNRESET')
    return 'it hangs up at once, as one does that expects TLS. Write rediss:// if so, else see to its log'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such machine. Is the name right'
  if (code === 'ECONNREFUSED') return 'nothing answers there. Is it running, and is the port right'
  return `nothing answers there (${code}). Is it running, and is the way to it open`
}

/**
 * One line for whoever runs the bot.
 * @param urls of these the hosts alone are said: an address may contain a password
 */
export const redisProblem = (urls: readonly string[], cause: unknown): string => {
  const hosts = urls.map((url) => new URL(url).host).join(', ')
  const secured = urls.some((url) => url.startsWith('rediss:'))
  const problem = cause instanceof Error ? problemOf(cause, secured) : 'nothing answers there. Is it running'
  return `Redis can't be used (REDIS_URL has ${hosts}): ${problem}${/ Is [^.]*$/.test(problem) ? '?' : '.'}`
}
