// Disputes about rejections of the last four weeks, and what managers ruled.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';
import { countWords, number } from './words.js';

export function disputesSection({ disputes }: WeekFigures): Section {
  const { refusals, disputed, upheld, overturned } = disputes;
  const waiting = disputed - upheld - overturned;
  if (refusals + disputed === 0)
    return { title: 'Disputes', lines: ['Nothing was rejected in four weeks that could be disputed.'] };
  return {
    title: 'Disputes',
    lines: [
      disputed === 0
        ? `None of the ${countWords(refusals, 'rejection')} of four weeks is disputed.`
        : `${number(disputed)} of ${countWords(refusals, 'rejection')} of four weeks ${disputed === 1 ? 'is' : 'are'} disputed: ${number(upheld)} upheld, ${number(overturned)} overturned, ${number(waiting)} to be ruled on.`,
    ],
  };
}
