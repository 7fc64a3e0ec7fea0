import { checkContent, loadKit } from '../build/content.ts'
import { BrokenContent } from '../kit/parseKit.ts'
import { EXIT, type Run } from './command.ts'

/**
 * Says whether content can be used: ours, in every language, as the build does; or other content packs, as a bot does that has one as
 * its KIT_DIR.
 * @returns an exit code
 */
export const sayWhetherUsable = (folders: readonly string[]): number => {
  try {
    for (const folder of folders) loadKit('', folder)
    if (folders.length === 0) checkContent()
    console.log(`${folders.length === 0 ? 'content' : folders.join(', ')}: as it should be.`)
    return 0
  } catch (error) {
    if (!(error instanceof BrokenContent)) throw error
    console.error(error.message)
    return 1
  }
}

/** Says whether content can be used. */
export const checkKit: Run = async ({ words }) => (sayWhetherUsable(words) === 0 ? EXIT.done : EXIT.failed)
