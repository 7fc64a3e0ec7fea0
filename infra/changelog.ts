/** The kinds of change that Keep a Changelog has, in its order. */
const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const

/** A version of CHANGELOG.md. */
export interface Section {
  readonly version: string
  /** `YYYY-MM-DD`; undefined where the heading has none. */
  readonly date: string | undefined
  /** The headings below it, and what stands under each. */
  readonly kinds: ReadonlyMap<string, string>
  readonly text: string
}

const sectionOf = (block: string): Section => {
  const [heading = '', ...lines] = block.split('\n')
  const [, version = heading, date] = /^\[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$/.exec(heading) ?? []
  const text = lines.join('\n').trim()
  const kinds = text.split(/^### /m).slice(1)
  return {
    ...{ version, date, text },
    kinds: new Map(kinds.map((kind) => [kind.split('\n')[0] ?? '', kind.split('\n').slice(1).join('\n').trim()])),
  }
}

/** All versions of CHANGELOG.md, as it has them: the newest first, and what isn't released before it. */
export const sectionsOf = (changelog: string): readonly Section[] => changelog.split(/^## /m).slice(1).map(sectionOf)

/** What is wrong with a section of a version that is released. */
export const sectionProblems = ({ version, date, kinds }: Section): readonly string[] => [
  ...(date === undefined ? [`"## [${version}]" has no date: write "## [${version}] - YYYY-MM-DD"`] : []),
  ...(kinds.size === 0 ? [`${version} says nothing under any of ${KINDS.join(', ')}`] : []),
  ...[...kinds].flatMap(([kind, said]) => {
    if (!(KINDS as readonly string[]).includes(kind))
      return [`${version} has ${kind}, which is none of ${KINDS.join(', ')}`]
    return said === '' ? [`${version} says nothing under ${kind}`] : []
  }),
]

/** What keeps a version from being released; each says what to do. @param status what `git status --porcelain` says */
export const refusals = (
  version: string,
  changelog: string,
  status: string,
  tag: string | undefined,
): readonly string[] => {
  const section = sectionsOf(changelog).find((one) => one.version === version)
  return [
    ...(status.trim() === ''
      ? []
      : [
          `Not committed: commit it or take it away, so that what is released can be found again.\n${status.trimEnd()}`,
        ]),
    ...(section === undefined
      ? [`CHANGELOG.md has no section for ${version}: write "## [${version}] - YYYY-MM-DD" first.`]
      : sectionProblems(section).map((problem) => `CHANGELOG.md: ${problem}.`)),
    ...(tag === undefined || tag === `v${version}`
      ? []
      : [`The tag is ${tag} and package.json says ${version}: they have to be the same (v${version}).`]),
  ]
}
