// The dashboard tells what was counted, with how sure that is, and says so where there is nothing to tell.
import { describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { type Cell, cellOf } from '../../src/funnel/cells.js';
import type { Count } from '../../src/funnel/count.js';
import { managerSections, ownSection, reasonsBySource } from '../../src/funnel/dashboard.js';
import type { Measure } from '../../src/funnel/measures.js';

/** So many counts of a measure, of one source. */
const counted = (measure: Measure, n: number, changes: Partial<Count> = {}): Cell =>
  cellOf({
    day: '2026-11-02',
    charter: 3,
    source: 'website',
    campaign: null,
    segment: null,
    rep: null,
    measure,
    n,
    ...changes,
  });

const said = (cells: Cell[], days = 90): string =>
  managerSections(cells, starterCharter, days)
    .flatMap(({ title, lines }) => [title, ...lines])
    .join('\n');

const quarter: Cell[] = [
  counted('offered', 40),
  counted('reached:answered', 30),
  counted('reached:accepted', 20),
  counted('accepted:in_time', 15, { minutes: 30 }),
  counted('accepted:late', 5, { minutes: 400 }),
  counted('rejected:in_time', 10, { minutes: 60 }),
  counted('unanswered:overdue', 3),
  counted('fate:hollow', 1),
  counted('reached:sql', 8),
  counted('sql', 8),
  counted('won:valued', 2, { cents: 2_400_000 }),
  counted('lost', 2),
  counted('cycle', 2, { minutes: 20 * 24 * 60 }),
  counted('cited:industry:met', 4),
  counted('cited:company_size:unmet', 6),
  counted('reason:contradicted', 4),
  counted('reply:acknowledged', 7),
];

describe('the dashboard of a manager', () => {
  test('tells acceptance and answers in time with n and interval, and what is late or untouched', () => {
    const text = said(quarter);
    expect(text).toContain('40 leads offered. Accepted, of those answered: 67 % (n = 30, 95 % interval');
    expect(text).toContain('Answered in time, within 4 hours of work: 83 % (n = 30');
    expect(text).toContain('3 offers unanswered and overdue now; 1 accepted lead never touched in time.');
  });

  test('tells reasons, the most frequent first, and which of them the data contradicts', () => {
    const section = reasonsBySource(quarter, starterCharter);
    expect(section.lines).toEqual([
      '10 leads rejected or handed back, most often for Company size (6), Industry (4).',
      'In 4 cases sales said that the data is wrong.',
    ]);
    expect(section.table?.rows).toEqual([['website', 10, 6, 4]]);
  });

  test('folds sources with fewer than five offers together', () => {
    const few = [
      ...quarter,
      counted('offered', 4, { source: 'fair' }),
      counted('offered', 3, { source: 'ad' }),
    ];
    const table = managerSections(few, starterCharter, 90)[1]?.table;
    expect(table?.rows.map(([source, offered]) => [source, offered])).toEqual([
      ['website', 40],
      ['Others', 7],
    ]);
  });

  test('tells the four parts of velocity, or what is missing for it', () => {
    expect(said(quarter)).toContain('8 SQLs in 90 days · won, of those decided: 50 % (n = 4');
    expect(said(quarter)).toContain('Together AUD 4,800 a day.');
    expect(said([counted('offered', 3)])).toContain('Not enough data for a velocity');
  });

  test('says so when nothing was offered', () => {
    expect(said([])).toContain('Nothing was offered in this time.');
  });
});

test('a rep’s own figures are theirs, and nothing is told of nothing', () => {
  expect(ownSection([])).toBeNull();
  const own = ownSection(quarter)?.lines.join('\n');
  expect(own).toContain('You answered 30 leads: 20 accepted, 10 rejected; 83 % in time');
  expect(own).toContain('Only you and managers see these.');
});
