// Plain JavaScript on purpose: it must still run, and say so, where the rest can't.
import { existsSync, readdirSync, statSync } from 'node:fs'

const LEAST = 24
const root = new URL('..', import.meta.url)
const published = new URL('../dist/quickscan.js', import.meta.url)
const sources = new URL('../src/cli/quickscan.ts', import.meta.url)
const at = (name) => new URL(name, root)
const changed = (name) => statSync(at(name), { throwIfNoEntry: false })?.mtimeMs ?? 0
const within = (folder) =>
  existsSync(at(folder)) ? readdirSync(at(folder), { recursive: true }).map((name) => `${folder}/${name}`) : []

/** What was built is run, unless it was built of other sources than those that lie beside it. */
const isBuilt = () => {
  const built = changed('dist/quickscan.js')
  if (built === 0) return false
  if (!existsSync(sources)) return true
  const made = ['package-lock.json', ...within('src'), ...within('manifest')]
  return made.every((name) => !/\.(ts|json)$/.test(name) || changed(name) <= built)
}

/** Runs what was asked on the command line. @param {readonly string[]} args */
export const run = async (args) => {
  if (Number(process.versions.node.split('.')[0]) < LEAST) {
    const here = existsSync(sources) ? ', or start with `npm start`, which brings its own' : ''
    console.error(
      `Quickscan needs Node ${LEAST} or newer and this is Node ${process.versions.node}: install it from https://nodejs.org${here}.`,
    )
    process.exitCode = 1
    return
  }
  const { quickscan } = await import(isBuilt() ? published.href : sources.href)
  await quickscan(args)
}
