import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Beside `src` as beside `dist`. */
const MANIFEST = join(import.meta.dirname, '../..', 'package.json')

/** Which version this is. */
export const versionOf = (): string => (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }).version
