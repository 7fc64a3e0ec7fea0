import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { manifestFor, TRANSLATED, translations } from '../manifest/teams/manifest.ts'
import { OFFERED } from '../src/bot/commands.ts'
import { loadPhrases } from '../src/build/content.ts'
import { parseCommand } from '../src/kit/commands.ts'
import { LANGUAGES } from '../src/kit/languages.ts'
import { runNode } from './nodeProcess.ts'

const _root = join(import.meta.dirname, '..')
const APP = '22222222-2222-4222-8222-222222222222'
const manifest = manifestFor({ domain: 'quickscan.example.be', appId: APP, version: '1.2.3' })
const sizeOf = (png: Uint8Array): readonly number[] => {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

describe('the Teams manifest', () => {
  it('is valid against its schema', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest)).toEqual([])
  })

  it('would not be valid without what the schema asks for', async () => {
    const { description: _, ...without } = manifest
    expect(await AppManifestUtils.validateAgainstSchema(without as unknown as TeamsManifest)).not.toEqual([])
  })

  const phrases = loadPhrases()
  const [bot] = manifest.bots
  const placeOf = (scopes: readonly string[]) => (scopes.includes('personal') ? 'private' : 'channel')

  it('offers exactly the commands the code does, where it does, and no more than Teams shows', () => {
    expect(bot?.commandLists.map(({ scopes }) => placeOf(scopes))).toEqual(Object.keys(OFFERED))
    for (const { scopes, commands } of bot?.commandLists ?? []) {
      expect(commands.length).toBeLessThanOrEqual(10)
      const heard = commands.map(({ title }) => parseCommand(phrases, title)?.command)
      expect(heard).toEqual(OFFERED[placeOf(scopes)])
    }
    expect(bot?.scopes).toEqual(['personal', 'team', 'groupChat'])
  })

  it.each(Object.entries(translations()))('offers in %s what is heard in it', (file, said) => {
    const language = file.replace('.json', '')
    const words = said as Record<string, string>
    for (const [list, place] of Object.keys(OFFERED).entries())
      for (const [at, command] of OFFERED[place as keyof typeof OFFERED].entries()) {
        const title = words[`bots[0].commandLists[${list}].commands[${at}].title`] ?? ''
        expect(parseCommand(phrases, title)?.command, title).toBe(command)
        expect([language, undefined]).toContain(parseCommand(phrases, title)?.language)
      }
  })

  it('asks for no permission', () => {
    const asked = ['permissions', 'devicePermissions', 'authorization']
    expect(Object.keys(manifest).filter((key) => asked.includes(key))).toEqual([])
    // It names the app whose sign-on says who looks at a tab, and grants nothing.
    expect(manifest.webApplicationInfo).toEqual({ id: APP, resource: `api://quickscan.example.be/botid-${APP}` })
  })

  it('is translated to every language but the one it is written in', () => {
    expect(['nl', ...Object.keys(TRANSLATED)]).toEqual(LANGUAGES)
  })

  it.each(Object.entries(translations()))('is translated in full, path by path: %s', (_file, said) => {
    const words = said as Record<string, string>
    expect(words['staticTabs[0].name']).toBeTruthy()
    for (const path of ['name.short', 'name.full', 'description.short', 'description.full'])
      expect(words[path]).toBeTruthy()
    // https://learn.microsoft.com/microsoft-365/extensibility/schema/root-localization-info
    expect(words['name.short']?.length).toBeLessThanOrEqual(30)
    expect(words['description.short']?.length).toBeLessThanOrEqual(80)
    const commands = Object.values(OFFERED).flat().length
    expect(Object.keys(words).filter((path) => path.startsWith('bots[0]'))).toHaveLength(2 * commands)
  })

  it('is packed with both icons at the sizes Teams wants', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quickscan-manifest-'))
    const out = join(folder, 'app.zip')
    const args = [
      'bin/quickscan.mjs',
      'manifest',
      'teams',
      '--domain',
      'quickscan.example.be',
      '--app-id',
      APP,
      '--out',
      out,
    ]
    expect(runNode(args).status).toBe(0)
    const files = unzipSync(new Uint8Array(readFileSync(out)))
    rmSync(folder, { recursive: true, force: true })
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'fr.json', 'manifest.json', 'outline.png'])
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toMatchObject({
      id: APP,
      validDomains: ['quickscan.example.be'],
    })
    expect(sizeOf(files['color.png'] ?? new Uint8Array())).toEqual([192, 192])
    expect(sizeOf(files['outline.png'] ?? new Uint8Array())).toEqual([32, 32])
  })

  it('is not packed for nobody', () => {
    const { status, stderr } = runNode(['bin/quickscan.mjs', 'manifest', 'teams'])
    expect(status).toBe(2)
    expect(stderr).toContain('usage:')
  })
})
