// The last line of a test run: how many passed, failed and were skipped. In CI a skipped test fails the run.
import type { Reporter, TestModule } from 'vitest/node';

const count = (modules: readonly TestModule[], state: 'passed' | 'failed' | 'skipped'): number =>
  modules.reduce((sum, module) => sum + [...module.children.allTests(state)].length, 0);

export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = count(modules, 'skipped');
    const line = `${count(modules, 'passed')} passed, ${count(modules, 'failed')} failed, ${skipped} skipped`;
    // After the default reporter's own summary, so that this line closes the output.
    process.once('exit', () => {
      if (skipped > 0 && process.env.CI) {
        process.stderr.write('A test was skipped, and CI has all that the tests need. Find out why.\n');
        process.exitCode = 1;
      }
      process.stdout.write(`${line}\n`);
    });
  }
}
