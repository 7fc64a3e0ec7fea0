import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BINARY, build } from '../../infra/build.ts'
import { checkContent } from '../../src/build/content.ts'
import { sourceFrames } from '../../src/observability/sourceFrames.ts'
import { runNode } from '../nodeProcess.ts'

let folder: string
const at = (...names: readonly string[]): string => join(folder, ...names)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quickscan-built-'))
  await build(at('dist'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what is built', () => {
  it('has all content in it, the same as it is read from its files', () => {
    const parts = deserialize(readFileSync(at('dist', 'content.bin'))) as ReadonlyMap<string, Uint8Array>
    const content = checkContent()
    expect([...parts.keys()]).toEqual([...content.keys()])
    for (const [name, part] of parts) expect(deserialize(part), name).toEqual(deserialize(serialize(content.get(name))))
  })

  it('needs no package beside it, and brings the notices of those it is made of', () => {
    const programs = readdirSync(at('dist')).filter((name) => name.endsWith('.js'))
    expect(programs).toContain('main.js')
    expect(programs).toContain('quickscan.js')
    const imported = programs.flatMap((name) =>
      [...readFileSync(at('dist', name), 'utf8').matchAll(/^import .*? from "([^"]+)";$/gm)].map(
        ([, from = '']) => from,
      ),
    )
    expect(imported.length).toBeGreaterThan(5)
    const outside = imported.filter((name) => !name.startsWith('./') && !isBuiltin(name) && !BINARY.includes(name))
    expect([...new Set(outside)]).toEqual([])
    const notices = readFileSync(at('dist', 'third-party.txt'), 'utf8')
    for (const name of ['zod', 'temporal-polyfill', 'intl-messageformat', 'pino', 'redis'])
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+, (MIT|BSD-3-Clause)$`, 'm'))
    expect(notices).toContain('Permission is hereby granted')
  })

  it('says where in the sources a fault was', () => {
    const said = 'expected a pack.yaml beside it'
    const file = readdirSync(at('dist')).find(
      (name) => name.endsWith('.js') && readFileSync(at('dist', name), 'utf8').includes(said),
    )
    const code = readFileSync(at('dist', file ?? ''), 'utf8').split('\n')
    const line = code.findIndex((text) => text.includes(said)) + 1
    const column = (code[line - 1] ?? '').indexOf('throw') + 1
    const url = `file://${at('dist', file ?? '')}`
    expect(sourceFrames([`    at parseKit (${url}:${line}:${column})`])).toEqual([
      expect.stringMatching(/^ {4}at parseKit \(src\/kit\/parseKit\.ts:\d+:\d+\)$/),
    ])
    expect(sourceFrames(['    at node:internal/process/task_queues:1:2'])).toEqual([
      '    at node:internal/process/task_queues:1:2',
    ])
  })
})

describe('content of an installed bot', () => {
  const yaml = 'content/nl/sentences.yaml'
  const says = (): string =>
    runNode([
      '--input-type=module',
      '-e',
      `const { readBuilt } = await import('${at('read.mjs')}'); console.log(readBuilt('${at('content')}', 'phrases') ? 'built' : 'files')`,
    ]).stdout.trim()

  it('is what was built, until someone edits a file of it', () => {
    mkdirSync(at('content', 'nl'), { recursive: true })
    writeFileSync(at(yaml), 'a: b\n')
    const long = new Date('2020-01-01')
    utimesSync(at(yaml), long, long)
    const source = readFileSync(join(import.meta.dirname, '../../src/build/builtContent.ts'), 'utf8')
    writeFileSync(at('read.mts'), source.replace("'..', 'content.bin'", "'dist', 'content.bin'"))
    writeFileSync(at('read.mjs'), "export { readBuilt } from './read.mts'\n")
    expect(says()).toBe('built')
    const later = new Date('2100-01-01')
    utimesSync(at(yaml), later, later)
    expect(says()).toBe('files')
    rmSync(at('content'), { recursive: true })
    expect(existsSync(at('content'))).toBe(false)
    expect(says()).toBe('built')
  })
})

describe('kit:check', () => {
  it('says that ours can be used, and what is wrong with one that can’t', () => {
    const ours = runNode(['bin/quickscan.mjs', 'kit:check'])
    expect(ours.stderr).toBe('')
    expect(ours.status).toBe(0)
    mkdirSync(at('kit'))
    writeFileSync(at('kit', 'pack.yaml'), 'version: 1\n')
    const wrong = runNode(['bin/quickscan.mjs', 'kit:check', at('kit')])
    expect(wrong.status).toBe(1)
    expect(wrong.stderr).toContain(`${at('kit', 'pack.yaml')}: language: expected a language`)
    expect(wrong.stderr).not.toMatch(/\bat .*:\d+:\d+/)
  })
})
