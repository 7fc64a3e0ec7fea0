import { loadReading } from '../src/build/content.ts'

/** Whether the addresses of the library still answer: `npm run links`, where there is a network. By hand, since what is elsewhere may be away. */
const PATIENCE = 15_000
const AT_ONCE = 8

const answerOf = async (url: string): Promise<string | undefined> => {
  try {
    const { status, ok } = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(PATIENCE) })
    // A site that keeps programs out is there.
    return ok || status === 403 || status === 405 || status === 429 ? undefined : `answers ${status}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return cause
  }
}

const urls = [...new Set(loadReading('nl').library.flatMap(({ link }) => (link === undefined ? [] : [link])))]
const waiting = [...urls]
const broken: string[] = []
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const problem = await answerOf(url)
      if (problem !== undefined) broken.push(`${url}: ${problem}`)
    }
  }),
)
console.log(`${urls.length - broken.length} of ${urls.length} addresses answer.`)
for (const line of broken.sort()) console.log(line)
process.exitCode = broken.length > 0 ? 1 : 0
