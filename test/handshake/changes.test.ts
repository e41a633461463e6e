// Promises of what changed since: each change once, as a criterion where one tells of it, else as a fact.
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/handshake/assessment.js';
import { changesBetween, type Standing } from '../../src/handshake/changes.js';
import type { FactValue, Signal } from '../../src/handshake/lead.js';
import { aCharter, aLead, aSignal, NOW } from '../make.js';

const { charter } = aCharter();
const DAY_MS = 86_400_000;

/** The lead so many days from now. */
function standing(
  facts: Record<string, FactValue | null> = {},
  signals: Signal[] = [aSignal()],
  days = 0,
): Standing {
  const known = aLead(facts);
  const now = new Date(NOW.getTime() + days * DAY_MS);
  return { charter, facts: known, assessment: assess(charter, { facts: known, signals, now }) };
}

describe('what changed', () => {
  test('is nothing while only days pass within what a rule allows', () => {
    expect(changesBetween(standing(), standing({}, [aSignal()], 30))).toEqual({ criteria: [], facts: [] });
  });

  test('is told as the criterion it turns, and not as its fact again', () => {
    const changes = changesBetween(
      standing({ 'company.employees': 12 }),
      standing({ 'company.employees': 60 }),
    );
    expect(changes).toEqual({
      criteria: [
        {
          criterion: 'company_size',
          from: { verdict: 'unmet', value: '12' },
          to: { verdict: 'met', value: '60' },
        },
      ],
      facts: [],
    });
  });

  test('is told as a fact where no criterion looks at it, also when it came or went', () => {
    const before = standing({ phone: null, jobTitle: 'Clerk', campaign: 'spring' });
    const now = standing({ phone: '+61 2 5550 0100', jobTitle: 'Clerk', campaign: null });
    expect(changesBetween(before, now)).toEqual({
      criteria: [],
      facts: [
        { field: 'campaign', from: 'spring', to: null },
        { field: 'phone', from: null, to: '+61 2 5550 0100' },
      ],
    });
  });

  test('is a criterion that time alone has turned, and one that a new signal bears out again', () => {
    const aged = changesBetween(standing(), standing({}, [aSignal()], 120));
    expect(aged.criteria.map(({ criterion, to }) => [criterion, to.verdict])).toEqual([
      ['pricing_guide', 'unmet'],
    ]);
    const again = changesBetween(
      standing(),
      standing({}, [aSignal(), aSignal({ id: '2', occurredAt: NOW })]),
    );
    expect(again.criteria.map(({ criterion, to }) => [criterion, to.verdict])).toEqual([
      ['pricing_guide', 'met'],
    ]);
  });
});
