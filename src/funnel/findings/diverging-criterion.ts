// A criterion on which the definitions diverge: the data says it is met, and sales cites it as failed.
import type { Charter } from '../../charter/charter.js';
import { countOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { holm } from '../methods/residuals.js';
import { wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { costOf } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

/** Data is wrong now and then: so often a met criterion may be cited. */
const TOLERATED = 0.02;

const judged = ({ criteria }: Charter) => criteria.filter(({ rule }) => rule !== null);

export const divergingCriterion: FindingKind<'all'> = {
  name: 'diverging_criterion',
  looksFor: 'a criterion that the data says is met and sales cites as failed',
  asks: (scope) => ({ all: inPeriod(scope, { measures: ['verdict', 'cited', 'offered', 'reached:sql'] }) }),
  read({ all }, scope) {
    const seen = judged(scope.charter).flatMap(({ id, name, statement }) => {
      const met = countOf(all, `verdict:${id}:met`);
      return met < ENOUGH_CASES
        ? []
        : [{ id, name, statement, of: tally(countOf(all, `cited:${id}:met`), met) }];
    });
    if (seen.length === 0) return lacking(`fewer than ${ENOUGH_CASES} answered leads that meet a criterion`);
    const [offered, sqls] = [countOf(all, 'offered'), countOf(all, 'reached:sql')];
    const ps = holm(seen.map(({ of }) => orMoreThan(of, TOLERATED)));
    const candidates = seen.map(({ id, name, statement, of }, place): Candidate => {
      const others = Math.max(0, offered - of.hits);
      const reverse = ['unmet', 'unknown'].map((verdict) => ({
        taken: countOf(all, `verdict:${id}:${verdict}:accepted`),
        of: countOf(all, `verdict:${id}:${verdict}`),
      }));
      const [taken, without] = [
        reverse.reduce((n, r) => n + r.taken, 0),
        reverse.reduce((n, r) => n + r.of, 0),
      ];
      const said =
        without < ENOUGH_CASES
          ? ''
          : ` The other way round, sales accepted ${rateWords(wilson(tally(taken, without)))} of the leads that do not meet it.`;
      return {
        kind: 'diverging_criterion',
        about: id,
        title: `Marketing and sales read “${name}” differently`,
        seen: `The data said “${statement}” was met, and sales cited it as failed for ${rateWords(wilson(of))} of the answered leads.${said}`,
        figures: [rateFigure('cited though met', of)],
        p: ps[place] ?? 1,
        cost: costOf({ hits: 0, of: of.hits }, tally(sqls, others), scope.deals),
        steps: [
          {
            do: 'see leads',
            sought: {
              trait: { is: 'cited', criterion: id, contradicted: true },
              from: scope.from,
              to: scope.to,
              under: null,
            },
          },
          { do: 'open clause', part: 'criterion', id },
        ],
      };
    });
    return { candidates, lacking: null };
  },
};
