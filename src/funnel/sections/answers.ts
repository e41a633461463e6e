// What sales made of leads in the week, whenever they were offered.
import type { WeekFigures } from '../week-figures.js';
import type { Section } from './section.js';
import { countWords, number, rateWords } from './words.js';

export function answersSection({ answers, running }: WeekFigures): Section {
  const { now, before } = answers;
  const [accepted, rejected] = [now.accepted.of, now.rejected.of];
  const given = accepted + rejected;
  const earlier = before.accepted.of + before.rejected.of;
  const than = running ? '' : ` (${number(earlier)} the week before)`;
  const closed = [
    ...(now.won === 0 ? [] : [`${number(now.won)} won`]),
    ...(now.lost === 0 ? [] : [`${number(now.lost)} lost`]),
  ];
  return {
    title: 'What sales answered',
    lines: [
      given === 0
        ? `No lead was answered${than}.`
        : `${countWords(given, 'answer')}${than}: ${number(accepted)} accepted, ${number(rejected)} rejected. Acceptance: ${rateWords({ hits: accepted, of: given })}.`,
      `${countWords(now.touched, 'first touch', 'first touches')}, ${number(now.sql)} became SQL, ${number(now.handedBack)} handed back${closed.length === 0 ? '' : `, ${closed.join(', ')}`}.`,
    ],
  };
}
