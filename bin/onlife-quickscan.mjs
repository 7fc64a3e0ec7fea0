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
const { existsSync } = await import('node:fs')
const published = new URL('../dist/main.js', import.meta.url)
const sources = new URL('../src/main.ts', import.meta.url)
const { start } = await import(existsSync(sources) ? sources.href : published.href)
await start()
