// How fast a funnel makes money, and what moved it, to the cent.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, velocity } from '../../../src/funnel/methods/velocity.js';

const BEFORE = { sqls: 40, winRate: 0.25, dealCents: 1_200_000, cycleDays: 60 };

test('is SQLs by win rate by deal over days: 40 · 25 % · $12,000 / 60 are $2,000 a day', () => {
  expect(velocity(BEFORE)).toBe(200_000);
});

test('is nothing when nothing was won, and not known without days', () => {
  expect(velocity({ ...BEFORE, winRate: 0 })).toBe(0);
  expect(velocity({ ...BEFORE, cycleDays: 0 })).toBeNull();
});

test('that doubled while the cycle doubled too was moved both ways by the same', () => {
  const told = moved(BEFORE, { ...BEFORE, sqls: 160, cycleDays: 120 });
  expect(told).toMatchObject({ before: 200_000, now: 400_000, log: Math.log(2) });
  expect(told?.shares.sqls.log).toBeCloseTo(2 * Math.log(2), 12);
  expect(told?.shares.cycleDays.log).toBeCloseTo(-Math.log(2), 12);
  expect(told?.shares.sqls.cents).toBeCloseTo(400_000, 6);
  expect(told?.shares.cycleDays.cents).toBeCloseTo(-200_000, 6);
});

test('that stayed where it was while two parts moved against each other shows both', () => {
  const told = moved(BEFORE, { ...BEFORE, sqls: 80, winRate: 0.125 });
  expect(told?.log).toBe(0);
  expect(told?.shares.sqls.cents).toBeCloseTo(200_000 * Math.log(2), 6);
  expect(told?.shares.winRate.cents).toBeCloseTo(-200_000 * Math.log(2), 6);
});

test.each(['sqls', 'winRate', 'dealCents', 'cycleDays'] as const)(
  'cannot be explained without %s',
  (part) => {
    expect(moved(BEFORE, { ...BEFORE, [part]: 0 })).toBeNull();
    expect(moved({ ...BEFORE, [part]: 0 }, BEFORE)).toBeNull();
  },
);

test('is explained exactly: over the parts both kinds of share add up', () => {
  const parts = fc.record({
    sqls: fc.integer({ min: 1, max: 10_000 }),
    winRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
    dealCents: fc.integer({ min: 1, max: 1_000_000_000 }),
    cycleDays: fc.double({ min: 0.1, max: 900, noNaN: true }),
  });
  // Also from a period to one that hardly differs, where the logarithmic mean is near 0/0.
  const near = fc.tuple(parts, fc.double({ min: -1e-7, max: 1e-7, noNaN: true }));
  const pairs = fc.oneof(
    fc.tuple(parts, parts),
    near.map(([one, hair]) => [one, { ...one, cycleDays: one.cycleDays * (1 + hair) }] as const),
  );
  fc.assert(
    fc.property(pairs, ([before, now]) => {
      const told = moved(before, now);
      if (told === null) throw new Error('All parts are above 0.');
      const shares = Object.values(told.shares);
      const scale = Math.max(told.before, told.now);
      expect(shares.reduce((sum, { log }) => sum + log, 0)).toBeCloseTo(told.log, 9);
      const cents = shares.reduce((sum, each) => sum + each.cents, 0);
      expect(Math.abs(cents - (told.now - told.before))).toBeLessThan(1e-9 * scale);
    }),
  );
});
