import { loadReading } from '../src/build/content.ts'
import { LANGUAGES } from '../src/kit/languages.ts'

/**
 * Whether the addresses of the library and of the helplines still answer: `npm run links`, where there is a network. By hand, since what
 * is elsewhere may be away. An address that leads to another site is said, and is no fault: someone has to look whether it is still
 * the same organisation's.
 */
const PATIENCE = 15_000
const AT_ONCE = 8
/** Once more after the first failure: a busy site isn't a broken link. */
const TRIES = 2

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '')

interface Answer {
  readonly problem?: string
  readonly movedTo?: string
}

const answerOf = async (url: string, left = TRIES - 1): Promise<Answer> => {
  const again = (problem: string): Answer | Promise<Answer> => (left > 0 ? answerOf(url, left - 1) : { problem })
  try {
    const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(PATIENCE) })
    const { status, ok, url: reached } = response
    await response.body?.cancel()
    if (status >= 500) return await again(`answers ${status}`)
    // A site that keeps programs out is there.
    if (!ok && status !== 401 && status !== 403 && status !== 405 && status !== 429)
      return { problem: `answers ${status}` }
    return siteOf(reached) === siteOf(url) ? {} : { movedTo: reached }
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return await again(`no answer within ${PATIENCE / 1000} seconds`)
    return await again(error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error))
  }
}

const urls = [
  ...new Set(
    LANGUAGES.flatMap((one) => loadReading(one).library.flatMap(({ link }) => (link === undefined ? [] : [link]))),
  ),
]
const waiting = [...urls]
const broken: string[] = []
const moved: string[] = []
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const { problem, movedTo } = await answerOf(url)
      if (problem !== undefined) broken.push(`${url}: ${problem}`)
      if (movedTo !== undefined) moved.push(`${url}: leads to ${movedTo}`)
    }
  }),
)
console.log(`${urls.length - broken.length} of ${urls.length} addresses answer.`)
for (const line of [...broken.sort(), ...moved.sort()]) console.log(line)
process.exitCode = broken.length > 0 ? 1 : 0
