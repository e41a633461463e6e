// The state of the charter: whether both leaders signed it, and whether it was reviewed in time.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';

const dayWords = (day: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));

/** What must be said of the charter on every digest; one line. */
export function agreementLine({ charter }: WeekFigures): string {
  const { version, signed, review, reviewOn } = charter;
  if (!signed)
    return `Charter version ${version} is provisional: it is unsigned, and holds until both leaders sign one.`;
  const on = dayWords(reviewOn);
  switch (review) {
    case 'overdue':
      return `Charter version ${version} is signed, and its review is overdue: it was due on ${on}.`;
    case 'due':
      return `Charter version ${version} is signed, and its review is due today.`;
    case 'soon':
      return `Charter version ${version} is signed; its review is due soon, on ${on}.`;
    case 'not yet':
      return `Charter version ${version} is signed; its review is due on ${on}.`;
  }
}

export const agreementSection = (figures: WeekFigures): Section => ({
  title: 'The charter',
  lines: [agreementLine(figures)],
});
