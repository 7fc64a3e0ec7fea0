import { checkContent, openPack } from '../build/content.ts'
import { BrokenContent } from '../kit/parseFile.ts'
import { EXIT, type Run } from './command.ts'

/**
 * Looks at a content pack as a bot does that has it as its KIT_DIR, or at our own content, as the build does.
 * @param folder of the pack; without one, ours
 * @returns what to read on a line each: warnings of what can be used
 * @throws {BrokenContent} for what can't be used, with all problems
 */
export const contentWarnings = (folder?: string): readonly string[] => {
  if (folder !== undefined) return openPack(folder).warnings()
  checkContent()
  return []
}

/** Says whether content can be used: ours in every language, or other content packs. @returns an exit code */
export const sayWhetherUsable = (folders: readonly string[]): number => {
  try {
    for (const folder of folders.length === 0 ? [undefined] : folders) {
      const warnings = contentWarnings(folder)
      for (const warning of warnings) console.log(`  ${warning}`)
      const besides = warnings.length === 0 ? '' : ` ${warnings.length} warnings, above.`
      console.log(`${folder ?? 'content'}: as it should be.${besides}`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof BrokenContent)) throw error
    console.error(error.message)
    return 1
  }
}

/** Says whether content can be used. */
export const checkKit: Run = async ({ words }) => (sayWhetherUsable(words) === 0 ? EXIT.done : EXIT.failed)
