import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { BINARY, plainHttp } from '../infra/build.ts'
import { writeBuilt } from '../src/build/builtContent.ts'
import { checkContent } from '../src/build/content.ts'
import { compiledIn } from './nodeProcess.ts'
import { quickFolder } from './quickFolder.ts'

const root = join(import.meta.dirname, '..')

/** What tests start as processes of their own, again and again. */
const STARTED: Readonly<Record<string, string>> = {
  'dist/main.js': 'src/main.ts',
  'dist/quickscan.js': 'src/cli/quickscan.ts',
  'dist/cli/screens.js': 'src/cli/screens.ts',
  'test/botProcess.js': 'test/botProcess.ts',
  'test/clock.js': 'test/clock.ts',
}
/** It looks for what was built beside the program. */
const CONTENT = join(root, 'src/build/builtContent.ts')
const BIN = ['entry.mjs', 'quickscan.mjs', 'onlife-quickscan.mjs'] as const

/** What each module says of itself stays true where it goes into one file with others: what lies beside it is read from its place. */
const placed = (folder: string) => ({
  name: 'placed',
  transform: {
    filter: { code: /import\.meta\.(dirname|filename|url|main)/ },
    handler: (code: string, id: string): string => {
      const built = Object.keys(STARTED).find((name) => join(root, STARTED[name] ?? '') === id)
      return code
        .replaceAll('import.meta.dirname', JSON.stringify(id === CONTENT ? join(folder, 'dist', 'build') : dirname(id)))
        .replaceAll('import.meta.filename', JSON.stringify(id))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.main', `(process.argv[1] === ${JSON.stringify(built && join(folder, built))})`)
    },
  },
})

/** What isn't bundled is loaded from where it is installed: the folder of what is built has no packages of its own. */
const installed = {
  name: 'installed',
  resolveId: (id: string) =>
    BINARY.includes(id) ? { id: createRequire(import.meta.url).resolve(id), external: 'absolute' as const } : undefined,
}

/** Writes them into a folder, laid out as the package is published: `bin` finds `dist` there. */
const build = async (folder: string): Promise<void> => {
  const input = Object.fromEntries(
    Object.entries(STARTED).map(([name, source]) => [name.replace(/\.js$/, ''), join(root, source)]),
  )
  const bundle = await rolldown({
    input,
    platform: 'node',
    logLevel: 'silent',
    plugins: [placed(folder), plainHttp, installed],
  })
  await bundle.write({ dir: folder, entryFileNames: '[name].js', chunkFileNames: 'dist/[name]-[hash].js' })
  await bundle.close()
  writeBuilt(checkContent(), join(folder, 'dist'))
  mkdirSync(join(folder, 'bin'))
  for (const name of BIN) copyFileSync(join(root, 'bin', name), join(folder, 'bin', name))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}

const once = globalThis as { quickscanBuilt?: Promise<void> }

/**
 * Builds once for a whole run what its tests start as processes (`nodeProcess.ts`): reading some 1500 files anew was most of what
 * such a process did. What is about the sources themselves is started from them.
 * @returns what takes it away again
 */
export const setup = async (): Promise<() => void> => {
  const folder = process.env.QUICKSCAN_BUILT ?? mkdtempSync(join(quickFolder(), 'quickscan-built-'))
  process.env.QUICKSCAN_BUILT = folder
  // Some are started as another user, and what that one compiled is kept too.
  chmodSync(folder, 0o755)
  mkdirSync(compiledIn(folder), { recursive: true })
  chmodSync(compiledIn(folder), 0o1777)
  once.quickscanBuilt ??= build(folder)
  await once.quickscanBuilt
  return () => rmSync(folder, { recursive: true, force: true })
}
