import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import type { PlatformPort } from '../../src/bot/ports/platform.ts'
import { createMetrics } from '../../src/observability/metrics.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly annotations: { readonly summary: string; readonly runbook: string }
}
const rules = (): readonly Rule[] =>
  (load(read('infra/prometheus/quickscan.rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  )

/** Every figure that a bot has, by its name as Prometheus knows it. */
const figures = async (): Promise<ReadonlySet<string>> => {
  const metrics = createMetrics(() => 0, '0.0.0')
  metrics.readiness(
    () => undefined,
    () => 0,
  )
  metrics.port('teams', {} as PlatformPort)
  const { body } = await metrics.text()
  const types = [...body.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [name, `${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  )
}
const named = (expression: string): readonly string[] => expression.match(/quickscan_\w+/g) ?? []

describe('the alerts', () => {
  it('fire when they should, and not otherwise, as Prometheus itself tries them', () => {
    const tried = spawnSync('promtool', ['test', 'rules', 'quickscan.rules.test.yaml'], {
      cwd: join(root, 'infra/prometheus'),
      encoding: 'utf8',
    })
    if (tried.error) throw new Error('promtool is missing: apt-get install -y prometheus (npm run setup does)')
    expect(`${tried.stdout}${tried.stderr}`).toContain('SUCCESS')
    expect(tried.status).toBe(0)
  })

  it('each have a section of their own that says what to do', () => {
    const sections = new Set([...read('docs/runbooks.md').matchAll(/^## (\w+)$/gm)].map(([, title]) => title))
    expect(
      rules()
        .map(({ alert }) => alert)
        .toSorted(),
    ).toEqual([...sections].toSorted())
    for (const { alert, annotations } of rules())
      expect(annotations.runbook).toBe(`docs/runbooks.md#${alert.toLowerCase()}`)
  })

  it('and the dashboard ask only for figures that there are', async () => {
    const known = await figures()
    const board = JSON.parse(read('infra/grafana/quickscan.json')) as {
      panels: { title: string; targets: { expr: string }[] }[]
    }
    const asked = [...rules(), ...board.panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) => named(expr))
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  })
})
