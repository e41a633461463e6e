// Signs that a clock or a form is worked around, for the team as a whole and never for a person.
import { type Cell, countOf } from '../cells.js';
import { orMoreThan } from '../methods/binomial.js';
import { holm } from '../methods/residuals.js';
import { type Tally, wilson } from '../methods/wilson.js';
import { inPeriod } from '../scope.js';
import { rateWords, tally } from '../words.js';
import { heldUp } from './cost.js';
import { type Candidate, type FindingKind, lacking, type Step } from './finding.js';
import type { Trait } from './sought.js';
import { ENOUGH_CASES, rateFigure } from './words.js';

interface Sign {
  about: string;
  title: string;
  words: string;
  /** How much of it is nothing to speak of. */
  tolerated: number;
  trait: Trait;
  of(cells: readonly Cell[]): Tally;
}

const refused = (cells: readonly Cell[]): number =>
  countOf(cells, 'rejected') + countOf(cells, 'handed_back');
const answers = (cells: readonly Cell[]): number => countOf(cells, 'accepted') + countOf(cells, 'rejected');

const signs: readonly Sign[] = [
  {
    about: 'quick',
    title: 'Leads are answered faster than anybody reads a card',
    words: 'of the answers came within ten seconds of the card',
    tolerated: 0.02,
    trait: { is: 'offered' },
    of: (cells) => tally(countOf(cells, 'gaming:quick'), answers(cells)),
  },
  {
    about: 'last_minute',
    title: 'Answers bunch at the end of the agreed time',
    words: 'of the timely answers came in its last 5 %',
    tolerated: 0.15,
    trait: { is: 'offered' },
    of: (cells) =>
      tally(
        countOf(cells, 'gaming:last_minute'),
        countOf(cells, 'accepted:in_time') + countOf(cells, 'rejected:in_time'),
      ),
  },
  {
    about: 'other',
    title: 'Most rejections say Other',
    words: 'of the rejections say Other: the checklist lacks what sales means',
    tolerated: 0.15,
    trait: { is: 'said other' },
    of: (cells) => tally(countOf(cells, 'reason:other'), refused(cells)),
  },
  {
    about: 'only_first_listed',
    title: 'The first reason of the list is chosen, and no other',
    words: 'of the rejections cite the first criterion of the list and nothing else',
    tolerated: 0.25,
    trait: { is: 'rejected' },
    of: (cells) => tally(countOf(cells, 'reason:only_first_listed'), refused(cells)),
  },
];

export const gaming: FindingKind<'all'> = {
  name: 'gaming',
  looksFor: 'a clock or a form that is worked around',
  asks: (scope) => ({
    all: inPeriod(scope, { measures: ['gaming', 'accepted', 'rejected', 'handed_back', 'reason'] }),
  }),
  read({ all }, { from, to }) {
    const seen = signs
      .map((sign) => ({ ...sign, of: sign.of(all) }))
      .filter(({ of }) => of.of >= ENOUGH_CASES);
    if (seen.length === 0) return lacking(`fewer than ${ENOUGH_CASES} answers`);
    const ps = holm(seen.map(({ of, tolerated }) => orMoreThan(of, tolerated)));
    const candidates = seen.map(({ about, title, words, trait, of }, place): Candidate => {
      const steps: Step[] = [
        { do: 'see leads', sought: { trait, from, to, under: null } },
        about === 'quick' || about === 'last_minute'
          ? { do: 'open clause', part: 'clocks', id: null }
          : { do: 'open clause', part: 'criterion', id: null },
      ];
      return {
        kind: 'gaming',
        about,
        title,
        seen: `${rateWords(wilson(of))} ${words}.`,
        figures: [rateFigure(about.replaceAll('_', ' '), of)],
        p: ps[place] ?? 1,
        cost: heldUp(of.hits),
        steps,
      };
    });
    return { candidates, lacking: null };
  },
};
