// The score over time tells what was known at each instant, under the charter that held then.
import { describe, expect, test } from 'vitest';
import { scoreHistory } from '../../src/funnel/score-history.js';
import { aCharter, aLead, aSignal, minutesFromNow, NOW } from '../make.js';

const known = aLead();
const arrivedAt = minutesFromNow(-600);
const lead = {
  arrivedAt,
  facts: [
    {
      values: Object.fromEntries(Object.entries(known).map(([field, { value }]) => [field, value])),
      occurredAt: arrivedAt,
      receivedAt: arrivedAt,
    },
  ],
  signals: [{ ...aSignal(), receivedAt: minutesFromNow(-300) }],
};
const since = minutesFromNow(-10_000);

describe('the score over time', () => {
  test('counts a signal from when it was received, not from when it happened', () => {
    const scores = scoreHistory(lead, [{ ...aCharter(), since }], NOW);
    expect(scores.map(({ mql }) => mql)).toEqual([false, true, true]);
    expect(scores.map(({ points }) => Math.floor(points))).toEqual([35, 54, 54]);
  });

  test('judges by the charter that held then', () => {
    const strict = aCharter({ mql: { ...aCharter().charter.mql, threshold: 90 } }, { version: 4 });
    const charters = [
      { ...aCharter(), since },
      { ...strict, since: minutesFromNow(-60) },
    ];
    const scores = scoreHistory(lead, charters, NOW);
    expect(scores.map(({ charterVersion, mql }) => [charterVersion, mql])).toEqual([
      [3, false],
      [3, true],
      [4, false],
      [4, false],
    ]);
  });

  test('is empty of nothing: a lead older than every charter is judged by the first', () => {
    const charters = [{ ...aCharter(), since: minutesFromNow(-1) }];
    expect(scoreHistory(lead, charters, NOW).map(({ charterVersion }) => charterVersion)).toEqual([
      3, 3, 3, 3,
    ]);
  });
});
