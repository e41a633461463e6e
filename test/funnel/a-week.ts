// Weeks for tests: what was counted in them, as cells, and the figures that the digest makes of it.
import { answer, type Cell, cellOf } from '../../src/funnel/cells.js';
import type { Count } from '../../src/funnel/count.js';
import { daysAfter } from '../../src/funnel/days.js';
import type { Measure } from '../../src/funnel/measures.js';
import { instantOf, type Week, weekAfter, weeksBefore } from '../../src/funnel/week.js';
import { type Answers, figuresOf, questionsOf, type WeekAbout } from '../../src/funnel/week-count.js';
import { WeekFigures } from '../../src/funnel/week-figures.js';
import { sydney } from '../handshake/a-watched.js';

/** Monday 16 November 2026. */
export const WEEK: Week = '2026-11-16';

/** Something counted, on the Wednesday of the week unless it says otherwise. */
export const counted = (measure: Measure, n: number, more: Partial<Count> = {}): Cell =>
  cellOf({
    day: daysAfter(WEEK, 2),
    charter: 3,
    source: 'web',
    campaign: null,
    segment: null,
    rep: 'UDANA',
    measure,
    n,
    ...more,
  });

/** A handshake of the week that was offered and has a fate. */
export const fated = (fate: string, n: number, more: Partial<Count> = {}): Cell[] => {
  const outcome =
    fate === 'unanswered' ? [] : /^(rejected|handed_back)/.test(fate) ? ['rejected'] : ['accepted'];
  return [
    counted('offered', n, more),
    counted(`fate:${fate}` as Measure, n, more),
    ...outcome.map((each) => counted(`outcome:${each}` as Measure, n, more)),
  ];
};

/** Answers of a week: so many accepts and rejections in time, each after so many minutes. */
export function answered(
  week: Week,
  { accepts, rejects, minutes = 60 }: { accepts: number; rejects: number; minutes?: number },
): Cell[] {
  const more = { day: daysAfter(week, 1), minutes };
  return [
    ...(accepts > 0 ? [counted('accepted:in_time', accepts, more)] : []),
    ...(rejects > 0 ? [counted('rejected:in_time', rejects, more)] : []),
  ];
}

/** The weeks before `WEEK`, the latest first. */
export const weeksUpTo = (count: number): Week[] =>
  Array.from({ length: count }, (_, back) => weeksBefore(WEEK, back + 1));

const beginOf = (week: Week): Date => instantOf(week, '00:00', sydney);

/** The figures that cells give. `about` changes what is known besides them. */
export function weekFigures(cells: readonly Cell[], about: Partial<WeekAbout> = {}): WeekFigures {
  const week = about.week ?? WEEK;
  const questions = questionsOf(week, weeksBefore(week, 52));
  const answers = Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, answer(cells, question)]),
  ) as unknown as Answers;
  const figures = figuresOf(answers, {
    week,
    zone: 'Australia/Sydney',
    asOf: instantOf(weekAfter(week), '09:00', sydney).toISOString(),
    running: false,
    charter: {
      version: 3,
      signed: true,
      review: 'not yet',
      reviewOn: '2027-02-01',
      began: [],
      answerMinutes: 240,
      touchMinutes: 480,
    },
    holidays: [],
    missed: [],
    names: {
      criteria: new Map([
        ['company_size', 'Company size'],
        ['budget', 'Budget'],
      ]),
      segments: new Map([['small', 'Small business']]),
    },
    restarts: [beginOf(weeksBefore(week, 52))],
    beginOf,
    ...about,
  });
  return WeekFigures.parse(JSON.parse(JSON.stringify(figures)));
}
