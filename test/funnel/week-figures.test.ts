// Promises of a week's figures and of what is said of them: fates add up, changes are called by the rules, few are folded.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOf } from '../../src/funnel/cells.js';
import { countsOf } from '../../src/funnel/counts.js';
import { mondayOf } from '../../src/funnel/days.js';
import { passageOf } from '../../src/funnel/passage.js';
import { sectionsOf } from '../../src/funnel/sections/sections.js';
import { shares } from '../../src/funnel/sections/words.js';
import { countsOfWaiting, waitingOf } from '../../src/funnel/waiting.js';
import { instantOf, weeksBefore } from '../../src/funnel/week.js';
import { teamsTold } from '../../src/funnel/week-messages.js';
import { sydney } from '../handshake/a-watched.js';
import { aCharter, NOW } from '../make.js';
import { lives } from '../properties/passages.js';
import { runs } from '../properties/runs.js';
import { answered, counted, fated, WEEK, weekFigures, weeksUpTo } from './a-week.js';

type Figures = ReturnType<typeof weekFigures>;

const everybody = { folded: true };
const said = (figures: Figures, title: string, reader = everybody): string =>
  sectionsOf(figures, reader)
    .filter((each) => each.title.startsWith(title))
    .flatMap(({ lines }) => lines)
    .join('\n');

describe('fates', () => {
  test('of whatever was offered in a week add up to it, and their shares to 100 %', () => {
    const { charter } = aCharter();
    const terms = { charter, clocks: charter.clocks, calendar: sydney };
    fc.assert(
      fc.property(lives, fc.nat(60), (all, days) => {
        const now = new Date(NOW.getTime() + days * 86_400_000);
        const cells = all.flatMap((life) => {
          const passage = passageOf(life);
          const waiting = waitingOf(passage, terms);
          return [
            ...countsOf(passage, terms),
            ...(waiting === null ? [] : countsOfWaiting(waiting, sydney, now)),
          ].map(cellOf);
        });
        for (const week of new Set(cells.map(({ day = '' }) => mondayOf(day)))) {
          const figures = weekFigures(cells, { week });
          const counts = Object.values(figures.fates);
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(figures.intake.now.offered);
          if (counts.length > 0) expect(shares(counts).reduce((sum, n) => sum + n, 0)).toBe(100);
        }
      }),
      runs(50),
    );
  });

  test('are told with their share and interval, the unanswered by whether they are overdue', () => {
    const figures = weekFigures([
      ...fated('sql', 1),
      ...fated('in_work', 1),
      ...fated('unanswered', 1),
      counted('unanswered:overdue', 1),
    ]);
    const section = sectionsOf(figures, everybody).find(({ chart }) => chart !== undefined);
    expect(section?.table?.rows.map(([fate, n, share]) => [fate, n, share])).toEqual([
      ['SQL', 1, '34 %'],
      ['Accepted, in work', 1, '33 %'],
      ['Unanswered, overdue', 1, '33 %'],
    ]);
  });
});

describe('a week is held against the workspace’s own', () => {
  /** Twenty weeks of about two in three accepted. */
  const usual = weeksUpTo(20).flatMap((week, index) =>
    answered(week, { accepts: 20 + (index % 3), rejects: 10 - (index % 3), minutes: 60 + (index % 5) }),
  );

  test('as noise, when it differs by no more than weeks do', () => {
    const figures = weekFigures([...usual, ...answered(WEEK, { accepts: 19, rejects: 11 })]);
    expect(said(figures, 'Signal or noise')).toMatch(/Noise, .*Acceptance 63 % \(usual/);
  });

  test('as a signal, when chance does not explain it', () => {
    const figures = weekFigures([...usual, ...answered(WEEK, { accepts: 5, rejects: 25, minutes: 200 })]);
    expect(said(figures, 'Signal or noise')).toMatch(/Signal: Acceptance went down\. 17 % is outside/);
    expect(said(figures, 'Signal or noise')).toMatch(/Signal: Median time to answer went up/);
  });

  test('not at all with fewer than twelve weeks', () => {
    const few = weeksUpTo(11).flatMap((week) => answered(week, { accepts: 20, rejects: 10 }));
    const figures = weekFigures([...few, ...answered(WEEK, { accepts: 1, rejects: 29 })], {
      restarts: [instantOf(weeksBefore(WEEK, 11), '00:00', sydney)],
    });
    expect(said(figures, 'Signal or noise')).toMatch(/Not enough data: .*Acceptance.*11 weeks of the 12/);
  });

  test('only since a charter came into force, and not in the week in which one did', () => {
    const cells = [...usual, ...answered(WEEK, { accepts: 5, rejects: 25 })];
    const begun = (week: string, began: number[]): string =>
      said(
        weekFigures(cells, {
          restarts: [instantOf(week, '15:00', sydney)],
          charter: { ...weekFigures([]).charter, began },
        }),
        'Signal or noise',
      );
    expect(begun(weeksBefore(WEEK, 5), [])).toMatch(
      /Acceptance.* 4 weeks of the 12 that a baseline needs since charter version 3/,
    );
    expect(begun(WEEK, [3])).toMatch(/Charter version 3 came into force this week/);
    expect(begun(WEEK, [3])).toMatch(/0 weeks of the 12/);
  });
});

describe('what is told of few', () => {
  test('folds sources and teams of fewer than five, but not for managers', () => {
    const figures = weekFigures([
      ...fated('in_work', 9, { segment: 'small' }),
      ...fated('in_work', 2, { source: 'webinar', segment: 'large' }),
      ...fated('in_work', 2, { source: 'partner' }),
    ]);
    expect(said(figures, 'What came in')).toMatch(/web 9, others 4/);
    expect(said(figures, 'What came in', { folded: false })).toMatch(/web 9, webinar 2, partner 2/);
    const { told, others } = teamsTold(figures);
    expect(told.map(({ name, offered }) => [name, offered])).toEqual([['Small business', 9]]);
    expect(others?.offered).toBe(4);
  });

  test('gives no rate of fewer than five', () => {
    const figures = weekFigures(answered(WEEK, { accepts: 2, rejects: 1 }));
    expect(said(figures, 'What sales answered')).toMatch(/Acceptance: 2 of 3, too few for a rate/);
  });
});

test('what marketing did is about the reasons of the week before', () => {
  const before = { day: weeksBefore(WEEK, 1) };
  const figures = weekFigures([
    counted('offered', 1),
    counted('rejected:in_time', 6, before),
    counted('handed_back', 1, before),
    counted('reply:acknowledged', 3, { ...before, minutes: 90 }),
    counted('reply:disputed', 1, { ...before, minutes: 90 }),
    counted('ruling:upheld', 1, before),
  ]);
  expect(said(figures, 'What came of')).toMatch(
    /Of 7 reasons marketing acknowledged 3, fixed 0 and disputed 1; 3 wait/,
  );
  expect(said(figures, 'Disputes')).toMatch(/1 of 7 rejections of four weeks is disputed: 1 upheld/);
});

test('reasons are told by criterion and by source, and tied to a source only beyond chance', () => {
  const cited = (criterion: string, source: string, n: number) => [
    counted(`cited:${criterion}:unmet`, n, { source }),
    counted('rejected:in_time', n, { source }),
  ];
  const tied = weekFigures([
    ...cited('company_size', 'webinar', 30),
    ...cited('company_size', 'web', 5),
    ...cited('budget', 'web', 30),
    ...cited('budget', 'webinar', 5),
  ]);
  expect(said(tied, 'Reasons')).toMatch(
    /70 leads rejected or handed back\. Cited: Budget 35, Company size 35/,
  );
  expect(said(tied, 'Reasons')).toMatch(
    /Company size is cited of webinar more often than chance explains: 30 times, 18 expected/,
  );
  const loose = weekFigures([...cited('company_size', 'webinar', 3), ...cited('budget', 'web', 3)]);
  expect(said(loose, 'Reasons')).toMatch(/Not enough data to tie a reason to a source \(n 6/);
});

describe('the charter is told on every digest', () => {
  const { charter } = weekFigures([]);
  const told = (changes: Partial<typeof charter>, cells = fated('sql', 1)): string =>
    sectionsOf(weekFigures(cells, { charter: { ...charter, ...changes } }), everybody)
      .flatMap(({ lines }) => lines)
      .join('\n');

  test('when it is unsigned, and when its review is overdue', () => {
    expect(told({ version: 1, signed: false })).toMatch(/version 1 is provisional: it is unsigned/);
    expect(told({ review: 'overdue', reviewOn: '2026-11-01' })).toMatch(
      /review is overdue: it was due on 1 Nov 2026/,
    );
  });

  test('also in a quiet week, which takes two lines', () => {
    const quiet = told({ signed: false }, []).split('\n');
    expect(quiet).toHaveLength(2);
    expect(quiet[0]).toMatch(/^A quiet week/);
    expect(quiet[1]).toMatch(/unsigned/);
  });
});
