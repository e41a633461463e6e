// What marketing did about the reasons that sales gave in the week before.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';
import { countWords, lengthWords, number, rateWords } from './words.js';

export function repliesSection({ replies }: WeekFigures): Section {
  const { refusals, acknowledged, fixed, disputed, median } = replies;
  const title = "What came of last week's reasons";
  if (refusals === 0) return { title, lines: ['There were none to reply to.'] };
  const replied = acknowledged + fixed + disputed;
  return {
    title,
    lines: [
      `Of ${countWords(refusals, 'reason')} marketing acknowledged ${number(acknowledged)}, fixed ${number(fixed)} and disputed ${number(disputed)}; ${number(refusals - replied)} ${refusals - replied === 1 ? 'waits' : 'wait'} for a reply.`,
      `Replied to: ${rateWords({ hits: replied, of: refusals })}${replied === 0 ? '' : `, half of them within ${lengthWords(median)} of working time`}.`,
    ],
  };
}
