#!/usr/bin/env -S node --heap-growing-percent=60 --max-semi-space-size=8
import { run } from './entry.mjs'

// The earlier name, which does the same; alone, it starts the bot as it always did.
const args = process.argv.slice(2)
await run(args.length === 0 ? ['start'] : args)
