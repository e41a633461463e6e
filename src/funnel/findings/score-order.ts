// Score bands out of order: leads with more points are accepted less often than those with fewer.
import { byChance } from '../methods/hypergeometric.js';
import { holm } from '../methods/residuals.js';
import { type Tally, wilson } from '../methods/wilson.js';
import type { Sampled } from '../scope.js';
import { rateWords } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking } from './finding.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

/** Scores are told apart by tens of points. */
export const BAND_POINTS = 10;

/** One band of the score, and how many of its answered leads sales accepted. */
export interface Band {
  from: number;
  accepted: Tally;
}

/** The bands that leads were offered in, the lowest first. */
export function bandsOf(sample: readonly Sampled[]): Band[] {
  const bands = new Map<number, Tally>();
  for (const { points, accepted } of sample) {
    const score = Object.values(points).reduce((sum, each) => sum + each, 0);
    const from = Math.floor(score / BAND_POINTS) * BAND_POINTS;
    const { hits, of } = bands.get(from) ?? { hits: 0, of: 0 };
    bands.set(from, { hits: hits + Number(accepted), of: of + 1 });
  }
  return [...bands]
    .map(([from, accepted]) => ({ from, accepted }))
    .sort((one, other) => one.from - other.from);
}

/** Bands added up. */
export const together = (bands: readonly Band[]): Tally => ({
  hits: bands.reduce((sum, { accepted }) => sum + accepted.hits, 0),
  of: bands.reduce((sum, { accepted }) => sum + accepted.of, 0),
});

/** How likely chance has the upper leads accepted so much less often; 1 when they are accepted more often. */
function reversed(lower: Tally, upper: Tally): number {
  if (upper.hits / upper.of >= lower.hits / lower.of) return 1;
  const total = lower.of + upper.of;
  return byChance({ total, marked: upper.of, drawn: lower.hits + upper.hits, found: upper.hits });
}

export const scoreOrder: FindingKind<never> = {
  name: 'score_order',
  looksFor: 'score bands whose acceptance is out of order',
  asks: () => ({}),
  read(_, { charter, sample }) {
    const bands = bandsOf(sample);
    const cuts = bands
      .map(({ from }, place) => ({
        from,
        lower: together(bands.slice(0, place)),
        upper: together(bands.slice(place)),
      }))
      .filter(({ lower, upper }) => lower.of >= ENOUGH_CASES && upper.of >= ENOUGH_CASES);
    if (cuts.length === 0)
      return lacking(`fewer than ${ENOUGH_CASES} answered leads on both sides of every band`);
    const ps = holm(cuts.map(({ lower, upper }) => reversed(lower, upper)));
    const worst = ps.indexOf(Math.min(...ps));
    const candidates = cuts.flatMap(({ from, lower, upper }, place): Candidate[] =>
      // One turn in the order shows at every cut near it: the clearest is told.
      place !== worst
        ? []
        : [
            {
              kind: 'score_order',
              about: String(from),
              title: 'More points do not mean a better lead',
              seen: `Of the answered leads with ${from} points or more sales accepted ${rateWords(wilson(upper))}, of those with fewer ${rateWords(wilson(lower))}. Only leads at or above the threshold of ${charter.mql.threshold} are judged.`,
              figures: [
                rateFigure(`accepted from ${from} points`, upper),
                rateFigure(`accepted below ${from} points`, lower),
              ],
              p: ps[place] ?? 1,
              cost: heldUp(upper.of - upper.hits),
              steps: [{ do: 'open clause', part: 'scoring', id: null }],
            },
          ],
    );
    return { candidates, lacking: null };
  },
};
