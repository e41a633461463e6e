// Promises of the checklist: every form of rule, what is unknown, and where a window ends.
import { describe, expect, test } from 'vitest';
import type { Criterion } from '../../src/charter/charter.js';
import type { Rule } from '../../src/charter/rule.js';
import type { FactValue, Signal } from '../../src/handshake/lead.js';
import {
  type Evidence,
  judge,
  judgeAll,
  judgeCriterion,
  type Verdict,
} from '../../src/handshake/verdicts.js';
import { aCharter, aLead, aSignal, NOW } from '../make.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);

const lead = (facts: Record<string, FactValue | null> = {}, signals: Signal[] = []): Evidence => ({
  facts: aLead(facts),
  signals,
  now: NOW,
});

const viewed = (id: string, days: number, value: number | null = null): Signal =>
  aSignal({ id, type: 'pricing_page_viewed', occurredAt: daysAgo(days), value });

describe('a rule over a fact', () => {
  const size: Rule = { fact: 'company.employees', between: [20, 1000] };
  test.each<[FactValue | null, Verdict]>([
    [19, 'unmet'],
    [20, 'met'],
    [1000, 'met'],
    [1001, 'unmet'],
    ['120', 'met'],
    ['many', 'unknown'],
    ['', 'unknown'],
    ['   ', 'unknown'],
    [null, 'unknown'],
  ])('finds %j between 20 and 1,000: %s', (employees, verdict) => {
    expect(judge(size, lead({ 'company.employees': employees }))).toBe(verdict);
  });

  test.each<[FactValue | null, Verdict]>([
    ['legal SERVICES ', 'met'],
    ['Legal\u00a0services', 'met'],
    ['Mining', 'unmet'],
    [' ', 'unknown'],
    [null, 'unknown'],
  ])('compares %j with a list without regard to case and spelling of spaces: %s', (industry, verdict) => {
    expect(
      judge({ fact: 'company.industry', oneOf: ['Legal services'] }, lead({ 'company.industry': industry })),
    ).toBe(verdict);
  });

  test('compares numbers and yes or no with a list as people write them', () => {
    expect(judge({ fact: 'facts.seats', oneOf: ['12'] }, lead({ 'facts.seats': 12 }))).toBe('met');
    expect(judge({ fact: 'facts.trial', oneOf: ['true'] }, lead({ 'facts.trial': true }))).toBe('met');
  });

  test('asks only whether something is known, and 0 and no are known', () => {
    expect(judge({ fact: 'facts.seats', known: true }, lead({ 'facts.seats': 0 }))).toBe('met');
    expect(judge({ fact: 'facts.trial', known: true }, lead({ 'facts.trial': false }))).toBe('met');
    expect(judge({ fact: 'facts.seats', known: true }, lead())).toBe('unknown');
    expect(judge({ fact: 'constructor', known: true }, lead())).toBe('unknown');
  });
});

describe('a rule over a number, a text or a yes', () => {
  test.each<[Rule, FactValue | null, Verdict]>([
    [{ fact: 'facts.seats', atLeast: 5 }, 5, 'met'],
    [{ fact: 'facts.seats', atLeast: 5 }, '4.99', 'unmet'],
    [{ fact: 'facts.seats', atLeast: 5 }, 'a few', 'unknown'],
    [{ fact: 'facts.seats', atMost: 5 }, 5, 'met'],
    [{ fact: 'facts.seats', atMost: 5 }, 6, 'unmet'],
    [{ fact: 'facts.seats', is: 5 }, '5.0', 'met'],
    [{ fact: 'facts.seats', is: 5 }, 'five', 'unknown'],
    [{ fact: 'facts.seats', is: '5' }, 5, 'met'],
    [{ fact: 'facts.plan', is: 'Team' }, ' team', 'met'],
    [{ fact: 'facts.plan', is: 'Team' }, 'Teams', 'unmet'],
    [{ fact: 'facts.client', is: true }, 'Yes', 'met'],
    [{ fact: 'facts.client', is: false }, 'no', 'met'],
    [{ fact: 'facts.client', is: false }, true, 'unmet'],
    [{ fact: 'facts.client', is: true }, 'perhaps', 'unknown'],
    [{ fact: 'facts.client', is: false }, null, 'unknown'],
    [{ fact: 'facts.plan', noneOf: ['Free', 'Trial'] }, 'FREE', 'unmet'],
    [{ fact: 'facts.plan', noneOf: ['Free', 'Trial'] }, 'Team', 'met'],
    [{ fact: 'facts.plan', noneOf: ['Free', 'Trial'] }, null, 'unknown'],
  ])('%j finds %j: %s', (rule, value, verdict) => {
    const field = 'fact' in rule ? rule.fact : '';
    expect(judge(rule, lead({ [field]: value }))).toBe(verdict);
  });
});

describe('a rule over a date', () => {
  const recent: Rule = { fact: 'facts.renewed_on', withinDays: 30 };
  const old: Rule = { fact: 'facts.renewed_on', olderThanDays: 30 };
  const edge = daysAgo(30);
  test.each<[string, FactValue | null, Verdict, Verdict]>([
    ['on the last instant of the window', edge.toISOString(), 'met', 'unmet'],
    ['a millisecond before it', new Date(edge.getTime() - 1).toISOString(), 'unmet', 'met'],
    ['written with an offset', '2026-11-11T09:00:00+11:00', 'met', 'unmet'],
    ['as a day alone, in UTC', '2026-10-12', 'met', 'unmet'],
    ['as the day before it alone', '2026-10-11', 'unmet', 'met'],
    ['tomorrow in another zone', '2026-11-11', 'met', 'unmet'],
    ['that lies ahead', '2026-11-13', 'unmet', 'unmet'],
    ['that no calendar has', '2026-02-30', 'unknown', 'unknown'],
    ['without its offset, which could be any day', '2026-11-09T10:00:00', 'unknown', 'unknown'],
    ['in other words', 'last month', 'unknown', 'unknown'],
    ['as a number', 20_261_101, 'unknown', 'unknown'],
    ['that nobody knows', null, 'unknown', 'unknown'],
  ])('%s (%j) is recent: %s, and old: %s', (_what, value, isRecent, isOld) => {
    const of = lead({ 'facts.renewed_on': value });
    expect([judge(recent, of), judge(old, of)]).toEqual([isRecent, isOld]);
  });
});

describe('a rule over signals', () => {
  test('counts a signal on the last instant of its window, and not a millisecond later', () => {
    const rule: Rule = { signal: 'pricing_page_viewed', withinDays: 30 };
    const edge = viewed('1', 30);
    expect(judge(rule, lead({}, [edge]))).toBe('met');
    expect(judge(rule, { ...lead({}, [edge]), now: new Date(NOW.getTime() + 1) })).toBe('unmet');
  });

  test('counts a signal that a fast clock dates in the future as of now', () => {
    expect(judge({ signal: 'pricing_page_viewed', withinDays: 1 }, lead({}, [viewed('1', -0.5)]))).toBe(
      'met',
    );
  });

  test('asks for as many as the charter says within the window', () => {
    const rule: Rule = { signal: 'pricing_page_viewed', atLeast: 3, withinDays: 30 };
    const two = [viewed('1', 1), viewed('2', 2)];
    expect(judge(rule, lead({}, two))).toBe('unmet');
    expect(judge(rule, lead({}, [...two, viewed('3', 31)]))).toBe('unmet');
    expect(judge(rule, lead({}, [...two, viewed('3', 30)]))).toBe('met');
  });

  test('tells what our systems would have noticed from what only a conversation can tell', () => {
    expect(judge({ signal: 'budget_confirmed' }, lead())).toBe('unmet');
    expect(judge({ signal: 'budget_confirmed', absent: 'unknown' }, lead())).toBe('unknown');
    const old = aSignal({ type: 'budget_confirmed', occurredAt: daysAgo(40) });
    expect(judge({ signal: 'budget_confirmed', absent: 'unknown', withinDays: 30 }, lead({}, [old]))).toBe(
      'unmet',
    );
  });

  test('judges a value by the latest signal, whatever came in first', () => {
    const rule: Rule = { signal: 'pricing_page_viewed', valueAtMost: 90 };
    const [long, short] = [viewed('1', 2, 120), viewed('2', 1, 90)];
    expect(judge(rule, lead({}, [short, long]))).toBe('met');
    expect(judge(rule, lead({}, [long, short]))).toBe('met');
    expect(judge(rule, lead({}, [short, viewed('3', 0, 91)]))).toBe('unmet');
    expect(judge(rule, lead({}, [short, viewed('3', 0, null)]))).toBe('unknown');
  });

  test('of two signals of one instant takes the same one in either order', () => {
    const rule: Rule = { signal: 'pricing_page_viewed', valueAtMost: 90 };
    const [a, b] = [viewed('a', 1, 30), viewed('b', 1, 300)];
    expect(judge(rule, lead({}, [a, b]))).toBe(judge(rule, lead({}, [b, a])));
  });
});

describe('combined rules', () => {
  const met: Rule = { fact: 'email', known: true };
  const unmet: Rule = { fact: 'company.country', oneOf: ['FR'] };
  const unknown: Rule = { fact: 'facts.plan', known: true };
  const named = { met, unmet, unknown };
  type Name = keyof typeof named;
  test.each<[Name, Name, Verdict, Verdict]>([
    ['met', 'met', 'met', 'met'],
    ['met', 'unmet', 'unmet', 'met'],
    ['met', 'unknown', 'unknown', 'met'],
    ['unmet', 'unmet', 'unmet', 'unmet'],
    ['unmet', 'unknown', 'unmet', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown'],
  ])('%s with %s: all is %s, any is %s, in either order', (left, right, all, any) => {
    const [a, b] = [named[left], named[right]];
    expect([judge({ all: [a, b] }, lead()), judge({ all: [b, a] }, lead())]).toEqual([all, all]);
    expect([judge({ any: [a, b] }, lead()), judge({ any: [b, a] }, lead())]).toEqual([any, any]);
  });

  test('turn met into not met and leave unknown alone under "not"', () => {
    expect(judge({ not: met }, lead())).toBe('unmet');
    expect(judge({ not: unmet }, lead())).toBe('met');
    expect(judge({ not: unknown }, lead())).toBe('unknown');
  });
});

describe('the checklist', () => {
  const criterion = (rule: Rule | null): Criterion => ({
    id: 'one',
    name: 'One',
    dimension: 'intent',
    gate: 'MQL',
    mandatory: true,
    statement: 'One',
    rule,
  });
  const ownValue = (rule: Rule, evidence: Evidence): string =>
    judgeCriterion(criterion(rule), evidence).value;

  test("shows the lead's own value beside each verdict", () => {
    expect(
      ownValue({ fact: 'company.employees', between: [1, 2] }, lead({ 'company.employees': 12_000 })),
    ).toBe('12,000');
    expect(ownValue({ fact: 'facts.plan', known: true }, lead())).toBe('not known');
    expect(ownValue({ signal: 'pricing_page_viewed', withinDays: 30 }, lead())).toBe('not seen in 30 days');
    expect(ownValue({ signal: 'pricing_page_viewed' }, lead())).toBe('not seen');
    const twice = lead({}, [viewed('1', 3), viewed('2', 1)]);
    expect(ownValue({ signal: 'pricing_page_viewed' }, twice)).toBe('2 times, last yesterday');
    expect(ownValue({ signal: 'pricing_page_viewed', valueAtMost: 90 }, lead({}, [viewed('1', 3, 60)]))).toBe(
      '60, once, last 3 days ago',
    );
  });

  test('leaves a criterion without a rule to a person', () => {
    expect(judgeCriterion(criterion(null), lead())).toMatchObject({
      verdict: 'unknown',
      value: 'for a person to judge',
    });
  });

  test('judges every criterion in the order of the charter', () => {
    const { charter } = aCharter();
    expect(judgeAll(charter, lead()).map((one) => one.criterion)).toEqual(
      charter.criteria.map(({ id }) => id),
    );
  });

  test('rests on the same basis while a signal only ages, and on another once a newer one came', () => {
    const rule: Rule = {
      any: [
        { signal: 'pricing_page_viewed', withinDays: 2 },
        { fact: 'email', known: true },
      ],
    };
    const before = judgeCriterion(criterion(rule), lead({}, [viewed('1', 1)]));
    const aged = judgeCriterion(criterion(rule), {
      ...lead({}, [viewed('1', 1)]),
      now: new Date(NOW.getTime() + 5 * DAY_MS),
    });
    const renewed = judgeCriterion(criterion(rule), lead({}, [viewed('1', 1), viewed('2', 0)]));
    expect(aged.value).not.toBe(before.value);
    expect(aged.basis).toBe(before.basis);
    expect(renewed.basis).not.toBe(before.basis);
  });
});
