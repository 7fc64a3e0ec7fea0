import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { refusals, sectionProblems, sectionsOf } from '../infra/changelog.ts'
import { type Bom, bomProblems, labelsIn, namedBom } from '../infra/releaseParts.ts'
import manifest from '../package.json' with { type: 'json' }
import { KEPT_VERSIONS } from './kept/keptStores.ts'
import { runNode } from './nodeProcess.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const changelog = read('CHANGELOG.md')
const sections = sectionsOf(changelog)
const released = sections.filter(({ version }) => version !== 'Unreleased')

describe('the changelog', () => {
  it('says of each version when it came and what changed, by kind, the newest first and none twice', () => {
    expect(released.flatMap(sectionProblems)).toEqual([])
    const versions = released.map(({ version }) => version)
    expect(versions).toEqual(
      [...new Set(versions)].toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true })),
    )
    expect(sections[0]?.version).toBe('Unreleased')
  })

  it('has the version of package.json as its newest, and a kept store of every one before', () => {
    const [newest, ...earlier] = released.map(({ version }) => version)
    expect(newest).toBe(manifest.version)
    // `npm run keep:store`, before the version is changed: docs/releasing.md.
    expect(KEPT_VERSIONS.filter((version) => version !== newest).toReversed()).toEqual(earlier)
  })

  it('has for each version what an operator does about it', () => {
    const table = /^## From which version\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(read('docs/upgrading.md'))?.[1] ?? ''
    const rows = [...table.matchAll(/^\| (\d+\.\d+\.\d+) +\| .+ \|$/gm)].map(([, version]) => version)
    // That of the version itself is there before the next one comes.
    expect(rows.filter((version) => version !== manifest.version)).toEqual(
      released.slice(1).map(({ version }) => version),
    )
  })
})

const SECTION = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2027-01-04\n\n### Added\n\n- All of it.\n'

describe('a release', () => {
  it.each<
    readonly [what: string, version: string, changelog: string, status: string, tag: string | undefined, says: string]
  >([
    ['what isn’t committed', '1.0.0', SECTION, ' M src/main.ts\n', undefined, 'Not committed'],
    ['a version that nothing is said of', '1.1.0', SECTION, '', undefined, 'no section for 1.1.0'],
    ['a section without a date', '1.0.0', SECTION.replace(' - 2027-01-04', ''), '', undefined, 'has no date'],
    ['a section that says nothing', '1.0.0', SECTION.replace('- All of it.', ''), '', undefined, 'nothing under Added'],
    ['a section without kinds', '1.0.0', SECTION.replace('### Added', ''), '', undefined, 'says nothing under any of'],
    ['a kind of our own', '1.0.0', SECTION.replace('Added', 'News'), '', undefined, 'News, which is none of'],
    ['a tag that is another version', '1.0.0', SECTION, '', 'v1.0.1', 'The tag is v1.0.1'],
  ])('is refused: %s', (_what, version, text, status, tag, says) => {
    expect(refusals(version, text, status, tag)).toEqual([expect.stringContaining(says)])
  })

  it('is made of what is whole', () => {
    expect(refusals('1.0.0', SECTION, '', 'v1.0.0')).toEqual([])
    expect(refusals('1.0.0', SECTION, '\n', undefined)).toEqual([])
  })

  it('that is refused ends with 1 before anything is made, and needs no package for it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-release-'))
    try {
      mkdirSync(join(folder, 'infra'))
      for (const name of ['infra/release.ts', 'infra/changelog.ts']) cpSync(join(root, name), join(folder, name))
      writeFileSync(join(folder, 'package.json'), '{ "name": "x", "version": "2.0.0", "type": "module" }')
      writeFileSync(join(folder, 'CHANGELOG.md'), SECTION)
      execFileSync('git', ['init', '-q', folder])
      const { status, stderr } = runNode(['infra/release.ts'], { cwd: folder, fromSources: true })
      expect(stderr).toContain('Not committed')
      expect(stderr).toContain('no section for 2.0.0')
      expect(status).toBe(1)
      expect(existsSync(join(folder, 'out'))).toBe(false)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('names the package in its list, whatever folder it was made in, and holds the list against CycloneDX', () => {
    const bom: Bom & Record<string, unknown> = {
      ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
      metadata: { component: { type: 'application', name: 'some folder', version: '1.0.0' } as never },
      components: [{ type: 'library', name: 'zod', version: '4.6.7', purl: 'pkg:npm/zod@4.6.7' } as never],
    }
    const named = namedBom(JSON.stringify(bom), 'onlife-quickscan')
    expect(named.metadata.component.name).toBe('onlife-quickscan')
    expect(bomProblems(named)).toEqual([])
    expect(bomProblems({ ...named, components: [{ name: 'zod', version: '4.6.7' }] })).toEqual([
      expect.stringContaining("must have required property 'type'"),
    ])
  })

  it('labels its image with its version and the commit it was made of', () => {
    const labels = labelsIn(read('infra/Dockerfile'), { VERSION: '1.0.0', REVISION: 'abc' })
    expect(labels).toMatchObject({
      'org.opencontainers.image.version': '1.0.0',
      'org.opencontainers.image.revision': 'abc',
      'org.opencontainers.image.licenses': manifest.license,
      'org.opencontainers.image.description': manifest.description,
    })
    expect(Object.values(labels).filter((value) => value === '' || value.includes('$'))).toEqual([])
  })
})

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly jobs: Readonly<
    Record<
      string,
      { readonly 'runs-on': string; readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }
    >
  >
}

describe('what runs on a tag', () => {
  const workflow = load(read('.github/workflows/release.yml')) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const commands = steps.flatMap(({ run }) => run ?? [])

  it('is begun by a version, and each step either does something or uses an action of a version', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*.*.*'] } })
    for (const job of Object.values(workflow.jobs)) expect(job['runs-on']).toBe('ubuntu-24.04')
    for (const { uses, run } of steps) expect(run ?? uses).toMatch(run === undefined ? /^[\w-]+\/[\w-]+@v\d+$/ : /\S/)
  })

  it('runs commands that package.json has, the release and the image’s test among them', () => {
    const scripts = commands.flatMap((command) =>
      [...command.matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, one]) => one),
    )
    expect(scripts).toEqual(expect.arrayContaining(['release', 'test:image']))
    expect(scripts.filter((script) => !(String(script) in manifest.scripts))).toEqual([])
  })

  it('names files that are there', () => {
    const files = commands.flatMap((command) => command.match(/\b(?:infra|\.ci)\/[\w./]+/g) ?? [])
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})
