import type { TestCase, TestModule, Vitest } from 'vitest/node'

/** The last line of a run, for whoever counts: a file that couldn't be read counts as failed, and so does an empty run. */
export class CountingReporter {
  #wanted: () => RegExp | undefined = () => undefined

  onInit(vitest: Vitest): void {
    this.#wanted = () => vitest.getGlobalTestNamePattern()
  }

  onTestRunEnd(modules: readonly TestModule[], faults: readonly unknown[]): void {
    let passed = 0
    let failed = faults.length
    for (const module of modules) {
      failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        // A test that was skipped said nothing, and counts as not passing; one that nobody asked for (`-t`) isn't counted.
        else if (state !== 'skipped' || this.#isWanted(test)) failed += 1
      }
    }
    if (passed === 0) failed += 1
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
    if (failed > 0) process.exitCode = 1
  }

  #isWanted({ fullName }: TestCase): boolean {
    return this.#wanted()?.test(fullName.replaceAll(' > ', ' ')) ?? true
  }
}
