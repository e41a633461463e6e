// What came in, became an MQL and was offered in the week, beside the week before, and from which sources.
import type { WeekFigures } from '../week-figures.js';
import { foldedBy, type Reader } from './folding.js';
import type { Section } from './section.js';
import { countWords, listed, number } from './words.js';

const SOURCES_TOLD = 6;

export function intakeSection({ intake, sources, running }: WeekFigures, reader: Reader): Section {
  const { now, before } = intake;
  const than = (count: number): string => (running ? '' : ` (${number(count)} the week before)`);
  const { told, rest } = foldedBy(sources, ({ offered }) => offered, reader);
  const named = told
    .filter(({ offered }) => offered > 0)
    .map(({ name, offered }) => ({ name: name ?? 'no source', n: offered }));
  const others = rest.size === 0 || named.length === 0 ? [] : [{ name: 'others', n: rest.size }];
  const bySource = listed([...named, ...others], SOURCES_TOLD);
  return {
    title: 'What came in',
    lines: [
      `${countWords(now.leads, 'lead')} came in${than(before.leads)}, ${number(now.mqls)} became ${now.mqls === 1 ? 'an MQL' : 'MQLs'}${than(before.mqls)}, and ${number(now.offered)} ${now.offered === 1 ? 'was' : 'were'} offered to sales${than(before.offered)}.`,
      ...(now.again === 0 ? [] : [`${countWords(now.again, 'offer')} of a lead that came back.`]),
      ...(bySource === '' ? [] : [`Offered by source: ${bySource}.`]),
    ],
  };
}
