import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** `npm run manifest:slack -- --domain quickscan.example.be`: the manifest to paste at Slack, with your own domain. */
const { values } = parseArgs({ options: { domain: { type: 'string' } } })
const { domain } = values
if (!domain || !/^[\w.-]+$/.test(domain)) {
  console.error('usage: npm run -s manifest:slack -- --domain quickscan.example.be')
  process.exit(2)
}
const manifest = readFileSync(join(import.meta.dirname, 'manifest.yaml'), 'utf8')
console.log(manifest.replaceAll('quickscan.example.org', domain))
