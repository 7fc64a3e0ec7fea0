#!/usr/bin/env -S node --heap-growing-percent=60 --max-semi-space-size=8
// Plain JavaScript on purpose: it must still run, and say so, where the rest can't.
const least = 24
const major = Number(process.versions.node.split('.')[0])
if (major < least) {
  console.error(
    `Quickscan needs Node ${least} or newer and this is Node ${process.versions.node}: install it, or start with \`npm start\`, which brings its own.`,
  )
  process.exit(1)
}
const { existsSync, readdirSync, statSync } = await import('node:fs')
const root = new URL('..', import.meta.url)
const published = new URL('../dist/main.js', import.meta.url)
const sources = new URL('../src/main.ts', import.meta.url)
const at = (name) => new URL(name, root)
const changed = (name) => statSync(at(name), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** What was built is run, unless it was built of other sources than those that lie beside it. */
const isBuilt = () => {
  const built = changed('dist/main.js')
  if (built === 0) return false
  if (!existsSync(sources)) return true
  const made = ['package-lock.json', ...readdirSync(at('src'), { recursive: true }).map((name) => `src/${name}`)]
  return made.every((name) => !/\.(ts|json)$/.test(name) || changed(name) <= built)
}
const { start } = await import(isBuilt() ? published.href : sources.href)
await start()
