// A reason that rose or fell beyond noise: how often it is cited now, against the weeks before these days.
import { type Cell, countOf, groupsOf, partsOf } from '../cells.js';
import { daysAfter, mondayOf } from '../days.js';
import { BASELINE_WEEKS } from '../methods/change.js';
import { chiSquareAbove } from '../methods/chi-square.js';
import { byChance } from '../methods/hypergeometric.js';
import { laney } from '../methods/laney.js';
import { above } from '../methods/normal.js';
import { holm } from '../methods/residuals.js';
import { type Tally, wilson } from '../methods/wilson.js';
import { inPeriod, type Scope } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

const MEASURES = ['cited', 'rejected', 'handed_back'] as const;

/** A year of weeks before is as much of its own past as a workspace is held against. */
const BASELINE_MOST_DAYS = 364;

/** The first whole week of the baseline: since the charter came into force, or since a year ago. */
function baselineFrom({ from, agreement }: Scope): string {
  const year = daysAfter(from, -BASELINE_MOST_DAYS);
  const since = mondayOf(daysAfter(agreement.since, 6));
  return since > year ? since : mondayOf(year);
}

const refusedIn = (cells: readonly Cell[]): number =>
  countOf(cells, 'rejected') + countOf(cells, 'handed_back');

const citedIn = (cells: readonly Cell[], criterion: string): Tally =>
  tally(countOf(cells, `cited:${criterion}`), refusedIn(cells));

/** Weeks that scatter so by chance less often than this scatter for a reason. */
const UNLIKELY = 0.05;

/** How much weeks scatter beyond binomial chance (1), where they do so beyond doubt. */
function scatterOf(weeks: readonly Tally[]): number {
  const { points, sigmaZ } = laney(weeks.filter(({ of }) => of > 0));
  const squares = points.reduce((sum, { z }) => sum + z * z, 0);
  return points.length > 1 && chiSquareAbove(squares, points.length - 1) < UNLIKELY ? Math.max(1, sigmaZ) : 1;
}

/** How likely the difference of the two rates is between weeks that scatter so. */
function byNoise(before: Tally, now: Tally, scatter: number): number {
  if (scatter === 1) {
    const total = before.of + now.of;
    return byChance({ total, marked: now.of, drawn: before.hits + now.hits, found: now.hits });
  }
  const pooled = (before.hits + now.hits) / (before.of + now.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / now.of)) * scatter;
  return error === 0 ? 1 : 2 * above(Math.abs(now.hits / now.of - before.hits / before.of) / error);
}

export const shiftedReason: FindingKind<'now' | 'weeks'> = {
  name: 'shifted_reason',
  looksFor: 'a reason that rose or fell beyond noise',
  asks: (scope) => ({
    now: inPeriod(scope, { measures: MEASURES }),
    weeks: { from: baselineFrom(scope), to: mondayOf(scope.from), grain: 'week', by: [], measures: MEASURES },
  }),
  read({ now, weeks }, { charter, from, to }) {
    const baseline = [...groupsOf(weeks, 'day').values()].filter((week) => refusedIn(week) > 0);
    if (baseline.length < BASELINE_WEEKS)
      return lacking(
        `${baseline.length} weeks with rejections before these days under this charter, and ${BASELINE_WEEKS} are needed`,
      );
    if (refusedIn(now) < ENOUGH_CASES) return lacking(`${refusedIn(now)} rejections of ${ENOUGH_CASES}`);
    const cited = new Set(
      [...partsOf([...now, ...weeks], 'cited').keys()].map((part) => part.slice(0, part.lastIndexOf(':'))),
    );
    const seen = [...cited].map((id) => {
      const [then, these] = [citedIn(weeks, id), citedIn(now, id)];
      const scatter = scatterOf(baseline.map((week) => citedIn(week, id)));
      return { id, then, these, p: byNoise(then, these, scatter) };
    });
    const ps = holm(seen.map(({ p }) => p));
    const candidates = seen.map(({ id, then, these }, place): Candidate => {
      const name = charter.criteria.find((criterion) => criterion.id === id)?.name ?? id;
      const rose = these.hits / these.of > then.hits / then.of;
      const excess = Math.round(Math.abs(these.hits - (these.of * then.hits) / then.of));
      return {
        kind: 'shifted_reason',
        about: id,
        title: `“${name}” is cited ${rose ? 'more' : 'less'} often than before`,
        seen: `Sales cited it in ${rateWords(wilson(these))} of the rejections, and in ${rateWords(wilson(then))} in the ${baseline.length} weeks before. Weeks alone do not differ by so much.`,
        figures: [rateFigure('now', these), rateFigure('before', then)],
        p: ps[place] ?? 1,
        cost: heldUp(rose ? excess : 0),
        steps: [
          {
            do: 'see leads',
            sought: { trait: { is: 'cited', criterion: id, contradicted: false }, from, to, under: null },
          },
          { do: 'tell marketing' },
        ],
      };
    });
    return { candidates, lacking: null };
  },
};
