// Why leads were rejected or handed back, by criterion and by source, and which pairs are more than chance.
import type { WeekFigures } from '../week-figures.js';
import { foldedBy, type Reader } from './folding.js';
import type { Section } from './section.js';
import { countWords, listed, number } from './words.js';

const CRITERIA_TOLD = 6;
const SOURCES_TOLD = 4;
const OF_A_SOURCE = 3;
const PAIRS_TOLD = 3;

/** With fewer reasons nothing can be said of pairs. */
const REASONS_NEEDED = 20;

function pairs({ reasons }: WeekFigures): string[] {
  const { stands, weeks, bySource } = reasons;
  if (stands.length > 0)
    return stands.slice(0, PAIRS_TOLD).map(({ name, source, n, expected, residual }) => {
      const often = residual > 0 ? 'more often' : 'more seldom';
      return `${name} is cited of ${source} ${often} than chance explains: ${number(n)} times, ${number(Math.round(expected))} expected (${countWords(weeks, 'week')}).`;
    });
  const cited = reasons.cited.reduce((sum, { n }) => sum + n, 0);
  if (bySource.length < 2 || cited === 0) return [];
  return [
    reasons.citedInAll < REASONS_NEEDED
      ? `Not enough data to tie a reason to a source (n ${number(reasons.citedInAll)} in ${countWords(weeks, 'week')}).`
      : `No reason is tied to a source by more than chance (n ${number(reasons.citedInAll)} in ${countWords(weeks, 'week')}).`,
  ];
}

export function reasonsSection(figures: WeekFigures, reader: Reader): Section {
  const { refusals, cited, other, contradicted, bySource } = figures.reasons;
  const title = 'Reasons';
  if (refusals === 0) return { title, lines: ['No lead was rejected or handed back.'] };
  const reasons = [...cited, ...(other === 0 ? [] : [{ name: 'other', n: other }])];
  const { told, rest } = foldedBy(bySource, (each) => each.refusals, reader);
  const sources = told
    .slice(0, SOURCES_TOLD)
    .map(
      (each) => `${each.source} (${number(each.refusals)}): ${listed(each.cited, OF_A_SOURCE) || 'other'}`,
    );
  const others = rest.size === 0 ? [] : [`others (${number(rest.size)})`];
  return {
    title,
    lines: [
      `${countWords(refusals, 'lead')} rejected or handed back. Cited: ${listed(reasons, CRITERIA_TOLD) || 'nothing'}.`,
      ...(told.length === 0 ? [] : [`By source: ${[...sources, ...others].join('; ')}.`]),
      ...(contradicted === 0
        ? []
        : [
            `${countWords(contradicted, 'reason')} cited a criterion that the data says is met: the data or the definition is to be looked at.`,
          ]),
      ...pairs(figures),
    ],
  };
}
