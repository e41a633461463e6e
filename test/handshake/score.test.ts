// Promises of the score: half-lives, caps, both teams, and what is shown of it; and what makes an MQL.
import { describe, expect, test } from 'vitest';
import type { Charter, ScoringRule } from '../../src/charter/charter.js';
import { assess } from '../../src/handshake/assessment.js';
import type { FactValue, Signal } from '../../src/handshake/lead.js';
import { scoreOf, shown } from '../../src/handshake/score.js';
import { aCharter, aLead, aSignal, NOW } from '../make.js';

const DAY_MS = 86_400_000;
const signal = (type: string, days: number, of: Partial<Signal> = {}): Signal =>
  aSignal({ id: `${type}-${days}`, type, occurredAt: new Date(NOW.getTime() - days * DAY_MS), ...of });

const rule = (changes: Partial<ScoringRule>): ScoringRule => ({
  id: 'rule',
  label: 'Rule',
  owner: 'marketing',
  points: 20,
  cap: 100,
  when: { signal: 'guide' },
  ...changes,
});

const scored = (rules: ScoringRule[], signals: Signal[]) =>
  scoreOf(aCharter({ scoring: rules }).charter, [], { facts: {}, signals, now: NOW });

describe('points', () => {
  test('halve with every half-life, and are whole on the day itself', () => {
    const halving = rule({ halfLifeDays: 30 });
    expect(scored([halving], [signal('guide', 0)]).total).toBe(20);
    expect(scored([halving], [signal('guide', 30)]).total).toBeCloseTo(10, 10);
    expect(scored([halving], [signal('guide', 90)]).total).toBeCloseTo(2.5, 10);
  });

  test('stay without a half-life', () => {
    expect(scored([rule({})], [signal('guide', 3000)]).total).toBe(20);
  });

  test('add up over signals until the cap, which applies after the fading', () => {
    const capped = rule({ points: 5, cap: 15, halfLifeDays: 30 });
    const score = scored(
      [capped],
      [0, 0, 0, 0].map((days, index) => signal('guide', days, { id: `${index}` })),
    );
    expect(score.lines[0]).toMatchObject({ points: 15, cap: 15, count: 4 });
    const faded = scored(
      [capped],
      [30, 30, 30, 30].map((days, index) => signal('guide', days, { id: `${index}` })),
    );
    expect(faded.total).toBeCloseTo(10, 10);
  });

  test('of marketing and of sales are told apart and added', () => {
    const sales = rule({ id: 'sales', owner: 'sales', points: 25, when: { signal: 'demo' } });
    const score = scored([rule({}), sales], [signal('guide', 0), signal('demo', 0)]);
    expect(score).toMatchObject({ marketing: 20, sales: 25, total: 45 });
  });

  test('count a valued signal only up to its limit, and never one without a value', () => {
    const timeline = rule({ when: { signal: 'timeline', valueAtMost: 90 } });
    expect(scored([timeline], [signal('timeline', 0, { value: 90 })]).total).toBe(20);
    expect(scored([timeline], [signal('timeline', 0, { value: 91 })]).total).toBe(0);
    expect(scored([timeline], [signal('timeline', 0)]).total).toBe(0);
  });

  test('for a criterion come once, while it is met', () => {
    const { charter } = aCharter({
      scoring: [rule({ points: 15, cap: 10, when: { criterion: 'company_size' } })],
    });
    const of = (verdict: 'met' | 'unmet' | 'unknown') =>
      scoreOf(charter, [{ criterion: 'company_size', verdict, value: '' }], {
        facts: {},
        signals: [],
        now: NOW,
      }).total;
    expect([of('met'), of('unmet'), of('unknown')]).toEqual([10, 0, 0]);
  });

  test('are shown rounded down, and a hair of floating error costs none', () => {
    expect([shown(49.999), shown(50), shown(0.1 + 0.2 + 49.7), shown(49.999_999_999_9)]).toEqual([
      49, 50, 50, 50,
    ]);
  });
});

describe('an MQL', () => {
  const judged = (
    facts: Record<string, FactValue | null>,
    signals: Signal[],
    changes: Partial<Charter> = {},
  ) => assess(aCharter(changes).charter, { facts: aLead(facts), signals, now: NOW });
  const guide = signal('pricing_guide_downloaded', 0);

  test('has every mandatory criterion met, one of the four intents, and the points', () => {
    expect(judged({}, [guide])).toMatchObject({ mql: true, threshold: 50, score: { total: 55 } });
  });

  test.each<[string, Record<string, FactValue | null>]>([
    ['too small a company', { 'company.employees': 19 }],
    ['a size that nobody knows', { 'company.employees': null }],
    ['a country elsewhere', { 'company.country': 'FR' }],
    ['a country that nobody knows', { 'company.country': null }],
  ])('is none with %s, however many its points', (_what, facts) => {
    const eager = [guide, signal('demo_webinar_attended', 0), signal('demo_requested', 0)];
    const assessment = judged(facts, eager);
    expect(assessment.score.total).toBeGreaterThanOrEqual(50);
    expect(assessment.mql).toBe(false);
  });

  test('needs no criterion that is not mandatory', () => {
    expect(judged({ 'company.industry': 'Mining' }, [guide, signal('demo_requested', 0)]).mql).toBe(true);
  });

  test('is none without one of the four intents, even with the points', () => {
    const ready = ['budget_confirmed', 'decision_maker_identified'].map((type) => signal(type, 0));
    const assessment = judged({}, ready);
    expect(assessment.score.total).toBeGreaterThanOrEqual(50);
    expect(assessment.mql).toBe(false);
  });

  test('is one exactly at the threshold, and none a hair below it', () => {
    const mql = { threshold: 55, atLeastOneOf: [['pricing_guide']] };
    expect(judged({}, [guide], { mql }).mql).toBe(true);
    const late = aSignal({ occurredAt: new Date(NOW.getTime() - 1000) });
    expect(judged({}, [late], { mql })).toMatchObject({ mql: false });
    expect(shown(judged({}, [late], { mql }).score.total)).toBe(54);
  });

  test('needs no SQL criterion', () => {
    const assessment = judged({}, [guide]);
    expect(assessment.verdicts.find(({ criterion }) => criterion === 'budget')?.verdict).toBe('unknown');
    expect(assessment.mql).toBe(true);
  });
});
