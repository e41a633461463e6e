// How long answers took against the time agreed, and what the system took before people's clocks began.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';
import { countWords, lengthWords, number, rateWords } from './words.js';

export function answerTimeSection({ answers, charter, delay, open }: WeekFigures): Section {
  const { accepted, rejected, median } = answers.now;
  const inTime = { hits: accepted.hits + rejected.hits, of: accepted.of + rejected.of };
  const allowed = `${lengthWords(charter.answerMinutes)} of working time`;
  return {
    title: 'Time to answer',
    lines: [
      inTime.of === 0
        ? `Agreed: ${allowed}. Nobody answered this week, so there is not enough data.`
        : `${inTime.of === 1 ? 'One answer took' : `Half of ${countWords(inTime.of, 'answer')} took at most`} ${lengthWords(median)} of working time; agreed are ${lengthWords(charter.answerMinutes)}. In time: ${rateWords(inTime)}.`,
      ...(open.overdue + open.inTime === 0
        ? []
        : [
            `${countWords(open.overdue + open.inTime, 'lead')} ${open.overdue + open.inTime === 1 ? 'waits' : 'wait'} for an answer now, ${number(open.overdue)} of them past the time.`,
          ]),
      ...(delay.n === 0
        ? []
        : [
            `From the offer to its card the system took ${lengthWords(delay.median)} at the median (n ${number(delay.n)}); no clock ran meanwhile.`,
          ]),
    ],
  };
}
