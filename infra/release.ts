import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusals, sectionsOf } from './changelog.ts'

/**
 * Makes what a release consists of, in `out/release`: the package, what is in it, under which licences, the labels of its image, what
 * changed, and the sums of each. `npm run release -- v1.2.3` also looks whether that is the version. Steps: docs/releasing.md.
 */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'out', 'release')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] })

const { name, version } = JSON.parse(read('package.json')) as { readonly name: string; readonly version: string }
const changelog = read('CHANGELOG.md')
const refused = refusals(version, changelog, run('git', ['status', '--porcelain']), process.argv[2])
if (refused.length > 0) {
  for (const refusal of refused) console.error(refusal)
  process.exit(1)
}

// Only now: what refuses needs no package, so that it can be tried without any.
const { bomProblems, labelsIn, namedBom, RELEASED } = await import('./releaseParts.ts')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
run('npm', ['pack', '--loglevel', 'error', '--pack-destination', folder])

const bom = namedBom(
  run('npm', ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']),
  name,
)
const problems = bomProblems(bom)
if (problems.length > 0) throw new Error(`npm's list isn't CycloneDX ${bom.specVersion}: ${problems.join('; ')}`)
const revision = run('git', ['rev-parse', 'HEAD']).trim()
const labels = labelsIn(read('infra/Dockerfile'), { VERSION: version, REVISION: revision })
const files: Readonly<Record<string, string>> = {
  [RELEASED.sbom]: `${JSON.stringify(bom, undefined, 2)}\n`,
  [RELEASED.licences]: run(process.execPath, ['test/licenses.ts']),
  [RELEASED.labels]: `${JSON.stringify(labels, undefined, 2)}\n`,
  [RELEASED.notes]: `${sectionsOf(changelog).find((one) => one.version === version)?.text}\n`,
}
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
const sums = readdirSync(folder).map(
  (file) =>
    `${createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex')}  ${file}\n`,
)
writeFileSync(join(folder, RELEASED.sums), sums.join(''))
console.log(`${name} ${version}, ${revision}: ${folder}`)
