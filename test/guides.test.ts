import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { publicCloud } from '../src/bot/teams/cloud.ts'
import { slackAt } from '../src/build/platforms.ts'
import { readSettings } from '../src/config.ts'
import { LANGUAGES, type Language } from '../src/kit/languages.ts'
import {
  blocksIn,
  checked,
  FOREIGN,
  isSetting,
  LIKE_A_SETTING,
  outside,
  prose,
  read,
  root,
  typedIn,
} from './guideTexts.ts'

/** Who has only the guides types what they say, and looks for the words they name: each command, setting, file and button is looked up. */
const guides = globSync('docs/guides/**/*.md', { cwd: root }).toSorted()
/** What whoever runs the bot follows beside the guides. */
const others = ['README.md', ...globSync('docs/{operating,runbooks,install-slack}.md', { cwd: root }).toSorted()]
const papers = globSync('docs/privacy/{nl,en,fr}/*.md', { cwd: root }).toSorted()
const all = [...guides, ...others]
const languageOf = (path: string): Language =>
  LANGUAGES.find((language) => path.includes(`guides/${language}/`)) ?? 'nl'
const named = (language: Language): string[] =>
  guides.filter((path) => path.startsWith(`docs/guides/${language}/`)).map((path) => basename(path))

type Tree = { readonly [key: string]: string | Tree }
const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)))
/** Signs before a label are left out in guides. */
const plain = (label: string): string => label.replace(/^[^\p{L}\p{N}]+ /u, '').replaceAll('’', "'")
/** What stands on buttons, of the bot and of the practice room around it. */
const labelsIn = (language: Language): ReadonlySet<string> =>
  new Set(
    ['sentences', 'practice'].flatMap((file) =>
      leaves(load(read(`content/${language}/${file}.yaml`)) as Tree).map(plain),
    ),
  )
const sentences = {
  nl: labelsIn('nl'),
  en: labelsIn('en'),
  fr: labelsIn('fr'),
}
const phrasesOf = (language: string): Set<string> =>
  new Set(
    Object.values(load(read(`content/${language}/commands.yaml`)) as Record<string, { words: string[] }>).flatMap(
      ({ words }) => words,
    ),
  )
const phrases = { nl: phrasesOf('nl'), en: phrasesOf('en'), fr: phrasesOf('fr') }

describe('the guides', () => {
  it('are the same in each language, for the same readers; in French for who takes part and who steers', () => {
    expect(named('nl')).toEqual(named('en'))
    expect(named('fr')).toEqual(['coordinator.md', 'member.md'])
    expect(named('nl').length).toBeGreaterThan(0)
    const shape = (language: string, name: string) => {
      const text = read(`docs/guides/${language}/${name}`)
      return {
        headings: [...outside(text).matchAll(/^#+(?= )/gm)].map(([marks]) => marks.length),
        blocks: blocksIn(text).length,
        rows: [...text.matchAll(/^\|/gm)].length,
        points: [...text.matchAll(/^(?:- |\d+\. )/gm)].length,
      }
    }
    for (const name of named('nl')) expect(shape('en', name), name).toEqual(shape('nl', name))
    for (const name of named('fr')) expect(shape('fr', name), name).toEqual(shape('nl', name))
  })

  it('are all in the index', () => {
    const index = read('docs/guides/README.md')
    expect(guides.slice(1).filter((path) => !index.includes(`(${path.replace('docs/guides/', '')})`))).toEqual([])
  })

  it('have a member read half a page, and a coordinator two', () => {
    const words = (path: string) => read(path).split(/\s+/).length
    for (const language of LANGUAGES) {
      expect(words(`docs/guides/${language}/member.md`)).toBeLessThan(400)
      expect(words(`docs/guides/${language}/coordinator.md`)).toBeLessThan(900)
    }
  })
})

describe('a reader who does what is written', () => {
  it.each([...all, ...papers])('can type each command of %s', (path) => {
    const wrong = typedIn(read(path)).flatMap((line) => {
      const problem = checked(line)
      return problem === undefined ? [] : [`${line}: ${problem}`]
    })
    expect(wrong).toEqual([])
  })

  it.each([...all, ...papers])('can set each setting of %s', (path) => {
    const names = read(path).match(LIKE_A_SETTING) ?? []
    expect([...new Set(names)].filter((name) => !isSetting(name) && !FOREIGN.includes(name))).toEqual([])
  })

  it.each([...all, ...papers])('finds where each link of %s leads', (path) => {
    const links = [...prose(read(path)).matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link = '']) => link)
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#')
      const target = join(root, dirname(path), file)
      if (!existsSync(target)) return true
      if (anchor === undefined) return false
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)
      return !headings.some(
        (heading) =>
          heading
            .toLowerCase()
            .replaceAll(/[^\w -]/g, '')
            .replaceAll(' ', '-') === anchor,
      )
    })
    expect(broken).toEqual([])
  })

  it.each(all)('finds each button of %s in the bot', (path) => {
    // Not a link, not a picture, and not what a shell reads.
    const labels = [...prose(read(path)).matchAll(/(?<!!)\[([^\]\n]+)\](?![(:])/g)].map(([, label = '']) =>
      plain(label),
    )
    expect(labels.filter((label) => !sentences[languageOf(path)].has(label))).toEqual([])
  })

  it.each(guides.filter((path) => /member|coordinator/.test(path)))(
    'is understood when typing the words of %s',
    (path) => {
      const typed = [...prose(read(path)).matchAll(/(?<![\w_])_([^_\n]+)_(?![\w_])/g)].map(([, words = '']) => words)
      expect(typed.length).toBeGreaterThan(0)
      expect(typed.filter((words) => !phrases[languageOf(path)].has(words))).toEqual([])
    },
  )
})

/** LIX: the words a sentence plus the percentage of long ones, as `src/kit/readingLevel.test.ts` has it; up to 40 is a newspaper's plain text. */
const lixOf = (text: string): number => {
  const sentences = prose(text)
    .split(/(?<=[.!?:;…])\s+|\n+|\|/)
    .map((sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [])
    .filter((words) => words.length > 0)
  const words = sentences.flat()
  return words.length / sentences.length + (100 * words.filter((word) => word.length > 6).length) / words.length
}

describe('a guide for who is no engineer', () => {
  it.each(guides.filter((path) => /member|coordinator/.test(path)))('reads easily: %s', (path) => {
    expect(lixOf(read(path).replaceAll(/\]\([^)]+\)/g, ']'))).toBeLessThan(34)
  })
})

describe('the IT sheet', () => {
  const [teams = '', slack = ''] = read('docs/benchmarks.md')
    .split(/^## (?=Teams|Slack)/m)
    .slice(1)
  const first = (part: string, row: string): string =>
    new RegExp(`^\\| ${row}[^|]*\\| ([\\d.]+)`, 'm').exec(part)?.[1] ?? ''
  const turns = {
    teams: Number(first(teams, 'answer turns a second')),
    slack: Number(first(slack, 'answer turns a second')),
  }
  const [many = '', few = ''] =
    /a round of 10,000[^|]*\| ([\d.]+) \/ ([\d.]+) s/.exec(read('docs/benchmarks.md'))?.slice(1) ?? []
  const [manyPeak, fewPeak] =
    /peak memory, in a file[^|]*\| (\d+) \/ (\d+) MiB/.exec(read('docs/benchmarks.md'))?.slice(1) ?? []
  /** A whole figure with the language's own sign for thousands, and one with a comma or a point. */
  const inWords = (language: 'nl' | 'en', figure: number | string): string =>
    new Intl.NumberFormat(language === 'nl' ? 'nl-BE' : 'en-GB').format(Number(figure))
  const took = (people: number, platform: 'teams' | 'slack'): string => {
    const seconds = Math.ceil((people * 42) / turns[platform])
    return seconds < 600 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
  }

  const sheets = ['docs/guides/nl/it-sheet.md', 'docs/guides/en/it-sheet.md', 'docs/operating.md']
  it.each(sheets)('and who operates it find each host that the bot calls, and no other: %s', (path) => {
    const { loginEndpoint, openIdMetadataUrl } = publicCloud
    const { serviceUrl, hooks, uploads } = slackAt(undefined)
    const called = [
      loginEndpoint,
      openIdMetadataUrl,
      'https://smba.trafficmanager.net',
      serviceUrl,
      ...hooks,
      ...uploads,
    ]
      .map((address) => new URL(address).host)
      // Slack says at each start which one it is.
      .concat('wss-primary.slack.com')
    const section = /^## (?:Hosts (?:en poorten|and ports))$([\s\S]*?)^## /m.exec(read(path))?.[1] ?? ''
    const named = [...section.matchAll(/`([a-z-]+(?:\.[a-z]+)+)`/g)].flatMap(([, host = '']) =>
      /\.css$/.test(host) ? [] : [host],
    )
    expect([...new Set(named)].toSorted()).toEqual([...new Set(called)].toSorted())
  })

  it.each(['nl', 'en'] as const)('has the figures of the benchmarks, and what follows from them (%s)', (language) => {
    const sheet = read(`docs/guides/${language}/it-sheet.md`)
    const figures = [
      `Teams ${inWords(language, turns.teams)}, Slack ${inWords(language, turns.slack)}`,
      `Teams ${first(teams, 'memory after the run')} MiB, Slack ${first(slack, 'memory after the run')} MiB`,
      ...[`| ${inWords(language, few)} s, `, ` ${fewPeak} MiB`, `| ${inWords(language, many)} s, `, ` ${manyPeak} MiB`],
      ...[50, 5000, 50_000].flatMap((people) => [
        `| ${inWords(language, people * 42)} `,
        `| ${took(people, 'teams')} / ${took(people, 'slack')} `,
      ]),
    ]
    expect(figures.filter((figure) => !sheet.includes(figure))).toEqual([])
  })
})

describe('an administrator who compares the guide with what the app asks for', () => {
  const manifest = read('manifest/slack/manifest.yaml')
  const { oauth_config: oauth } = load(manifest) as { oauth_config: { scopes: { bot: string[] } } }

  it.each(['nl', 'en'])('finds each scope of Slack, and no other (%s)', (language) => {
    const rows = read(`docs/guides/${language}/slack-administrator.md`).split('## 3. ')[1]?.split('## 4. ')[0] ?? ''
    const scopes = [...rows.matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([\w:.]+)`/g)].map(([, scope = '']) => scope),
    )
    expect(scopes.toSorted()).toEqual(oauth.scopes.bot.toSorted())
  })

  it.each(['nl', 'en'])('lets those clients of Teams sign on that the bot takes (%s)', (language) => {
    const idsIn = (path: string) =>
      (read(path).match(/\b(?!0{8})[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g) ?? []).toSorted()
    expect(idsIn(`docs/guides/${language}/teams-administrator.md`)).toEqual(idsIn('src/bot/teams/signOn.ts'))
  })
})

/** What is filled in where a guide leaves three dots. */
const FILLED: Readonly<Record<string, string>> = {
  DATA_KEYS: `first:${Buffer.alloc(32).toString('base64')}`,
  TEAMS_CLIENT_ID: '11111111-1111-4111-8111-111111111111',
  TEAMS_TENANT_ID: '22222222-2222-4222-8222-222222222222',
  SLACK_APP_ID: 'A0123456',
  SLACK_SIGNING_SECRET: 'a-signing-secret-of-this-app',
  SLACK_APP_TOKEN: 'xapp-1-token',
  SLACK_BOT_TOKEN: 'xoxb-1-token',
  SLACK_WORKSPACE: 'T0123456',
}

describe('a block of a guide', () => {
  const blocks = guides.flatMap((path) => blocksIn(read(path)).map((block, at) => ({ path, at, block })))
  const settings = blocks.filter(({ block }) => /^[A-Z_]+=/m.test(block))

  it.each(settings)('is settings that the bot starts with: $path, $at', ({ block }) => {
    const lines = [...block.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      FILLED[name] ?? value.replace('…', 'filled in'),
    ])
    expect(() => readSettings({ DATA_KEYS: FILLED.DATA_KEYS, ...Object.fromEntries(lines) })).not.toThrow()
  })

  it.each(blocks)('is read by a shell: $path, $at', ({ block }) => {
    expect(() => execFileSync('sh', ['-n'], { input: block, stdio: 'pipe' })).not.toThrow()
  })
})

describe('the check of commands itself', () => {
  it.each([
    ['quickscan doctr', 'no such command'],
    ['quickscan doctor --backup x', 'no such option: backup'],
    ['npm run manifest:team', 'no such script'],
    ['npm run -s manifest:slack -- --sockets', 'no such option: sockets'],
    ['node bin/quickscann.mjs start', 'no such file'],
  ])('says of %s: %s', (line, problem) => {
    expect(checked(line)).toBe(problem)
  })

  it('lets what is right be', () => {
    expect(
      checked('quickscan tenant:erase --platform teams --tenant ID --env /etc/quickscan.env --yes'),
    ).toBeUndefined()
  })
})
