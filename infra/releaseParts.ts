import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

/** What a release says of itself, by the name of its file. */
export const RELEASED = {
  sbom: 'sbom.cdx.json',
  licences: 'licences.txt',
  labels: 'image-labels.json',
  notes: 'notes.md',
  sums: 'SHA256SUMS',
} as const

export interface Bom {
  readonly specVersion: string
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } }
  readonly components: readonly { readonly name: string; readonly version: string; readonly purl?: string }[]
}

/** The list of what is in it, named after the package: npm names it after the folder it lies in. */
export const namedBom = (text: string, name: string): Bom => {
  const bom = JSON.parse(text) as Bom
  return { ...bom, metadata: { ...bom.metadata, component: { ...bom.metadata.component, name } } }
}

const SCHEMAS = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
)
const schema = (name: string): object =>
  JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object

/** Made once: the list of licences in it is long. */
const validators = new Map<string, ValidateFunction>()
const validatorOf = (version: string): ValidateFunction => {
  const known = validators.get(version)
  if (known) return known
  // Formats, such as of addresses, are another package's; types and names are what readers stumble over.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
  for (const name of ['spdx', 'jsf-0.82'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`)
  const made = ajv.compile(schema(`bom-${version}`))
  validators.set(version, made)
  return made
}

/** What CycloneDX' own schema has against a list; empty where it is as it should be. */
export const bomProblems = (bom: Bom): readonly string[] => {
  const valid = validatorOf(bom.specVersion)
  return valid(bom) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** The labels that infra/Dockerfile gives an image, with its arguments filled in. */
export const labelsIn = (
  dockerfile: string,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const [, stated = ''] = /^LABEL ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? []
  const labels = [...stated.matchAll(/([\w.]+)="([^"]*)"/g)]
  return Object.fromEntries(
    labels.map(([, name, value = '']) => [
      name,
      value.replace(/\$\{(\w+)\}/g, (_, argument: string) => given[argument] ?? ''),
    ]),
  )
}
