// Properties of the score: bounded, independent of order, never helped by age and never hurt by good news.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { assess } from '../../src/handshake/assessment.js';
import type { Signal } from '../../src/handshake/lead.js';
import { aLead, NOW } from '../make.js';
import { PATIENCE_MS, runs } from './runs.js';

const DAY_MS = 86_400_000;
const HAIR = 1e-9;

const signal: fc.Arbitrary<Signal> = fc.record({
  source: fc.constantFrom('web', 'webinar', 'crm'),
  id: fc.uuid(),
  type: fc.constantFrom(...Object.keys(starterCharter.signals)),
  occurredAt: fc.integer({ min: -DAY_MS, max: 400 * DAY_MS }).map((age) => new Date(NOW.getTime() - age)),
  value: fc.option(fc.integer({ min: 1, max: 200 })),
});
const signals = fc.array(signal, { maxLength: 25 });
const lead = fc
  .record({
    'company.employees': fc.option(fc.integer({ min: 1, max: 2000 })),
    'company.country': fc.constantFrom('AU', 'FR', null),
    'company.industry': fc.constantFrom('Legal services', 'Mining', null),
  })
  .map((facts) => aLead(facts));

test(
  'each rule stays between nothing and its cap, and the total is the sum of both teams',
  () => {
    fc.assert(
      fc.property(lead, signals, (facts, given) => {
        const { score } = assess(starterCharter, { facts, signals: given, now: NOW });
        for (const { points, cap } of score.lines) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(cap);
        }
        expect(score.total).toBe(score.marketing + score.sales);
        expect(Math.abs(score.total - score.lines.reduce((sum, { points }) => sum + points, 0))).toBeLessThan(
          HAIR,
        );
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'the same signals in any order give the same assessment to the last bit',
  () => {
    const shuffled = signals.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
      ),
    );
    fc.assert(
      fc.property(lead, shuffled, (facts, [given, otherwise]) => {
        const of = (each: Signal[]) => assess(starterCharter, { facts, signals: each, now: NOW });
        expect(of(otherwise)).toEqual(of(given));
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'age alone never raises the score',
  () => {
    fc.assert(
      fc.property(lead, signals, fc.integer({ min: 0, max: 200 * DAY_MS }), (facts, given, later) => {
        const at = (now: Date) => assess(starterCharter, { facts, signals: given, now }).score.total;
        expect(at(new Date(NOW.getTime() + later))).toBeLessThanOrEqual(at(NOW) + HAIR);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'one more signal never lowers the score',
  () => {
    fc.assert(
      fc.property(lead, signals, signal, (facts, given, another) => {
        const of = (each: Signal[]) => assess(starterCharter, { facts, signals: each, now: NOW }).score.total;
        expect(of([...given, another])).toBeGreaterThanOrEqual(of(given) - HAIR);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);

test(
  'an MQL always has its mandatory criteria, an intent and the points',
  () => {
    fc.assert(
      fc.property(lead, signals, (facts, given) => {
        const { mql, score, verdicts } = assess(starterCharter, { facts, signals: given, now: NOW });
        const met = new Set(
          verdicts.filter(({ verdict }) => verdict === 'met').map(({ criterion }) => criterion),
        );
        const intents = ['pricing_guide', 'demo_webinar', 'pricing_pages', 'demo_request'];
        const deserved =
          met.has('company_size') &&
          met.has('location') &&
          intents.some((id) => met.has(id)) &&
          score.total >= 50;
        expect(mql).toBe(deserved);
      }),
      runs(500),
    );
  },
  PATIENCE_MS,
);
