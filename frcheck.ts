import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { parseSentences } from './src/kit/sentences.ts'
import { differences } from './src/kit/sentenceCheck.ts'
const f = (l: string) => ({ path: `content/${l}/sentences.yaml`, text: readFileSync(`content/${l}/sentences.yaml`, 'utf8') })
const nl = parseSentences(f('nl'), 'nl'), fr = parseSentences(f('fr'), 'fr')
const missing = differences(nl, fr)
console.log(missing.filter((m) => !m.includes('missing;')).join('\n'), '\nmissing', missing.filter((m) => m.includes('missing;')).length)
