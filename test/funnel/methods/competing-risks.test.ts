// Answers that compete, and those that have not come: the estimate gives what the papers print.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Course,
  type Incidence,
  incidenceOf,
  incidenceOfGroups,
  stepAt,
  timeTo,
} from '../../../src/funnel/methods/competing-risks.js';
import { histogramOf } from '../../../src/funnel/methods/histogram.js';

type Answer = 'accept' | 'reject' | 'lapse';
const ANSWERS: readonly Answer[] = ['accept', 'reject', 'lapse'];

const ending = <Cause extends string>(cause: Cause | null, times: readonly number[]): Course<Cause>[] =>
  times.map((minutes) => ({ minutes, cause }));

const overall = <Cause extends string>(incidence: Incidence<Cause>, minutes: number): number[] => {
  const step = stepAt(incidence, minutes);
  return step === null ? [] : Object.values<number>(step.incidence);
};

// Freireich et al., Blood 21 (1963), the 6-MP arm in weeks, as Kaplan–Meier is taught with it; errors by Greenwood.
const freireich = [
  ...ending('relapse', [6, 6, 6, 7, 10, 13, 16, 22, 23]),
  ...ending<'relapse'>(null, [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
];

describe('one cause alone', () => {
  test.each([
    [6, 21, 0.857, 0.0764],
    [7, 17, 0.807, 0.0869],
    [10, 15, 0.753, 0.0963],
    [13, 12, 0.69, 0.1068],
    [16, 11, 0.627, 0.1141],
    [22, 7, 0.538, 0.1282],
    [23, 6, 0.448, 0.1346],
  ])("survives week %i as in Freireich's 6-MP arm", (week, atRisk, surviving, error) => {
    const step = stepAt(incidenceOf(freireich, ['relapse']), week);
    expect([step?.at, step?.atRisk]).toEqual([week, atRisk]);
    expect(step?.surviving).toBeCloseTo(surviving, 3);
    expect(step?.error).toBeCloseTo(error, 4);
  });

  test('has its median in week 23, and no time by which three quarters had ended', () => {
    const incidence = incidenceOf(freireich, ['relapse']);
    expect(timeTo(incidence, 0.5)).toBe(23);
    expect(timeTo(incidence, 0.75)).toBe('not reached');
  });

  test('is told for the weeks in between as of the last one, and not at all before the first', () => {
    const incidence = incidenceOf(freireich, ['relapse']);
    expect(stepAt(incidence, 12.5)).toEqual(stepAt(incidence, 10));
    expect(stepAt(incidence, 5.9)).toBeNull();
  });
});

describe('causes that compete', () => {
  // J. M. Satagopan et al., British Journal of Cancer 91 (2004), table 2: 305 patients, months, the first nine.
  const satagopan = incidenceOf(
    [
      ...ending('cancer', [10, 16, 23, 27]),
      ...ending('other', [18, 26]),
      ...ending<'cancer' | 'other'>(null, [7, 14, 24, ...Array<number>(296).fill(100)]),
    ],
    ['cancer', 'other'],
  );
  test.each([
    [10, 304, 99.7, 0.3],
    [16, 302, 99.3, 0.3],
    [18, 301, 99.0, 0],
    [23, 300, 98.7, 0.3],
    [26, 298, 98.3, 0],
    [27, 297, 98.0, 0.3],
  ])('end in month %i in the shares that Satagopan prints', (month, atRisk, surviving, ended) => {
    const [before, step] = [stepAt(satagopan, month - 1), stepAt(satagopan, month)];
    const cancer = (step?.incidence.cancer ?? Number.NaN) - (before?.incidence.cancer ?? 0);
    expect(step?.atRisk).toBe(atRisk);
    expect(Math.round(1000 * cancer) / 10).toBe(ended);
    // The paper multiplies what it has rounded before.
    expect(Math.abs(100 * (step?.surviving ?? Number.NaN) - surviving)).toBeLessThan(0.1);
  });

  test('add up by hand: of four, one accepted, one rejected, one watched half way, one lapsed', () => {
    const incidence = incidenceOf<Answer>(
      [
        ...ending('accept', [1]),
        ...ending('reject', [2]),
        ...ending<Answer>(null, [2]),
        ...ending('lapse', [5]),
      ],
      ANSWERS,
    );
    expect(incidence.steps.map(({ at, atRisk, surviving }) => [at, atRisk, surviving])).toEqual([
      [1, 4, 0.75],
      [2, 3, 0.5],
      [5, 1, 0],
    ]);
    expect(stepAt(incidence, 5)?.incidence).toEqual({ accept: 0.25, reject: 0.25, lapse: 0.5 });
  });

  test('overstate acceptance when rejections are taken for open cases', () => {
    const answers = [
      ...ending<Answer>('reject', [1, 2, 3, 4, 5]),
      ...ending<Answer>('accept', [6, 7, 8, 9, 10]),
    ];
    const asOpen = answers.map(({ minutes, cause }) => ({
      minutes,
      cause: cause === 'reject' ? null : cause,
    }));
    expect(stepAt(incidenceOf(answers, ANSWERS), 10)?.incidence.accept).toBeCloseTo(0.5);
    expect(stepAt(incidenceOf(asOpen, ANSWERS), 10)?.incidence.accept).toBeCloseTo(1);
  });

  const course = fc.record({
    minutes: fc.integer({ min: 0, max: 40 }),
    cause: fc.constantFrom<(Answer | null)[]>('accept', 'reject', 'lapse', null),
  });

  test('all together are what no longer survives, at every time, and never fall', () => {
    fc.assert(
      fc.property(fc.array(course, { maxLength: 80 }), (courses) => {
        const { n, steps } = incidenceOf(courses, ANSWERS);
        expect(n).toBe(courses.length);
        let before = 0;
        for (const { surviving, incidence } of steps) {
          const ended = incidence.accept + incidence.reject + incidence.lapse;
          expect(ended).toBeCloseTo(1 - surviving, 9);
          expect(ended).toBeGreaterThan(before);
          before = ended;
        }
      }),
    );
  });

  test('are plain shares when nothing is open', () => {
    fc.assert(
      fc.property(fc.array(course, { minLength: 1, maxLength: 80 }), (courses) => {
        const ended = courses.filter(({ cause }) => cause !== null);
        const incidence = incidenceOf(ended, ANSWERS);
        for (const minutes of [0, 10, 40]) {
          const share = (answer: Answer) =>
            ended.filter((each) => each.cause === answer && each.minutes <= minutes).length / ended.length;
          const step = stepAt(incidence, minutes);
          for (const answer of ANSWERS)
            expect(step?.incidence[answer] ?? 0).toBeCloseTo(ended.length === 0 ? 0 : share(answer), 9);
        }
      }),
    );
  });

  test('from counts are those from single times, as long as no bucket holds two times', () => {
    fc.assert(
      fc.property(fc.array(course, { maxLength: 80 }), (courses) => {
        // From 20 minutes on two neighbouring minutes share a bucket; powers of two never do.
        const apart = courses.map(({ minutes, cause }) => ({
          minutes: minutes < 2 ? 0 : 2 ** minutes,
          cause,
        }));
        const times = (cause: Answer | null) =>
          histogramOf(apart.filter((each) => each.cause === cause).map(({ minutes }) => minutes));
        const [exact, grouped] = [
          incidenceOf(apart, ANSWERS),
          incidenceOfGroups(
            {
              ended: { accept: times('accept'), reject: times('reject'), lapse: times('lapse') },
              open: times(null),
            },
            ANSWERS,
          ),
        ];
        expect(grouped.n).toBe(exact.n);
        expect(grouped.steps.map(({ at: _, ...step }) => step)).toEqual(
          exact.steps.map(({ at: _, ...step }) => step),
        );
        for (const [place, { at }] of exact.steps.entries())
          expect(Math.abs((grouped.steps[place]?.at ?? Number.NaN) - at)).toBeLessThanOrEqual(0.05 * at);
      }),
    );
  });
});

describe('few cases', () => {
  test('of none nothing is known', () => {
    const none = incidenceOf<Answer>([], ANSWERS);
    expect([none, timeTo(none, 0.5), overall(none, 1)]).toEqual([{ n: 0, steps: [] }, 'not reached', []]);
    expect(incidenceOfGroups({ ended: { accept: {}, reject: {}, lapse: {} }, open: {} }, ANSWERS)).toEqual(
      none,
    );
  });

  test('of one that ended, all have', () => {
    const one = incidenceOf<Answer>(ending('reject', [30]), ANSWERS);
    expect([timeTo(one, 0.5), timeTo(one, 1), overall(one, 30)]).toEqual([30, 30, [0, 1, 0]]);
  });

  test('all open: the median is not reached, however long they are watched', () => {
    expect(timeTo(incidenceOf<Answer>(ending<Answer>(null, [1, 2, 9_999]), ANSWERS), 0.5)).toBe(
      'not reached',
    );
  });

  test('all at one time, at no time at all: everything has ended there', () => {
    const step = stepAt(incidenceOf<Answer>(ending('accept', [0, 0, 0]), ANSWERS), 0);
    expect([step?.surviving, step?.error, step?.incidence.accept]).toEqual([0, 0, 1]);
  });

  test.each([6, 10, 24, 30, 54])(
    'exactly half of %i gone is the median, whatever the fractions leave',
    (n) => {
      const times = Array.from({ length: n }, (_, place) => place + 1);
      expect(timeTo(incidenceOf<Answer>(ending('accept', times), ANSWERS), 0.5)).toBe(n / 2);
    },
  );
});
