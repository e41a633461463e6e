// Hollow accepts: leads that were taken and that nobody touched in the time agreed.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';
import { lengthWords, number, rateWords } from './words.js';

export function hollowSection({ hollow, answers, charter }: WeekFigures): Section {
  const agreed = `${lengthWords(charter.touchMinutes)} of working time`;
  const { untouched } = answers.now;
  return {
    title: 'Hollow accepts',
    lines: [
      hollow.of === 0
        ? 'Nothing that was offered in four weeks is accepted, so there is not enough data.'
        : `Not touched within ${agreed}, of what is accepted of four weeks’ offers: ${rateWords(hollow)}. ${untouched === 0 ? 'None was added this week.' : `${number(untouched)} ${untouched === 1 ? 'was' : 'were'} added this week.`}`,
    ],
  };
}
