import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dependencies?: object; readonly devDependencies?: object }>
  >
}

const versionIn = (folder: string): string | undefined => {
  const file = join(folder, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version : undefined
}

/**
 * The packages that the project names and that aren't installed as its lockfile says: after a change of branch that is the first
 * thing to know, and the compiler tells it in a hundred lines.
 * @param root the folder of `package-lock.json` and `node_modules`
 */
export const notInstalled = (root: string): readonly string[] => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const { dependencies = {}, devDependencies = {} } = packages[''] ?? {}
  return [...Object.keys(dependencies), ...Object.keys(devDependencies)].filter((name) => {
    const folder = `node_modules/${name}`
    return versionIn(join(root, folder)) !== packages[folder]?.version
  })
}
