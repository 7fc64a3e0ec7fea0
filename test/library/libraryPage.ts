import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { loadReading } from '../../src/build/content.ts'
import { KINDS } from '../../src/kit/reading/library.ts'
import { named } from './names.ts'

/**
 * `docs/library.md`: what the sources name, and where it stands in the library. `npm run library` writes it anew; `test/library.test.ts` says
 * when that has to be done.
 */
const root = join(import.meta.dirname, '..', '..')
/** Where it is written. */
export const PAGE_PATH = join(root, 'docs', 'library.md')

/** Why an entry has no address: none that was found is its own. */
export const WITHOUT: Readonly<Record<string, string>> = {
  'hier-niet': 'several campaigns have this name; no page of the one meant was found',
  'gamende-politie-vlaanderen': 'an example in general, of no organisation',
  'online-straathoekwerk': 'a practice of many teams, of no one organisation',
  trendmonitor: 'no page of its own was found',
  'trendmonitor-linkedin': 'a group within LinkedIn; its address wasn’t found',
  redirect: 'the maker’s page about it wasn’t found, only what others write of it',
  medialabs: 'a practice of many places, of no one organisation',
  rapporteringstool: 'the source doesn’t say whose it is',
  jongline: 'no page of its own was found',
  'jongline-poster': 'no page of its own was found',
  routekaart: 'no page of its own was found',
  'jongline-tool': 'no page of its own was found',
  imonitoring: 'several products have this name',
  edda: 'no page of its own was found; the source expects it in 2026',
  'livc-r': 'each municipality has its own; there is no site of all',
  'zeven-stappen-onderwijs': 'only copies of it by others were found',
  'impact-wizard': 'only what others write of it was found',
  snac: 'a cooperation without a site of its own; its two tools have theirs',
  'the-guild': 'has ended',
  'quick-scan-outreachend': 'no page of its own was found',
  'digitaal-jeugdhuis-finland': 'the source doesn’t name whose it is',
  'socratisch-gesprek': 'a way of talking, of no one organisation',
  dilemmalogica: 'a way of thinking, of no one organisation',
}

type Row = { readonly id: string; readonly link?: string; readonly named?: true; readonly added?: true }

const list = (ids: readonly string[]): string =>
  ids.length === 0 ? 'None.' : `${ids.map((id) => `\`${id}\``).join(', ')}.`

/** The page as it should be. */
export const libraryPage = (): string => {
  const rows = load(readFileSync(join(root, 'content', 'library.yaml'), 'utf8')) as readonly Row[]
  const { library } = loadReading('nl')
  const idsOf = (wanted: (row: Row) => boolean) => rows.filter(wanted).map(({ id }) => id)
  const printed = idsOf((row) => row.link !== undefined && row.named === undefined)
  const leftOut = named.filter((one) => one.leftOut !== undefined)
  return [
    '# The library',
    '',
    `The sources of the kit name ${named.length} tools, courses, practices, frameworks, reports, helplines, organisations, posters and videos. The library has ${library.length} entries: some names`,
    'have two (a tool and its poster), and helplines with a number stand in `content/helplines.yaml`. How to add one: [content.md](content.md).',
    '',
    '| kind | entries |',
    '| --- | --- |',
    ...KINDS.map((kind) => `| ${kind} | ${library.filter((entry) => entry.kind === kind).length} |`),
    '',
    '## Links',
    '',
    `As printed in the sources: ${printed.length}. Where a source has only a name, the entry leads to the organisation’s own well-known address and says \`named: true\`: ${idsOf((row) => row.named === true).length}.`,
    'Where no address was found to be its own there is none, and the card says so:',
    '',
    ...idsOf((row) => row.link === undefined).map((id) => `- \`${id}\`: ${WITHOUT[id] ?? ''}`),
    '',
    '## Added by us',
    '',
    list([...idsOf((row) => row.added === true), 'zelfmoordlijn-1813', 'childfocus-116000', 'tele-onthaal']),
    '',
    '## Left out, and why',
    '',
    ...(leftOut.length === 0 ? ['Nothing.'] : leftOut.map(({ name, leftOut: why }) => `- ${name}: ${why}`)),
    '',
    '## Every name, with where the sources have it',
    '',
    '| name | source | entry |',
    '| --- | --- | --- |',
    ...named.map(({ name, source, entries }) => `| ${name.replaceAll('|', '/')} | ${source} | ${entries.join(', ')} |`),
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(PAGE_PATH, libraryPage())
