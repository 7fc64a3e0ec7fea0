import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = globSync('src/**/*.ts', { cwd: root }).filter((path) => !/\.(test|contract)\.ts$/.test(path))
const importsOf = (path: string): string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/(?:from\s+|import\s+|import\()'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  )
const room = (path: string): string => /^src\/(\w+)\//.exec(path)?.[1] ?? 'main'
const pairs = files.flatMap((path) =>
  importsOf(path).map((name) => ({
    path,
    from: room(path),
    name,
    to: name.startsWith('.') ? room(normalize(join(dirname(path), name))) : 'outside',
  })),
)

/** Imports run one way: kit <- flows <- cards <- bot, practice <- main (DESIGN 3). */
const MAY: Readonly<Record<string, readonly string[]>> = {
  kit: ['kit'],
  flows: ['kit', 'flows'],
  cards: ['kit', 'flows', 'cards'],
  store: ['kit', 'flows', 'store'],
  http: ['kit', 'bot', 'http'],
  observability: ['kit', 'store', 'bot', 'observability'],
  bot: ['kit', 'flows', 'cards', 'store', 'http', 'bot'],
  practice: ['kit', 'practice'],
}
/** Outside packages, room by room; node's own modules only where the outside world is. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  kit: /^(zod|yaml|intl-messageformat|temporal-polyfill|date-holidays)$/,
  flows: /^$/,
  cards: /^(@microsoft\/teams\.cards|@slack\/types)$/,
  store: /^(redis|node:(crypto|fs|path|sqlite))$/,
  http: /^node:http$/,
  observability: /^(pino|prom-client)$/,
  bot: /^(zod|node:(https?|crypto)|@microsoft\/teams\.apps|@slack\/(bolt|oauth|types|web-api))$/,
  practice: /^(zod|temporal-polyfill|node:[\w/]+)$/,
}

describe('the arrows', () => {
  it('were found', () => {
    expect(pairs.length).toBeGreaterThan(200)
  })

  it('run one way between the rooms', () => {
    const against = pairs.filter(({ from, to }) => from !== 'main' && to !== 'outside' && !MAY[from]?.includes(to))
    expect(against.map(({ path, name }) => `${path} -> ${name}`)).toEqual([])
  })

  it('reach only the packages a room is for', () => {
    const stray = pairs.filter(
      ({ from, to, name }) => from !== 'main' && to === 'outside' && !PACKAGES[from]?.test(name),
    )
    expect(stray.map(({ path, name }) => `${path} -> ${name}`)).toEqual([])
  })

  it('keep platform SDKs in the files named after their platform', () => {
    const stray = pairs.filter(
      ({ name, path }) =>
        (/^@microsoft\/teams\.(apps|api)/.test(name) && !/^src\/bot\/teams\//.test(path)) ||
        (/^@slack\//.test(name) && !/^src\/(bot|cards)\/slack\//.test(path)),
    )
    expect(stray.map(({ path }) => path)).toEqual([])
  })

  it('keep secrets and signatures in the store, the doors and what stands in for a platform', () => {
    const stray = pairs.filter(
      ({ name, path }) =>
        name === 'node:crypto' && !/^src\/(store|practice|main|demo|bot\/(teams|slack)\/authenticate)\b/.test(path),
    )
    expect(stray.map(({ path }) => path)).toEqual([])
  })

  it('let only the flows and the store know an aggregate’s state, and screens only what they are handed', () => {
    const stray = pairs.filter(({ path, to }) => path.startsWith('src/cards/') && to === 'store')
    expect(stray).toEqual([])
  })

  it('leave the environment to config.ts and the clock to main.ts and what is started by hand', () => {
    const reads = (pattern: RegExp): string[] =>
      files.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))
    expect(reads(/process\.env/)).toEqual(['src/config.ts'])
    expect(reads(/Date\.now\(\)|new Date\(\)|Math\.random/).sort()).toEqual([
      'src/demo.ts',
      'src/effects.ts',
      'src/erase.ts',
      'src/main.ts',
    ])
  })
})

describe('privacy.5.2 one gate', () => {
  it('lets only the close read a tally: no screen, verb or log does', () => {
    const readers = pairs.filter(({ name }) => /sheetTally\.ts$/.test(name)).map(({ path }) => path)
    expect(readers.sort()).toEqual(['src/bot/outbox/dispatch.ts', 'src/flows/keys.ts'])
  })

  const callers = (made: string): string[] =>
    files.filter((path) => new RegExp(`\\b${made}\\(`).test(readFileSync(join(root, path), 'utf8'))).sort()

  it('lets sums be reached where they are closed, and nowhere else', () => {
    expect(callers('tallyKey')).toEqual(['src/bot/outbox/dispatch.ts', 'src/bot/outbox/freezeResult.ts'])
    expect(callers('starPageKey')).toEqual(['src/bot/outbox/dispatchBallots.ts'])
    expect(callers('rank')).toEqual(['src/bot/outbox/dispatchBallots.ts', 'src/cards/samples/ballotSamples.ts'])
  })

  it('lets a sheet or ballot be reached by her own presses, her own cards, her own data, and what is told to it', () => {
    const told = ['src/bot/outbox/deliver.ts', 'src/bot/render/renderCard.ts', 'src/bot/render/renderPersonal.ts']
    expect(callers('sheetKey')).toEqual(
      [...told, 'src/bot/outbox/replayErasures.ts', 'src/bot/verbs/sheet.ts', 'src/bot/outbox/dispatch.ts'].sort(),
    )
    expect(callers('ballotKey')).toEqual(
      [...told, 'src/bot/verbs/ballot.ts', 'src/bot/outbox/dispatchBallots.ts'].sort(),
    )
    // Whatever says a kind by itself would go around the keys.
    const kinds = files.filter((path) =>
      /kind: '(sheet|ballot|tally|stars)', place/.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(kinds).toEqual(['src/flows/keys.ts'])
  })

  it('lets no log, figure, result screen or word for the channel see what one person gave', () => {
    const OWN =
      /\/(sheet|element|role|review|pause|blockEnd|thanks|invitation|copy|nudge|ballot|open|start|person)\w*\.ts$/i
    const given = /\/(decideSheet|ballot|decideBallot|sheetTally|ballotTally|sheetLifecycle)\.ts$/
    const seers = pairs.filter(
      ({ name, path }) =>
        given.test(name) && /^src\/(cards\/screens|observability|bot\/(ports\/log|verbs\/personExport))/.test(path),
    )
    expect(seers.filter(({ path }) => !/screens/.test(path) || !OWN.test(path)).map(({ path }) => path)).toEqual([])
  })

  it('makes results in one place', () => {
    const makers = pairs.filter(({ name }) => /\/gate\.ts$/.test(name)).map(({ path }) => path)
    const calls = makers.filter((path) => /\bgate\(/.test(readFileSync(join(root, path), 'utf8')))
    expect(calls.sort()).toEqual(['src/bot/outbox/freezeResult.ts', 'src/cards/samples/samples.ts'])
  })
})
