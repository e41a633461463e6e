// How the suite runs: every file in a process of its own, some at a time, those that take long first.
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/longest-first.js';

/** One more than the two cores of the machine that judges: stories wait for Slack's pace and for clocks most of their time. */
const AT_ONCE = 3;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: AT_ONCE,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['default', './test/tally.ts'],
  },
});
