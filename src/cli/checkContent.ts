import { parseArgs } from 'node:util'
import { checkContent, loadKit } from '../build/content.ts'
import { BrokenContent } from '../kit/parseKit.ts'

/**
 * Says whether content can be used: `npm run kit:check` for ours, in every language, as the build does; `-- FOLDER` for another content
 * pack, as a bot does that has it as its KIT_DIR.
 */
const { positionals } = parseArgs({ allowPositionals: true })
try {
  for (const folder of positionals) loadKit('', folder)
  if (positionals.length === 0) checkContent()
  console.log(`${positionals.length === 0 ? 'content' : positionals.join(', ')}: as it should be.`)
} catch (error) {
  if (!(error instanceof BrokenContent)) throw error
  console.error(error.message)
  process.exitCode = 1
}
