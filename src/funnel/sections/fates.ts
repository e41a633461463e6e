// Where the week's MQLs stand: every fate with its share, together 100 % of what was offered.
import { nextSteps } from '../../charter/charter.js';
import { wilson } from '../methods/wilson.js';
import type { WeekFigures } from '../week-figures.js';
import { percent } from '../words.js';
import type { Chart, Section } from './section.js';
import { countWords, shares } from './words.js';

const steps: Readonly<Record<(typeof nextSteps)[number], string>> = {
  recycle: 'recycled',
  fix: 'data to fix',
  archive: 'archived',
  duplicate: 'duplicate',
  wrong_owner: 'wrong owner',
};

/** Every fate in the order it is told in: its name, and a shorter one under a bar. */
const fates: readonly (readonly [fate: string, name: string, label: string])[] = [
  ['sql', 'SQL', 'SQL'],
  ['in_work', 'Accepted, in work', 'In work'],
  ['hollow', 'Accepted, never touched', 'Never touched'],
  ...nextSteps.map(
    (step) => [`rejected:${step}`, `Rejected, ${steps[step]}`, `Rejected: ${steps[step]}`] as const,
  ),
  ...nextSteps.map(
    (step) => [`handed_back:${step}`, `Handed back, ${steps[step]}`, `Back: ${steps[step]}`] as const,
  ),
  ['unanswered:in_time', 'Unanswered, in time', 'Still in time'],
  ['unanswered:overdue', 'Unanswered, overdue', 'Overdue'],
];

export function fatesSection({ fates: counted, running }: WeekFigures): Section | null {
  const present = fates
    .map(([fate, name, label]) => ({ name, label, n: counted[fate] ?? 0 }))
    .filter(({ n }) => n > 0);
  const offered = present.reduce((sum, { n }) => sum + n, 0);
  if (offered === 0) return null;
  const whole = shares(present.map(({ n }) => n));
  const chart: Chart = {
    kind: 'bar',
    title: 'Fates of the MQLs offered in the week',
    axes: { categories: 'Fate', values: 'MQLs' },
    categories: present.map(({ label }) => label),
    series: [{ name: 'MQLs', values: present.map(({ n }) => n) }],
  };
  return {
    title: `Where the week's ${countWords(offered, 'MQL')} ${offered === 1 ? 'stands' : 'stand'}`,
    lines: [
      running
        ? 'Each has exactly one fate so far; the shares add up to 100 %.'
        : 'Each has exactly one fate; the shares add up to 100 %. Deciding takes time, so a young week has few SQLs.',
    ],
    // One bar shows nothing that the table does not say.
    ...(present.length === 1 ? {} : { chart }),
    table: {
      caption: 'Every fate, with its share of the MQLs offered',
      head: ['Fate', 'MQLs', 'Share', '95 % interval'],
      rows: present.map(({ name, n }, place) => {
        const { low, high } = wilson({ hits: n, of: offered });
        return [name, n, `${whole[place]} %`, `${percent(low)} to ${percent(high)}`];
      }),
    },
  };
}
