/** Fails a run in which a level of tests (unit, int, e2e) ran nothing, and closes with one plain line. */
export default class ClosingLineReporter {
  #failure;

  onRunComplete(contexts, { numPassedTests, numFailedTests, numPendingTests, testResults }) {
    const ran = new Map([...contexts].map((context) => [context.config.displayName.name, 0]));
    for (const { displayName, numPassingTests, numFailingTests } of testResults) {
      ran.set(displayName.name, ran.get(displayName.name) + numPassingTests + numFailingTests);
    }
    const idle = [...ran].filter(([, tests]) => tests === 0).map(([name]) => name);
    if (idle.length > 0 || ran.size === 0) {
      this.#failure = new Error(
        `No test ran at level ${idle.join(', ')}. Check the names of the spec files.`,
      );
    }
    process.stdout.write(
      `\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`,
    );
  }

  getLastError() {
    return this.#failure;
  }
}
