import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATED, FIXED } from './otherDays.ts'

const root = join(import.meta.dirname, '..')
const files = globSync('src/**/*.ts', { cwd: root }).filter((path) => !/\.(test|contract)\.ts$/.test(path))
const importsOf = (path: string): string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from\s+|import\s+|import\()'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
/** Which folders a folder may import from, besides itself; a folder within one that is named belongs to it. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'src/kit': [],
  'src/flows': ['src/kit'],
  'src/cards': ['src/kit', 'src/flows'],
  'src/cards/screens': ['src/kit', 'src/flows', 'src/cards'],
  'src/cards/pictures': ['src/kit', 'src/flows', 'src/cards', 'src/cards/screens'],
  'src/cards/papers': ['src/kit', 'src/flows', 'src/cards', 'src/cards/screens', 'src/cards/pictures'],
  'src/cards/teams': ['src/kit', 'src/cards'],
  'src/cards/slack': ['src/kit', 'src/cards'],
  'src/cards/samples': ['src/kit', 'src/flows', 'src/cards', 'src/cards/screens', 'src/cards/pictures'],
  // Of the flows only what a key, an effect and an erasure are.
  'src/store': ['src/kit', 'src/flows'],
  'src/store/sqlite': ['src/flows', 'src/store'],
  'src/store/redis': ['src/kit', 'src/flows', 'src/store'],
  'src/bot/ports': ['src/flows', 'src/cards'],
  'src/bot': [
    ...['src/kit', 'src/flows', 'src/cards', 'src/cards/screens', 'src/store'],
    ...['src/bot/ports', 'src/bot/verbs', 'src/bot/outbox', 'src/bot/render'],
  ],
  'src/bot/render': [
    ...['src/kit', 'src/flows', 'src/cards', 'src/cards/screens', 'src/cards/pictures', 'src/cards/papers'],
    ...['src/bot', 'src/bot/ports'],
  ],
  'src/bot/verbs': [
    ...['src/kit', 'src/flows', 'src/cards', 'src/cards/screens'],
    ...['src/bot', 'src/bot/ports', 'src/bot/render'],
  ],
  'src/bot/outbox': [
    ...['src/kit', 'src/flows', 'src/cards', 'src/cards/screens', 'src/store'],
    ...['src/bot', 'src/bot/ports', 'src/bot/render'],
  ],
  'src/bot/teams': ['src/kit', 'src/flows', 'src/cards', 'src/cards/teams', 'src/bot', 'src/bot/ports', 'src/http'],
  'src/bot/slack': [
    ...['src/kit', 'src/flows', 'src/cards', 'src/cards/slack', 'src/store'],
    ...['src/bot', 'src/bot/ports', 'src/http'],
  ],
  'src/http': ['src/kit', 'src/bot/ports'],
  // What a page shows is put together by the bot: here it is only drawn.
  'src/tab': [
    ...['src/kit', 'src/cards', 'src/cards/pictures', 'src/store', 'src/http'],
    ...['src/bot', 'src/bot/ports', 'src/bot/render'],
  ],
  'src/observability': ['src/kit', 'src/flows', 'src/store', 'src/bot/ports'],
  'src/practice': ['src/kit', 'src/practice/teams', 'src/practice/slack', 'src/practice/play'],
  'src/practice/teams': ['src/practice'],
  'src/practice/slack': ['src/practice'],
  'src/practice/play': ['src/kit', 'src/practice'],
}
const FOLDERS = Object.keys(MAY).toSorted((one, other) => other.length - one.length)
/** The named folder a file belongs to; what builds and starts things (main, config, build, cli) may import anything. */
const folderOf = (path: string): string => FOLDERS.find((folder) => path.startsWith(`${folder}/`)) ?? 'main'
const pairs = files.flatMap((path) =>
  importsOf(path).map((name) => {
    const target = name.startsWith('.') ? normalize(join(dirname(path), name)) : undefined
    return { path, from: folderOf(path), name, target, to: target === undefined ? 'outside' : folderOf(target) }
  }),
)

/** Packages from outside, folder by folder; node's own modules only where the outside world is. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  'src/kit': /^(zod|js-yaml|intl-messageformat|temporal-polyfill|ical-generator|minisearch|@orama\/stemmers\/\w+)$/,
  'src/cards/pictures': /^@resvg\/resvg-js$/,
  'src/cards/papers': /^(docx|fflate|write-excel-file\/node)$/,
  'src/cards/teams': /^@microsoft\/teams\.cards$/,
  'src/cards/slack': /^@slack\/types$/,
  'src/store': /^node:(crypto|fs|path)$/,
  'src/store/sqlite': /^node:(crypto|fs|path|sqlite)$/,
  'src/store/redis': /^(redis|node:crypto)$/,
  'src/bot/verbs': /^zod$/,
  'src/bot/teams': /^(zod|node:crypto)$/,
  'src/bot/slack': /^(zod|ws|node:crypto|@slack\/types)$/,
  'src/http': /^node:https?$/,
  'src/tab': /^(marked|hono\/html|node:(fs|path))$/,
  'src/observability': /^(pino|prom-client|node:(fs|module|url))$/,
  'src/practice': /^(zod|temporal-polyfill|node:[\w/]+)$/,
  'src/practice/teams': /^node:[\w/]+$/,
  'src/practice/slack': /^(ws|node:[\w/]+)$/,
  'src/practice/play': /^temporal-polyfill$/,
}

describe('the arrows', () => {
  it('were found, from every folder that is named', () => {
    expect(pairs.length).toBeGreaterThan(200)
    expect(FOLDERS.filter((folder) => !files.some((path) => folderOf(path) === folder))).toEqual([])
  })

  it('run one way between the folders', () => {
    const against = pairs.filter(
      ({ from, to }) => from !== 'main' && to !== 'outside' && to !== from && !MAY[from]?.includes(to),
    )
    expect(against.map(({ path, name }) => `${path} -> ${name}`)).toEqual([])
  })

  it('reach only the packages a folder is for', () => {
    const stray = pairs.filter(
      ({ from, to, name }) => from !== 'main' && to === 'outside' && !PACKAGES[from]?.test(name),
    )
    expect(stray.map(({ path, name }) => `${path} -> ${name}`)).toEqual([])
  })

  it('keep secrets and signatures in the store, the doors and what stands in for a platform', () => {
    const stray = pairs.filter(
      ({ name, path }) =>
        name === 'node:crypto' &&
        !/^src\/(store\/|practice\/|main\.ts|cli\/demo\.ts|bot\/(teams|slack)\/(authenticate|token|signOn|signingKeys)\.ts)/.test(
          path,
        ),
    )
    expect(stray.map(({ path }) => path)).toEqual([])
  })

  it('leave the environment to config.ts and the clock to main.ts and what is started by hand', () => {
    const reads = (pattern: RegExp): string[] =>
      files.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))
    expect(reads(/process\.env/)).toEqual(['src/config.ts'])
    expect(reads(/Date\.now\(\)|new Date\(\)|Math\.random/).sort()).toEqual([
      'src/cli/demo.ts',
      'src/cli/quickscan.ts',
      'src/main.ts',
    ])
  })
})

describe('the folders', () => {
  it('hold one idea each: about twenty files, none named after the platform or engine it lies in', () => {
    const sources = files.filter((path) => !path.startsWith('src/kit/'))
    const counts = Object.entries(Object.groupBy(sources, (path) => dirname(path)))
    expect(counts.filter(([, inside = []]) => inside.length > 20).map(([folder]) => folder)).toEqual([])
    expect(files.filter((path) => /\/(teams|slack|redis|sqlite)\/(teams|slack|redis|sqlite)[A-Z]/.test(path))).toEqual(
      [],
    )
    expect(files.filter((path) => /\/(teams|slack|redis|sqlite)[A-Z]\w+\.ts$/.test(path))).toEqual([])
  })
})

describe('what is exported', () => {
  it('says what it is, in the kit, the flows, the store and the ports', () => {
    const documented = files.filter((path) => /^src\/(kit|flows|store|bot\/ports)\//.test(path))
    const silent = documented.flatMap((path) => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n')
      return lines.flatMap((line, at) => {
        const [, name] = /^export (?:const|function|interface|type|class) (\w+)/.exec(line) ?? []
        const before = lines[at - 1] ?? ''
        // An overload is documented by the first of them.
        const said = before.endsWith('*/') || before.startsWith(`export function ${name}(`)
        return name === undefined || said ? [] : [`${path}: ${name}`]
      })
    })
    expect(silent).toEqual([])
  })
})

describe('privacy.5.2 one gate', () => {
  it('lets only the close read a tally: no screen, verb or log does', () => {
    const readers = pairs.filter(({ name }) => /sheetTally\.ts$/.test(name)).map(({ path }) => path)
    expect(readers.sort()).toEqual(['src/bot/outbox/tellTally.ts', 'src/flows/keys.ts'])
  })

  const callers = (made: string): string[] =>
    files.filter((path) => new RegExp(`\\b${made}\\(`).test(readFileSync(join(root, path), 'utf8'))).sort()

  it('lets sums be reached where they are closed, and nowhere else', () => {
    expect(callers('tallyKey')).toEqual(['src/bot/outbox/freezeResult.ts', 'src/bot/outbox/tellTally.ts'])
    expect(callers('ballotTallyKey')).toEqual(['src/bot/outbox/dispatchBallots.ts', 'src/bot/outbox/tellTally.ts'])
    expect(callers('rank')).toEqual(['src/bot/outbox/dispatchBallots.ts', 'src/cards/samples/ballotSamples.ts'])
  })

  it('lets a sheet or ballot be reached by her own presses, her own cards, her own data, and what is told to it', () => {
    const own = [
      'src/bot/render/personScreens.ts',
      'src/bot/verbs/guards.ts',
      'src/bot/people/erasePerson.ts',
      'src/bot/people/eraseFromRounds.ts',
    ]
    expect(callers('sheetKey')).toEqual(
      [
        ...own,
        'src/bot/render/sheetScreens.ts',
        'src/bot/outbox/dispatch.ts',
        // Whether a copy is still on its way, and nothing else.
        'src/bot/outbox/destroyRoundKey.ts',
      ].sort(),
    )
    expect(callers('ballotKey')).toEqual(
      [
        ...own,
        'src/bot/render/ballotScreens.ts',
        'src/bot/outbox/dispatch.ts',
        'src/bot/outbox/dispatchBallots.ts',
      ].sort(),
    )
    // Whatever says a kind by itself would go around the keys.
    const kinds = files.filter((path) =>
      /kind: '(sheet|ballot|tally|stars)', place/.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(kinds).toEqual(['src/flows/keys.ts'])
  })

  it('lets no log, figure, result screen or word for the channel see what one person gave', () => {
    const OWN =
      /\/(sheet|element|role|review|pause|blockEnd|thanks|invitation|notice|copy|nudge|decline|ballot|open|start|person)\w*\.ts$/i
    const given = /\/(sheet|decideSheet|ballot|decideBallot|voting|sheetTally|ballotTally|sheetLifecycle)\.ts$/
    const seers = pairs.filter(
      ({ name, path }) =>
        given.test(name) && /^src\/(cards\/screens|observability|bot\/(ports\/log|render\/personExport))/.test(path),
    )
    expect(seers.filter(({ path }) => !/screens/.test(path) || !OWN.test(path)).map(({ path }) => path)).toEqual([])
  })

  it('makes results in one place', () => {
    const makers = pairs.filter(({ name }) => /\/gate\.ts$/.test(name)).map(({ path }) => path)
    const calls = makers.filter((path) => /\bgate\(/.test(readFileSync(join(root, path), 'utf8')))
    expect(calls.sort()).toEqual(['src/bot/outbox/freezeResult.ts', 'src/cards/samples/sampleResults.ts'])
  })
})

describe('the suite on any day', () => {
  const tests = globSync(['src/**/*.test.ts', 'bench/**/*.test.ts', 'test/**/*.ts'], { cwd: root })
  const saying = (pattern: RegExp): string[] =>
    tests.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8'))).sort()

  it('starts processes in one place, which hands each the test’s clock', () => {
    const starters = saying(/\bfork\(|process\.execPath, /)
    expect(starters).toEqual(['test/nodeProcess.ts'])
  })

  it('runs each file that reads the clock, or starts what does, on other days, or tells it a moment', () => {
    const reading = saying(/\bDate\.now\(|\bnew Date\(\)|\b(runNode|ranNode|startNode|forkBot)\(/)
    const known = new Set([...DATED, ...FIXED])
    const itself = 'test/arrows.test.ts'
    expect(reading.filter((path) => /\.test\.ts$/.test(path) && path !== itself && !known.has(path))).toEqual([])
    expect([...known].filter((path) => !tests.includes(path))).toEqual([])
  })
})
