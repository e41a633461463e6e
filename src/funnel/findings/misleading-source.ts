// A source or a campaign whose leads are rejected for one reason more often than the leads of all others.
import { type Cell, countOf, groupsOf, partsOf } from '../cells.js';
import { type Count, type Cell as Pair, residuals } from '../methods/residuals.js';
import { inPeriod, type Scope } from '../scope.js';
import { some, tally } from '../words.js';
import { costOf } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

const MEASURES = ['cited', 'outcome', 'offered', 'reached:sql'] as const;

/** The row of leads that were accepted; reasons are criteria, which have no such name. */
const ACCEPTED = '(accepted)';

/** So many rejections more than expected are worth a talk. */
const EXCESS_MATTERS = 4;

/** A campaign that brings so much of what is wrong with its source is what it is about. */
const EXPLAINS = 0.6;

type Dimension = 'source' | 'campaign';

/** How often a reason, or acceptance, came together with a source or campaign. */
function countsOf(groups: ReadonlyMap<string | null, Cell[]>): Count[] {
  return [...groups].flatMap(([column, cells]) => {
    if (column === null) return [];
    const cited = new Map<string, number>();
    for (const [part, { n }] of partsOf(cells, 'cited')) {
      const criterion = part.slice(0, part.lastIndexOf(':'));
      cited.set(criterion, (cited.get(criterion) ?? 0) + n);
    }
    const accepted = { row: ACCEPTED, column, count: countOf(cells, 'outcome:accepted') };
    return [accepted, ...[...cited].map(([row, count]) => ({ row, column, count }))];
  });
}

const excessOf = ({ count, expected }: Pair): number => count - expected;

function candidateOf(dimension: Dimension, pair: Pair, cells: readonly Cell[], scope: Scope): Candidate {
  const { row: criterion, column: value, count, expected, p } = pair;
  const own = cells.filter((cell) => cell[dimension] === value);
  const others = cells.filter((cell) => cell[dimension] !== value);
  const offered = countOf(own, 'offered');
  const name = scope.charter.criteria.find(({ id }) => id === criterion)?.name ?? criterion;
  const sought = {
    trait: { is: 'cited', criterion, contradicted: false },
    from: scope.from,
    to: scope.to,
    under: { dimension, value },
  } as const;
  return {
    kind: 'misleading_source',
    about: `${dimension}:${value}:${criterion}`,
    title: `Leads from the ${dimension} “${value}” are rejected for “${name}”`,
    seen: `Sales cited it for ${some(count, 'lead')} of this ${dimension}; were it like the others, about ${Math.round(expected)} were to be expected. What it promises, or whom it reaches, does not fit the definition.`,
    figures: [
      rateFigure(`cited “${name}” here`, tally(count, offered)),
      {
        kind: 'number',
        label: 'adjusted standardised residual',
        value: pair.residual,
        n: countOf(cells, 'outcome'),
      },
    ],
    p: excessOf(pair) >= EXCESS_MATTERS ? p : 1,
    cost: costOf(
      tally(countOf(own, 'reached:sql'), offered),
      tally(countOf(others, 'reached:sql'), countOf(others, 'offered')),
      scope.deals,
    ),
    steps: [
      { do: 'see leads', sought },
      { do: 'tell marketing' },
      { do: 'open clause', part: 'criterion', id: criterion },
    ],
  };
}

/** Pairs of a reason and a source that come together more than chance explains; the p of all others is of no interest. */
const telling = (cells: readonly Cell[], dimension: Dimension): Pair[] =>
  residuals(countsOf(groupsOf(cells, dimension))).filter(
    ({ row, residual }) => row !== ACCEPTED && residual > 0,
  );

export const misleadingSource: FindingKind<Dimension> = {
  name: 'misleading_source',
  looksFor: 'a source or campaign whose leads are rejected for one reason',
  asks: (scope) => ({
    source: inPeriod(scope, { by: ['source'], measures: MEASURES }),
    campaign: inPeriod(scope, { by: ['campaign'], measures: MEASURES }),
  }),
  read({ source, campaign }, scope) {
    const answered = countOf(source, 'outcome');
    if (answered < ENOUGH_CASES) return lacking(`${answered} answered leads of ${ENOUGH_CASES}`);
    const [ofSources, ofCampaigns] = [telling(source, 'source'), telling(campaign, 'campaign')];
    const sources = ofSources.filter(
      (pair) =>
        !ofCampaigns.some(
          (other) => other.row === pair.row && other.stands && excessOf(other) > EXPLAINS * excessOf(pair),
        ),
    );
    const candidates = [
      ...sources.map((pair) => candidateOf('source', pair, source, scope)),
      ...ofCampaigns.map((pair) => candidateOf('campaign', pair, campaign, scope)),
    ];
    // It looked twice, and residuals of 3 or less are not told, however many leads there are.
    return {
      candidates: candidates.map((candidate) => ({ ...candidate, p: Math.min(1, 2 * (candidate.p ?? 1)) })),
      lacking: null,
    };
  },
};
