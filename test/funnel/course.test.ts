// The course of a lead through a period: what was known by when, and what time alone does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Charter, Criterion } from '../../src/charter/charter.js';
import type { Rule } from '../../src/charter/rule.js';
import { type Course, type Courses, follow } from '../../src/funnel/course.js';
import { morningsOf, SWEPT_AFTER_MS, SWEPT_AT } from '../../src/funnel/mornings.js';
import type { PastLead, Period } from '../../src/funnel/past.js';
import { readingOf } from '../../src/funnel/reading.js';
import { assess } from '../../src/handshake/assessment.js';
import { fold } from '../../src/handshake/lead.js';
import { jobTimes } from '../../src/schedule/jobs.js';
import { runs } from '../properties/runs.js';
import {
  aPast,
  charter,
  day,
  factsOn,
  fitting,
  morningOf,
  PERIOD,
  signalOn,
  withThreshold,
} from './a-past.js';

function coursesOf(lead: PastLead, inForce: Charter, draft: Charter, period: Period): Courses {
  const mornings = morningsOf(period, inForce.working.zone);
  const walk = follow(lead, { inForce: readingOf(inForce), draft: readingOf(draft), period, mornings });
  for (;;) {
    const step = walk.next();
    if (step.done) return step.value;
  }
}

const courseOf = (lead: PastLead, under: Charter = charter, period: Period = PERIOD): Course =>
  coursesOf(lead, under, under, period).draft;

const becameAt = (at: Date): Course => ({ kind: 'became', at: at.getTime() });
const neither: Course = { kind: 'neither' };
const stood: Course = { kind: 'stood' };

/** The starter with one criterion judged by another rule. */
const withRule = (id: string, rule: Rule, changes: Partial<Charter> = {}): Charter => ({
  ...charter,
  criteria: charter.criteria.map((criterion) => (criterion.id === id ? { ...criterion, rule } : criterion)),
  ...changes,
});

describe('what was known by when', () => {
  test('a lead becomes an MQL when the signal that lifts it over the threshold was received, not when it happened', () => {
    const late = aPast({ signals: [signalOn(2, 'demo_requested', { received: 9 })] });
    expect(courseOf(late)).toEqual(becameAt(day(9)));
  });

  test('does not count facts before they were known, though they happened long ago', () => {
    const lead = aPast({
      facts: [
        factsOn(1, { ...fitting, 'company.employees': 5 }),
        factsOn(0, { 'company.country': 'AU' }, 6),
        factsOn(2, fitting, 12),
      ],
      signals: [signalOn(3, 'demo_requested')],
    });
    expect(courseOf(lead)).toEqual(becameAt(day(12)));
  });

  test('an older value that is received later changes nothing', () => {
    const lead = aPast({
      facts: [factsOn(2, { ...fitting, 'company.employees': 5 }), factsOn(1, fitting, 12)],
      signals: [signalOn(3, 'demo_requested')],
    });
    expect(courseOf(lead)).toEqual(neither);
  });

  test('a signal that comes before its lead waits for it', () => {
    const lead = aPast({ facts: [factsOn(4, fitting)], signals: [signalOn(1, 'demo_requested')] });
    expect(courseOf(lead)).toEqual(becameAt(day(4)));
  });

  test('a correction after the crossing does not take it back', () => {
    const lead = aPast({
      facts: [factsOn(1, fitting), factsOn(5, { 'company.employees': 5 })],
      signals: [signalOn(2, 'demo_requested')],
    });
    expect(courseOf(lead)).toEqual(becameAt(day(2)));
  });

  test('a lead that was an MQL before the period, fell, and is one again became one when it was again', () => {
    const lead = aPast({
      facts: [
        factsOn(-9, fitting),
        factsOn(4, { 'company.employees': 5 }),
        factsOn(7, { 'company.employees': 90 }),
      ],
      signals: [signalOn(-8, 'demo_requested')],
    });
    expect(courseOf(lead)).toEqual(becameAt(day(7)));
    expect(courseOf(lead, charter, { from: day(0), to: day(7) })).toEqual(stood);
  });

  test('nothing that came in at the end of the period or later counts', () => {
    const lead = aPast({ signals: [signalOn(29, 'demo_requested', { received: 30 })] });
    expect(courseOf(lead)).toEqual(neither);
    expect(courseOf(lead, charter, { from: day(0), to: day(30.1) })).toEqual(becameAt(day(30)));
  });
});

describe('what time alone does', () => {
  test('a window that has closed when the points arrive no longer counts', () => {
    const asked = signalOn(1, 'demo_requested');
    const late = aPast({
      facts: [factsOn(1, { ...fitting, 'company.employees': 5 }), factsOn(32, fitting)],
      signals: [asked],
    });
    const sixty = { from: day(0), to: day(60) };
    expect(courseOf(late, charter, sixty)).toEqual(neither);
    const inTime = aPast({
      ...late,
      facts: [factsOn(1, { ...fitting, 'company.employees': 5 }), factsOn(30, fitting)],
    });
    expect(courseOf(inTime, charter, sixty)).toEqual(becameAt(day(30)));
  });

  test('points that halved before the last of them came do not reach the threshold', () => {
    // 35 for the fit, 20 for the webinar, which are 10 after thirty days, and 5 for the content.
    const webinar = signalOn(0, 'demo_webinar_attended', { received: 1 });
    const at = (days: number): PastLead =>
      aPast({ signals: [webinar, signalOn(days, 'content_downloaded')] });
    const sixty = { from: day(0), to: day(60) };
    expect(courseOf(at(2), withThreshold(55), sixty)).toEqual(becameAt(day(2)));
    expect(courseOf(at(15), withThreshold(55), sixty)).toEqual(neither);
    expect(courseOf(at(30), charter, { from: day(29), to: day(60) })).toEqual(becameAt(day(30)));
  });

  test('a score of exactly the threshold is enough, and a hair less is not', () => {
    const exactly = aPast({
      facts: [factsOn(-40, { ...fitting, 'company.industry': 'Fishing' })],
      signals: [signalOn(-30, 'demo_webinar_attended'), signalOn(0, 'content_downloaded')],
    });
    // 15 + 10 for the fit, 20 halved once, and 5 at the instant they happened.
    expect(courseOf(exactly, withThreshold(40))).toEqual(becameAt(day(0)));
    expect(courseOf(exactly, withThreshold(40 + 1e-9))).toEqual(neither);
  });

  test('a lead that faded is found out in the morning, and becomes an MQL again with the next signal', () => {
    const lead = aPast({
      signals: [signalOn(1, 'pricing_guide_downloaded'), signalOn(20, 'pricing_guide_downloaded')],
    });
    expect(courseOf(lead, charter, { from: day(1.5), to: day(30) })).toEqual(becameAt(day(20)));
  });

  test('a rule that waits opens on the first morning after its days, not in between', () => {
    const patient = withRule(
      'pricing_guide',
      {
        all: [{ signal: 'pricing_guide_downloaded' }, { not: { signal: 'lost', withinDays: 5 } }],
      },
      { mql: { threshold: 40, atLeastOneOf: [['pricing_guide']] } },
    );
    const lead = aPast({ signals: [signalOn(1, 'pricing_guide_downloaded'), signalOn(3, 'lost')] });
    expect(courseOf(lead, patient)).toEqual(becameAt(day(1)));
    const lostFirst = aPast({ signals: [signalOn(1, 'lost'), signalOn(1, 'pricing_guide_downloaded')] });
    expect(courseOf(lostFirst, patient)).toEqual(becameAt(morningOf(6)));
  });

  test('a lead that was judged in the evening is not swept the next morning, as the bot does not either', () => {
    const patient = withRule(
      'company_size',
      { not: { signal: 'lost', withinDays: 2 } },
      { mql: { threshold: 35, atLeastOneOf: [] } },
    );
    const lead = aPast({
      signals: [signalOn(1, 'lost'), signalOn(3.2, 'content_downloaded'), signalOn(2.9, 'email_opened')],
    });
    // The window closed on day 3; the signal of day 3.2 finds it first.
    expect(courseOf(lead, patient)).toEqual(becameAt(day(3.2)));
    const evening = aPast({ signals: [signalOn(1, 'lost'), signalOn(2.9, 'email_opened')] });
    expect(courseOf(evening, patient)).toEqual(becameAt(morningOf(4)));
  });

  test('a date in the facts opens on its day', () => {
    const contract = withRule(
      'company_size',
      { fact: 'facts.contractEnds', withinDays: 30 },
      { mql: { threshold: 35, atLeastOneOf: [] } },
    );
    const lead = aPast({ facts: [factsOn(1, { ...fitting, 'facts.contractEnds': '2026-08-12' })] });
    const course = courseOf(lead, contract);
    // 12 August is day 9 in Sydney; a date may be a day ahead of ours.
    expect(course).toEqual(becameAt(morningOf(9)));
  });

  test('mornings follow the wall clock through the change to summer time', () => {
    // Sunday 4 October 2026, 02:00 becomes 03:00.
    const week = { from: new Date('2026-10-02T14:00:00Z'), to: new Date('2026-10-05T13:00:00Z') };
    expect(morningsOf(week, 'Australia/Sydney').map((at) => new Date(at).toISOString())).toEqual([
      '2026-10-01T22:45:00.000Z',
      '2026-10-02T22:45:00.000Z',
      '2026-10-03T21:45:00.000Z',
      '2026-10-04T21:45:00.000Z',
    ]);
  });

  test('the mornings are those of the sweep', () => {
    const [hour, minute] = SWEPT_AT.split(':').map(Number);
    expect(jobTimes['judge-again']).toBe(`${minute} ${hour} * * *`);
  });
});

describe('compared with judging everything anew every time', () => {
  const types = ['pricing_page_viewed', 'demo_requested', 'lost'];
  const leaf: fc.Arbitrary<Rule> = fc.oneof(
    fc.record({
      signal: fc.constantFrom(...types),
      withinDays: fc.constantFrom(0.5, 3, 7.25),
      atLeast: fc.constantFrom(1, 2),
    }),
    fc.record({ signal: fc.constantFrom(...types), valueAtMost: fc.constant(5), withinDays: fc.constant(4) }),
    fc.record({ signal: fc.constantFrom(...types) }),
    fc.constant({ fact: 'company.employees', between: [20, 1000] } satisfies Rule),
    fc.record({ fact: fc.constant('facts.since'), withinDays: fc.constantFrom(2, 6) }),
    fc.record({ fact: fc.constant('facts.since'), olderThanDays: fc.constantFrom(2, 6) }),
  );
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('rule').map((not) => ({ not })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    ),
  }));
  const criterion = (id: string): fc.Arbitrary<Criterion> =>
    fc.record({
      id: fc.constant(id),
      name: fc.constant(id),
      dimension: fc.constant('fit' as const),
      gate: fc.constantFrom('MQL' as const, 'SQL' as const),
      mandatory: fc.boolean(),
      statement: fc.constant(id),
      rule: fc.option(rule, { freq: 8 }),
    });
  const aRandomCharter: fc.Arbitrary<Charter> = fc
    .record({
      one: criterion('one'),
      two: criterion('two'),
      threshold: fc.constantFrom(0, 8, 10, 20),
      groups: fc.constantFrom<string[][]>([], [['one', 'two']]),
      halfLifeDays: fc.constantFrom(1, 5),
    })
    .map(
      ({ one, two, threshold, groups, halfLifeDays }): Charter => ({
        ...charter,
        criteria: [one, two],
        mql: { threshold, atLeastOneOf: groups },
        scoring: [
          { id: 'a', label: 'a', owner: 'sales', points: 10, cap: 10, when: { criterion: 'one' } },
          {
            id: 'b',
            label: 'b',
            owner: 'marketing',
            points: 5,
            cap: 12,
            halfLifeDays,
            when: { signal: 'pricing_page_viewed' },
          },
          {
            id: 'c',
            label: 'c',
            owner: 'marketing',
            points: 8,
            cap: 8,
            halfLifeDays,
            when: { signal: 'demo_requested', valueAtMost: 5 },
          },
        ],
      }),
    );
  const quarter = fc.integer({ min: -40, max: 80 }).map((quarters) => quarters / 4);
  const aRandomLead: fc.Arbitrary<PastLead> = fc
    .record({
      facts: fc.array(
        fc.record({
          at: quarter,
          late: fc.constantFrom(0, 0, 0.25, 4),
          employees: fc.constantFrom(5, 120),
          since: fc.constantFrom('2026-07-30', '2026-08-05T03:00:00Z', 'soon'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      signals: fc.array(
        fc.record({
          type: fc.constantFrom(...types),
          at: quarter,
          late: fc.constantFrom(0, 0, 0.5, 3, -0.5),
          value: fc.constantFrom(null, 3, 9),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ facts, signals }) =>
      aPast({
        facts: facts.map(({ at, late, employees, since }) =>
          factsOn(at, { 'company.employees': employees, 'facts.since': since }, at + late),
        ),
        signals: signals.map(({ type, at, late, value }) =>
          signalOn(at, type, { received: at + late, value }),
        ),
      }),
    );

  /** The bot as it is: judges at every arrival and every due morning, from everything it knows by then. */
  function asTheBot(lead: PastLead, under: Charter, { from, to }: Period): Course {
    const arrivals = [
      lead.arrivedAt,
      ...lead.facts.map(({ receivedAt }) => receivedAt),
      ...lead.signals.map(({ receivedAt }) => receivedAt),
    ];
    const arrived = new Set(arrivals.map((at) => at.getTime()));
    const long = morningsOf({ from: day(-15), to }, under.working.zone);
    let last: number | null = null;
    let was = false;
    let course: Course = neither;
    for (const at of [...new Set([...arrived, ...long])].sort((a, b) => a - b)) {
      if (at >= to.getTime() || at < lead.arrivedAt.getTime()) continue;
      if (!arrived.has(at) && (last === null || at - last <= SWEPT_AFTER_MS)) continue;
      last = at;
      const facts = lead.facts
        .filter(({ receivedAt }) => receivedAt.getTime() <= at)
        .flatMap(({ values, occurredAt }) =>
          Object.entries(values).map(([field, value]) => ({ field, value, occurredAt })),
        );
      const signals = lead.signals.filter(({ receivedAt }) => receivedAt.getTime() <= at);
      const is = assess(under, { facts: fold({}, facts), signals, now: new Date(at) }).mql;
      if (at < from.getTime()) course = is ? stood : neither;
      else if (is && !was) return { kind: 'became', at };
      was = is;
    }
    return course;
  }

  test('finds the same crossing at the same instant', () => {
    fc.assert(
      fc.property(aRandomLead, aRandomCharter, aRandomCharter, quarter, (lead, inForce, draft, start) => {
        const period = { from: day(start), to: day(start + 12) };
        expect(coursesOf(lead, inForce, draft, period)).toEqual({
          inForce: asTheBot(lead, inForce, period),
          draft: asTheBot(lead, draft, period),
        });
      }),
      runs(300),
    );
  });

  test('crossings by time alone are among what is compared', () => {
    const found = fc.sample(fc.tuple(aRandomLead, aRandomCharter), { numRuns: 600, seed: 1 });
    const mornings = new Set(morningsOf(PERIOD, charter.working.zone));
    const courses = found.map(([lead, under]) => courseOf(lead, under));
    expect(
      courses.filter((course) => course.kind === 'became' && mornings.has(course.at)).length,
    ).toBeGreaterThan(10);
    expect(courses.filter(({ kind }) => kind === 'stood').length).toBeGreaterThan(30);
  });
});
