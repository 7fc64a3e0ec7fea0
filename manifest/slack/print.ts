import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { dump, load } from 'js-yaml'

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

/** The first with what the second says in place of its own: field by field, and a list one by one. */
const over = (own: unknown, other: unknown): unknown => {
  if (other === undefined) return own
  if (Array.isArray(own) && Array.isArray(other)) return own.map((one, at) => over(one, other[at]))
  if (typeof own !== 'object' || own === null || typeof other !== 'object' || other === null) return other
  const said = other as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, over(value, said[key])]))
}

/** `npm run manifest:slack -- --domain quickscan.example.be`: the manifest to paste at Slack, with your own domain. */
const { values } = parseArgs({
  options: { domain: { type: 'string' }, language: { type: 'string', default: 'nl' } },
})
const { domain, language } = values
if (!domain || !/^[\w.-]+$/.test(domain) || !/^(nl|en)$/.test(language)) {
  console.error('usage: npm run -s manifest:slack -- --domain quickscan.example.be [--language nl|en]')
  process.exit(2)
}
const manifest =
  language === 'en'
    ? dump(over(load(read('manifest.yaml')), load(read('english.yaml'))), { lineWidth: 120 })
    : read('manifest.yaml')
console.log(manifest.replaceAll('quickscan.example.org', domain))
