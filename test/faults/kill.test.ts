// A short fault run on every engine: what was acknowledged survives a kill at any moment, and stands in Slack once.
import { describe, test } from 'vitest';
import { killRounds } from './kill-rounds.js';

const RUN_MS = 300_000;
const SEED = 20_261_123;

const server = process.env.TEST_DATABASE_URL;
const runs = [
  { name: 'the embedded database', rounds: 4, server: null },
  ...(server ? [{ name: 'PostgreSQL', rounds: 8, server }] : []),
];

// They run beside each other, since they wait for leases most of the time.
describe.concurrent.each(runs)('killed at random moments on $name', ({ rounds, server }) => {
  test('no acknowledged lead or click is lost, and no message stands twice', {
    timeout: RUN_MS,
  }, async ({ expect }) => {
    const { verdict, kills } = await killRounds({ rounds, seed: SEED, server, brisk: true, say: () => {} });
    expect(kills).toBe(rounds);
    expect(verdict.leads).toBeGreaterThan(0);
    expect(verdict.clicks).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ lost: [], doubled: [], stray: [], clicksLost: [], twoWinners: [] });
  });
});
