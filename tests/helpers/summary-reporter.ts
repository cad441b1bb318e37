import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** Prints `N passed, N failed` as the very last line, also when the run ends before its tests. */
export default class SummaryReporter implements Reporter {
  #summary = '0 passed, 1 failed'

  onInit(): void {
    process.once('exit', () => process.stdout.write(`${this.#summary}\n`))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const count = (state: string) => states.filter((candidate) => candidate === state).length
    // A file that does not load, and an error outside of any test, are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length
    const failed = count('failed') + broken + errors.length
    const skipped = count('skipped')
    this.#summary = `${count('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  }
}
