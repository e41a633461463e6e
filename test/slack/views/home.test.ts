// Promises of the Home tab about leads that wait for room: managers read how many and since when, and nobody else does.
import { describe, expect, it } from 'vitest';
import { aHome, aManager, homeView } from './a-home.js';
import { mrkdwnOf } from './limits.js';

const since = new Date('2026-11-09T22:00:00Z');
const told = (line: { waiting: number; since: Date } | null): string =>
  mrkdwnOf(homeView(aHome({ manager: aManager({ line }) })).blocks).join('\n');

describe('leads that wait for room', () => {
  it('are told to a manager with their number and how long the first has waited', () => {
    expect(told({ waiting: 1_204, since })).toMatch(
      /\*1,204 leads wait to be offered\*, the first of them since <!date\^1794261600\^/,
    );
    expect(told({ waiting: 1, since })).toMatch(/\*1 lead waits to be offered\*, since <!date\^1794261600\^/);
  });

  it('are not mentioned where there are none, or to those who are no managers', () => {
    expect(told(null)).not.toContain('to be offered');
    expect(mrkdwnOf(homeView(aHome()).blocks).join('\n')).not.toContain('to be offered');
  });
});
