// The rest of a week, for managers alone: each rep's figures, small groups by name, and what looks like gaming.
import type { DataTableBlock, KnownBlock, RichTextBlock } from '@slack/types';
import { wilson } from '../../funnel/methods/wilson.js';
import { FEW, lengthWords, rateWords } from '../../funnel/sections/words.js';
import type { GroupFigures, RepFigures, WeekFigures } from '../../funnel/week-figures.js';
import type { Drawing } from '../drawing.js';
import { within } from '../mrkdwn.js';
import { context, header, linesWithin, section } from './block-parts.js';
import { weekTitle } from './digest-view.js';
import { tableBlock } from './figures.js';

/** A row takes some 400 characters of the 13,200 that a message may have. */
const REPS_TOLD = 15;
const NAME_CHARACTERS = 60;
const GROUPS_CHARACTERS = 1_200;

const personCell = (person: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: person }] }],
});

function rateCell({ hits, of }: { hits: number; of: number }): string {
  const { rate } = wilson({ hits, of });
  return rate === null || of < FEW ? `${hits} of ${of}` : rateWords({ hits, of });
}

const head = ['Rep', 'Offered', 'Accepted', 'Rejected', 'SQL', 'In time', 'Median', 'Hollow'];

/** Each rep's figures, by id so that nobody is ranked. */
function repsTable(reps: readonly RepFigures[]): DataTableBlock {
  const shown = [...reps].sort((a, b) => (a.rep < b.rep ? -1 : 1)).slice(0, REPS_TOLD);
  const table = tableBlock({
    caption: 'Each rep, in no order of merit',
    head,
    rows: shown.map(({ rep, offered, accepted, rejected, sql, median, untouched }) => [
      rep,
      offered,
      accepted.of,
      rejected.of,
      sql,
      rateCell({ hits: accepted.hits + rejected.hits, of: accepted.of + rejected.of }),
      lengthWords(median),
      untouched,
    ]),
  });
  return {
    ...table,
    rows: table.rows.map((row, place) => {
      const rep = shown[place - 1]?.rep;
      return rep === undefined ? row : [personCell(rep), ...row.slice(1)];
    }),
  };
}

const groupLine = (
  { name, offered, accepted, rejected, unanswered }: GroupFigures,
  nameless: string,
): string =>
  `• ${within(name ?? nameless, NAME_CHARACTERS)}: ${offered} offered, ${accepted} accepted, ${rejected} rejected or handed back, ${unanswered} unanswered`;

function groups(title: string, of: readonly GroupFigures[], nameless: string): KnownBlock[] {
  const lines = [...of]
    .filter(({ offered }) => offered > 0)
    .sort((a, b) => b.offered - a.offered)
    .map((group) => groupLine(group, nameless));
  return lines.length === 0 ? [] : [section(`*${title}*\n${linesWithin(lines, GROUPS_CHARACTERS)}`)];
}

/** What looks like answers for the clock and not for the lead: of the team, never of a person. */
function watchLines({ watch, answers, reasons }: WeekFigures): string[] {
  const given = answers.now.accepted.of + answers.now.rejected.of;
  return [
    `Answered within 10 seconds of the card: ${rateWords({ hits: watch.quick, of: given })}.`,
    `Answered in the last 5 % of the time: ${rateWords({ hits: watch.lastMinute, of: given })}.`,
    `Reasons that are “Other”: ${rateWords({ hits: reasons.other, of: reasons.refusals })}.`,
    `Reasons that are only the first of the list: ${rateWords({ hits: watch.firstListed, of: reasons.refusals })}.`,
  ];
}

/** What managers read besides the digest. */
export function managersMessage(figures: WeekFigures): Drawing {
  const title = `For managers. ${weekTitle(figures)}`;
  const watch = watchLines(figures);
  const more = figures.reps.length - REPS_TOLD;
  const teams = figures.teams.every(({ name }) => name === null) ? [] : figures.teams;
  return {
    text: `${title}. Figures of ${figures.reps.length} reps, small groups by name, and what to look at: ${watch.join(' ')}`,
    blocks: [
      header(title),
      ...(figures.reps.length === 0
        ? [section('No rep was offered a lead or answered one.')]
        : [repsTable(figures.reps)]),
      ...context(more > 0 ? [`and ${more} more reps; each reads their own with \`/funnel digest me\``] : []),
      ...groups('Sources', figures.sources, 'no source'),
      ...groups('Segments', teams, 'no segment'),
      section(`*What to look at, of the team as a whole*\n${watch.join('\n')}`),
      ...context(['A rep’s own figures are for that rep and for managers. Please do not pass them on.']),
    ],
  };
}
