// A stage that stalls: accepted leads that wait longer than agreed for their first touch, or for a decision on SQL.
import type { Charter } from '../../charter/charter.js';
import { type Cell, figureOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { holm } from '../methods/residuals.js';
import { type Tally, wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { minutesWords, rateWords } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { longerThan } from './longer.js';
import type { Trait } from './sought.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

/** Up to so many may take longer than agreed before the stage is said to stall. */
const TOLERATED = 0.05;

interface Stage {
  measure: 'touching' | 'working';
  title: string;
  words: string;
  trait: Trait;
  agreed(charter: Charter): number;
}

const minutesIn = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The minutes of an average working day, breaks taken off. */
function dayMinutesOf({ days }: Charter['working']): number {
  const worked = Object.values(days).flatMap((day) => (day === undefined ? [] : [day]));
  const lengths = worked.map(({ from, to, breaks = [] }) =>
    [{ from: to, to: from }, ...breaks].reduce(
      (sum, pause) => sum - (minutesIn(pause.to) - minutesIn(pause.from)),
      0,
    ),
  );
  return worked.length === 0 ? 0 : lengths.reduce((sum, length) => sum + length, 0) / worked.length;
}

const stages: readonly Stage[] = [
  {
    measure: 'touching',
    title: 'The first touch comes later than agreed',
    words: 'that were touched at all were not within the agreed',
    trait: { is: 'untouched' },
    agreed: ({ clocks }) => clocks.firstTouchWorkingMinutes,
  },
  {
    measure: 'working',
    title: 'Accepted leads wait for a decision',
    words: 'became neither an SQL nor were handed back within the agreed',
    trait: { is: 'in work' },
    agreed: ({ clocks, working }) => clocks.decideSqlWorkingDays * dayMinutesOf(working),
  },
];

/**
 * Those that took, or have waited, longer than agreed, of all of which it is known whether they did. What was never
 * touched is a hollow accept, and told as one.
 */
function overOf(cells: readonly Cell[], { measure }: Stage, agreed: number): Tally {
  if (measure === 'touching') {
    const touched = figureOf(cells, 'touching:touched');
    return { hits: longerThan(agreed, touched), of: touched.n };
  }
  const open = figureOf(cells, `${measure}:open`);
  const all = figureOf(cells, measure);
  return { hits: longerThan(agreed, all), of: all.n - (open.n - longerThan(agreed, open)) };
}

export const stalledStage: FindingKind<'all'> = {
  name: 'stalled_stage',
  looksFor: 'a stage in which accepted leads stall',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['touching', 'working'] }) }),
  read({ all }, { charter, from, to }) {
    const seen = stages
      .map((stage) => ({ ...stage, of: overOf(all, stage, stage.agreed(charter)) }))
      .filter(({ of }) => of.of >= ENOUGH_CASES);
    if (seen.length === 0) return lacking(`fewer than ${ENOUGH_CASES} accepted leads`);
    const ps = holm(seen.map(({ of }) => orMoreThan(of, TOLERATED)));
    const candidates = seen.map(
      ({ measure, title, words, trait, agreed, of }, place): Candidate => ({
        kind: 'stalled_stage',
        about: measure,
        title,
        seen: `${rateWords(wilson(of))} of the accepted leads ${words} ${minutesWords(agreed(charter))} of working time.`,
        figures: [rateFigure('longer than agreed', of)],
        p: ps[place] ?? 1,
        cost: heldUp(of.hits),
        steps: [
          { do: 'see leads', sought: { trait, from, to, under: null } },
          { do: 'open clause', part: 'clocks', id: null },
        ],
      }),
    );
    return { candidates, lacking: null };
  },
};
