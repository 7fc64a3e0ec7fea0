import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump, load } from 'js-yaml'
import { EXIT, type Run } from '../command.ts'
import { hostIn } from './host.ts'

const TEMPLATES = join(import.meta.dirname, '../../..', 'manifest/slack')

const read = (name: string): string => readFileSync(join(TEMPLATES, name), 'utf8')

/** The first with what the second says in place of its own: field by field, and a list one by one. */
const over = (own: unknown, other: unknown): unknown => {
  if (other === undefined) return own
  if (Array.isArray(own) && Array.isArray(other)) return own.map((one, at) => over(one, other[at]))
  if (typeof own !== 'object' || own === null || typeof other !== 'object' || other === null) return other
  const said = other as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, over(value, said[key])]))
}

/** Prints the manifest to paste at Slack, with one's own domain. */
export const printSlack: Run = async (asked) => {
  const domain = hostIn(asked.text('domain'))
  const manifest =
    asked.text('language') === 'en'
      ? dump(over(load(read('manifest.yaml')), load(read('english.yaml'))), { lineWidth: 120 })
      : read('manifest.yaml')
  console.log(manifest.replaceAll('quickscan.example.org', domain))
  return EXIT.done
}
