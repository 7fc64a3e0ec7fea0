import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type OutputChunk, type RolldownPlugin, rolldown } from 'rolldown'
import { writeBuilt } from '../src/build/builtContent.ts'
import { checkContent } from '../src/build/content.ts'

const root = join(import.meta.dirname, '..')

/** Where a module looked beside itself it still does, though it goes into one file with others: `dist` lies where `src` does. */
const placed: RolldownPlugin = {
  name: 'placed',
  transform: {
    filter: { code: /import\.meta\.dirname/ },
    handler: (code, id) => {
      const beside = relative(join(root, 'src'), dirname(id))
      return beside.startsWith('..')
        ? undefined
        : // On the same line as before: the map from what is built to what it was made of stays true.
          {
            code: code.replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${beside}`)})`),
            map: null,
          }
    },
  },
}

/** What is used of Node's own module, by us and by what goes into the bundle. */
const HTTP = [
  'Agent',
  'IncomingMessage',
  'METHODS',
  'STATUS_CODES',
  'Server',
  'ServerResponse',
  'createServer',
  'get',
  'request',
] as const

/** `import` looks at all that a module of Node has, and `node:http` then loads a whole second client (for `WebSocket`): 50 ms and 9 MB. */
export const plainHttp: RolldownPlugin = {
  name: 'plainHttp',
  resolveId: { filter: { id: /^(node:)?http$/ }, handler: () => '\0http' },
  load: {
    filter: { id: /^\0http$/ },
    handler: () => `const http = process.getBuiltinModule('node:http')
export default http
export const { ${HTTP.join(', ')} } = http`,
  },
}

/** What has a binary for each kind of machine isn't bundled: it is installed, and loaded when someone asks for a picture. */
export const BINARY: readonly string[] = ['@resvg/resvg-js']

/** The map of a file, for the stacks of faults (`sourceFrames.ts`), as small as that takes; what is of others alone has none. */
const writeMap = (folder: string, { fileName, moduleIds }: OutputChunk): void => {
  const file = join(folder, `${fileName}.map`)
  if (moduleIds.every((id) => packageOf(id) !== undefined || id.startsWith('\0'))) {
    rmSync(file, { force: true })
    return
  }
  const { sourcesContent: _, ...map } = JSON.parse(readFileSync(file, 'utf8')) as {
    sourcesContent: unknown
    sources: string[]
  }
  const sources = map.sources.map((source) => relative(root, join(folder, source)))
  writeFileSync(file, JSON.stringify({ ...map, sources }))
}

/** The folder of the package that a module is of; undefined for our own. */
const packageOf = (id: string): string | undefined => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]

const noticeOf = (folder: string): string => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version}, ${license}`, ...texts].join('\n\n')
}

/** Served as it is to a browser that shows a page in a frame of Teams. */
const TEAMS_JS = join(root, 'node_modules/@microsoft/teams-js')

/** What browsers are served lies beside the program as it lies beside its sources. */
const copyClient = (folder: string): void => {
  cpSync(join(root, 'src/tab/client'), join(folder, 'tab/client'), { recursive: true })
  cpSync(join(TEAMS_JS, 'dist/umd/MicrosoftTeams.min.js'), join(folder, 'tab/client/teams.js'))
}

/** The notices of all that goes into what is built: their licences ask for them wherever they go. */
const noticesOf = (chunks: readonly OutputChunk[], copied: readonly string[]): string => {
  const folders = new Set([
    TEAMS_JS,
    ...chunks.flatMap(({ moduleIds }) => moduleIds.map(packageOf)).filter((folder) => folder !== undefined),
  ])
  for (const name of copied) folders.add(join(root, 'node_modules', name))
  return `${[...folders]
    .toSorted()
    .map(noticeOf)
    .join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

/** What is published. */
const PUBLISHED: Readonly<Record<string, string>> = { main: 'src/main.ts', quickscan: 'src/cli/quickscan.ts' }

/** What the practice room's page is made of, for the browser, with what draws its cards. */
const copyPage = (folder: string): void => {
  const page = join(folder, 'practice', 'page')
  cpSync(join(root, 'src/practice/page'), page, { recursive: true })
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  copyFileSync(renderer, join(page, 'adaptivecards.min.js'))
}

/**
 * Builds what is published: the program with all its libraries in a few files, and the content, checked.
 * @param entries what is begun with, by the name of its file; a measurement has one of its own
 */
export const build = async (folder: string, entries: Readonly<Record<string, string>> = PUBLISHED): Promise<void> => {
  const content = checkContent()
  rmSync(folder, { recursive: true, force: true })
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)]))
  const bundle = await rolldown({
    ...{ cwd: root, input, platform: 'node', logLevel: 'warn', plugins: [placed, plainHttp], external: [...BINARY] },
  })
  const { output } = await bundle.write({
    dir: folder,
    sourcemap: 'hidden',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await bundle.close()
  writeBuilt(content, folder)
  copyPage(folder)
  copyClient(folder)
  const chunks = output.filter((one) => one.type === 'chunk')
  for (const chunk of chunks) writeMap(folder, chunk)
  writeFileSync(join(folder, 'third-party.txt'), noticesOf(chunks, ['adaptivecards']))
}

if (import.meta.main) await build(join(root, 'dist'))
