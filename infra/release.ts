import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes what a release consists of, in `out/release`: the package, what is in it, under which licences, and the sums of each. */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'out', 'release')
const run = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] })

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }
const heading = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  .split('\n')
  .find((line) => line.startsWith(`## [${version}] - `))
if (heading === undefined) {
  console.error(`CHANGELOG.md has no section for ${version}: write "## [${version}] - YYYY-MM-DD" first.`)
  process.exit(1)
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])) as {
  readonly filename: string
}[]
const files: Readonly<Record<string, string>> = {
  'sbom.cdx.json': run('npm', ['sbom', '--omit', 'dev', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']),
  'licences.txt': run(process.execPath, ['test/licenses.ts']),
}
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
const sums = [packed?.filename ?? '', ...Object.keys(files)].map(
  (name) =>
    `${createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')}  ${name}\n`,
)
writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
console.log(`${heading.slice(3)}: ${folder}`)
