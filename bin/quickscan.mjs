#!/usr/bin/env -S node --heap-growing-percent=60 --max-semi-space-size=8
import { run } from './entry.mjs'

await run(process.argv.slice(2))
