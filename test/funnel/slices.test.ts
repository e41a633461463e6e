import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayAt, dayNumber } from '../../src/funnel/days.js';
import { agingBlocksOf, type Blocks, blocksOf, planOf } from '../../src/funnel/slices.js';
import { runs } from '../properties/runs.js';

const grains = ['day', 'week', 'all'] as const;

/** Every day of some blocks, in order. */
const daysIn = (blocks: readonly Blocks[]): number[] =>
  blocks
    .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, days) => from + days))
    .sort((a, b) => a - b);

describe('a period', () => {
  test('is made of blocks that hold each of its days once, whatever its ends', () => {
    const period = fc.tuple(fc.integer({ min: 15_000, max: 22_000 }), fc.nat(1500));
    fc.assert(
      fc.property(period, fc.constantFrom(...grains), ([first, length], grain) => {
        const [from, to] = [dayAt(first), dayAt(first + length)];
        const days = Array.from({ length }, (_, day) => first + day);
        expect(daysIn(blocksOf({ from, to, grain }))).toEqual(days);
        expect(daysIn(agingBlocksOf({ from, to }, dayAt(first + 700)))).toEqual(days);
      }),
      runs(300),
    );
  });

  test('of all there ever was is years alone, and a week is one block', () => {
    expect(blocksOf({ from: null, to: null, grain: 'all' }).map(({ days }) => days)).toEqual([364]);
    const [from, to] = ['2026-11-09', '2026-11-16'];
    expect(blocksOf({ from, to, grain: 'all' })).toEqual([
      { days: 7, from: dayNumber(from), to: dayNumber(to) },
    ]);
  });
});

describe('a question', () => {
  const question = { from: null, to: null, grain: 'all', by: [] } as const;

  test('is answered from the narrowest slice that tells apart what it asks', () => {
    expect(planOf(question).slice.name).toBe('all');
    expect(planOf({ ...question, by: ['charter', 'campaign'], measures: ['fate'] }).slice.name).toBe(
      'campaign',
    );
    expect(
      planOf({ ...question, by: ['rep'], where: { segment: ['small'] }, measures: ['outcome'] }),
    ).toEqual({
      slice: expect.objectContaining({ name: 'segment_source_rep' }),
      sheets: ['judged'],
    });
  });

  test('reads the stages that are open apart from those that have ended', () => {
    expect(planOf({ ...question, measures: ['working'] }).sheets).toEqual(['stages', 'open']);
    expect(planOf({ ...question, measures: ['working:open'] }).sheets).toEqual(['open']);
  });

  test('about what is counted nowhere, or not like that, is refused', () => {
    expect(() => planOf({ ...question, measures: ['luck'] })).toThrow('nothing is counted as "luck"');
    expect(() => planOf({ ...question, by: ['rep'], measures: ['verdict'] })).toThrow(RangeError);
  });
});
