import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Routes } from '../http/server.ts'
import { digestOf } from '../store/linkTokens.ts'

/** What pages are dressed with, in files of their own: no page holds a style or a script. */
const FILES = {
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'page.js': 'text/javascript; charset=utf-8',
  'frame.js': 'text/javascript; charset=utf-8',
  'teams.js': 'text/javascript; charset=utf-8',
} as const
type File = keyof typeof FILES

/** Seconds: an address says what is there, and so never what was there before. */
const YEAR = 31_536_000

/** Microsoft's own library lies beside ours where it was built, else where it was installed. */
const INSTALLED = '../../node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js'

const placeOf = (file: File): string => {
  const beside = join(import.meta.dirname, 'client', file)
  return file === 'teams.js' && !existsSync(beside) ? join(import.meta.dirname, INSTALLED) : beside
}

/**
 * Asked of another host, nothing leaves: the library would have a list of its hosts sent from elsewhere, and has that list itself
 * (https://github.com/OfficeDev/microsoft-teams-library-js, `validOrigins`).
 */
const AT_HOME = `{const{fetch:own}=window;window.fetch=(to,more)=>new URL(to,location.href).origin===location.origin?own(to,more):Promise.reject(new TypeError('elsewhere'))}
`

/** Each is read once, when it is first asked for. */
const contents = new Map<File, { readonly text: string; readonly digest: string }>()
const contentOf = (file: File): { readonly text: string; readonly digest: string } => {
  const known = contents.get(file)
  if (known) return known
  const read = readFileSync(placeOf(file), 'utf8').replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n')
  const text = file === 'teams.js' ? `${AT_HOME}${read}` : read
  const content = { text, digest: digestOf(text) }
  contents.set(file, content)
  return content
}

/** The address of a file as it is now. */
export const addressOf = (file: File): string => `/page/${contentOf(file).digest}/${file}`

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** The files, each at an address of its own; at an older one, as they are now. */
export const assetRoutes = (): Routes =>
  Object.fromEntries(
    (Object.keys(FILES) as File[]).map((file) => [
      `GET ${addressOf(file)}`,
      async () => ({
        status: 200,
        body: contentOf(file).text,
        type: FILES[file],
        headers: { ...HEADERS, 'cache-control': `public, max-age=${YEAR}, immutable` },
      }),
    ]),
  )
