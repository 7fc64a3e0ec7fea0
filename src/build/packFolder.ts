import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { LANGUAGES, type Language, languageSchema } from '../kit/languages.ts'
import { BrokenContent, type ContentFile } from '../kit/parseFile.ts'
import { collecting } from '../kit/parseKit.ts'

/** Files that a language has, besides its kit. */
export const LANGUAGE_FILES = [
  ...['commands', 'concern', 'deepening', 'pages', 'sentences', 'suggestions', 'synonyms', 'typed', 'worry'],
] as const
/** Files that all languages share. */
const SHARED_FILES = ['fits', 'helplines', 'library'] as const
/** Papers that a language has, in Markdown. */
const PAPER_FILES = ['notice', 'terms'] as const

/** A content pack (`KIT_DIR`), as far as it can be read. */
export interface Pack {
  readonly folder: string
  /** By their place in the pack, without extension: `library`, `nl/sentences`, `de/notice`. */
  readonly files: ReadonlyMap<string, ContentFile>
  /** The kits it has, each of its own files. */
  readonly kits: ReadonlyMap<Language, readonly ContentFile[]>
  /** Those of which it has anything. */
  readonly languages: readonly Language[]
}

/** Our largest file has a tenth of it. */
const MOST_BYTES = 1_000_000

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

/** Text is UTF-8, and nothing else is guessed at: a wrong guess stands in what people read. */
const decoded = (path: string, bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const line = bytes.toString('utf8').split('�', 1)[0]?.split('\n').length ?? 1
    throw new BrokenContent([`${path}:${line}: expected text in UTF-8: save it with that encoding`])
  }
}

/**
 * Reads a file of content.
 * @param within a folder that it may not lead out of
 * @throws {BrokenContent} for one that can't be read
 */
export const readContent = (path: string, within?: string): ContentFile => {
  try {
    if (within !== undefined) {
      const root = realpathSync(within)
      if (!realpathSync(path).startsWith(root + sep))
        throw new BrokenContent([`${path}: expected a file of its own, found a link out of ${within}`])
    }
    const { size } = statSync(path)
    if (size > MOST_BYTES)
      throw new BrokenContent([`${path}: expected at most ${megabytes(MOST_BYTES)}, found ${megabytes(size)}`])
    return { path, text: decoded(path, readFileSync(path)) }
  } catch (error) {
    if (error instanceof BrokenContent) throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new BrokenContent([`${path}: can’t be read${code}: is it a file, and may this user read it?`])
  }
}

const namesIn = (folder: string): readonly string[] =>
  // What begins with a dot is the system's: `.git`, `.DS_Store`, the `..data` of a mounted volume.
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name)
const plainName = (name: string): string => name.replace(/\.(yaml|md)$/, '')

/** The kit's files in a folder. @throws {BrokenContent} */
export const readKitFiles = (folder: string, within?: string): ContentFile[] =>
  namesIn(folder)
    .filter((name) => isYaml(name))
    .map((name) => {
      if (!name.endsWith('.yaml'))
        throw new BrokenContent([`${join(folder, name)}: expected a name that ends in .yaml`])
      return readContent(join(folder, name), within)
    })

const LANGUAGE_PLACES: readonly string[] = [
  ...LANGUAGE_FILES.map((name) => `${name}.yaml`),
  ...PAPER_FILES.map((name) => `${name}.md`),
]
const SHARED_PLACES: readonly string[] = SHARED_FILES.map((name) => `${name}.yaml`)

/** Which language a kit is in stands in its own `pack.yaml`. */
const languageIn = (files: readonly ContentFile[], folder: string): Language => {
  const text = files.find(({ path }) => path === join(folder, 'pack.yaml'))?.text ?? ''
  const named = /^language:\s*["']?([\w-]+)/m.exec(text)?.[1]
  const { data } = languageSchema.safeParse(named)
  if (data === undefined)
    throw new BrokenContent([`${join(folder, 'pack.yaml')}: language: expected a language, such as nl or de`])
  return data
}

/**
 * Reads a content pack: `library.yaml` and the others that languages share, a folder for each language, or the files of one kit alone.
 * @throws {BrokenContent} with all that is wrong with the folder; what stands in the files is looked at later
 */
export const readPack = (folder: string): Pack => {
  if (!isFolder(folder))
    throw new BrokenContent([`${folder}: expected a folder with pack.yaml and one file per block (KIT_DIR)`])
  const { problems, attempt } = collecting()
  const files = new Map<string, ContentFile>()
  const kits = new Map<Language, readonly ContentFile[]>()
  const languages = new Set<Language>()
  const takeKit = (place: string, wanted?: Language): void => {
    const ofKit = readKitFiles(place, folder).filter(
      ({ path }) => place !== folder || !SHARED_PLACES.some((name) => path === join(folder, name)),
    )
    const language = languageIn(ofKit, place)
    if (wanted !== undefined && language !== wanted)
      problems.push(
        `${join(place, 'pack.yaml')}: language: expected "${wanted}", as its folder says, found "${language}"`,
      )
    if (kits.has(language)) problems.push(`${place}: found a second kit in "${language}"`)
    kits.set(language, ofKit)
    languages.add(language)
  }
  const takeLanguage = (language: Language): void => {
    const place = join(folder, language)
    if (!realpathSync(place).startsWith(realpathSync(folder) + sep)) {
      problems.push(`${place}: expected a folder of its own, found a link out of ${folder}`)
      return
    }
    languages.add(language)
    for (const name of namesIn(place)) {
      const path = join(place, name)
      if (name === 'kit' && isFolder(path)) attempt(() => takeKit(path, language))
      else if (LANGUAGE_PLACES.includes(name))
        attempt(() => files.set(`${language}/${plainName(name)}`, readContent(path, folder)))
      else if (isYaml(name) || isFolder(path))
        problems.push(`${path}: expected kit/ or one of ${LANGUAGE_PLACES.join(', ')}`)
    }
  }
  const names = namesIn(folder)
  for (const name of names) {
    const path = join(folder, name)
    if (SHARED_PLACES.includes(name)) attempt(() => files.set(plainName(name), readContent(path, folder)))
    else if (isFolder(path) && !isYaml(name)) {
      const { data, error } = languageSchema.safeParse(name)
      if (data) attempt(() => takeLanguage(data))
      else problems.push(`${path}: ${error.issues[0]?.message ?? ''}`)
    } else if (isYaml(name) && !names.includes('pack.yaml'))
      problems.push(`${path}: expected one of ${SHARED_PLACES.join(', ')}, or a pack.yaml beside it`)
  }
  if (names.includes('pack.yaml')) attempt(() => takeKit(folder))
  if (problems.length === 0 && files.size === 0 && kits.size === 0)
    problems.push(`${folder}: expected pack.yaml and one file per block, or folders of languages (KIT_DIR)`)
  problems.push(...[...languages].flatMap((language) => missingOf({ folder, files, kits }, language)))
  if (problems.length > 0) throw new BrokenContent(problems)
  return { folder, files, kits, languages: [...languages] }
}

/** A language of ours may be given in part; another has nothing to fill it up with. */
const missingOf = ({ folder, files, kits }: Omit<Pack, 'languages'>, language: Language): readonly string[] => {
  if (LANGUAGES.includes(language)) return []
  const missing = [
    // One that is there and can't be read has said so itself.
    ...(kits.has(language) || existsSync(join(folder, language, 'kit')) ? [] : ['kit/']),
    ...LANGUAGE_PLACES.filter((name) => !files.has(`${language}/${plainName(name)}`)),
  ]
  return missing.length === 0
    ? []
    : [`${join(folder, language)}: expected ${missing.join(', ')} too: a language that isn’t ours has to be whole`]
}
