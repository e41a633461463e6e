// The week as people read it: to all, a reply a team, and a rep's own figures.
import type { KnownBlock } from '@slack/types';
import { daysAfter } from '../../funnel/days.js';
import type { Section } from '../../funnel/sections/section.js';
import { isQuiet, sectionsOf } from '../../funnel/sections/sections.js';
import { countWords, lengthWords, rateWords } from '../../funnel/sections/words.js';
import type { GroupFigures, RepFigures, WeekFigures } from '../../funnel/week-figures.js';
import type { Drawing } from '../drawing.js';
import { actionIds } from '../ids.js';
import { calendarDay, inZone, within } from '../mrkdwn.js';
import { actions, button, context, section } from './block-parts.js';
import { sectionsDrawn, sectionsSpoken } from './figures.js';

/** Slack takes 4,000; a text that is heard should be shorter. */
const TEXT_CHARACTERS = 2_900;
const NAME_CHARACTERS = 60;

/** "16 Nov 2026 to 22 Nov 2026". */
const spanWords = ({ week }: WeekFigures): string =>
  `${calendarDay(week)} to ${calendarDay(daysAfter(week, 6))}`;

/** What the message is called: a week that runs says so. */
export const weekTitle = (figures: WeekFigures): string =>
  figures.running ? `This week so far: ${spanWords(figures)}` : `The week: ${spanWords(figures)}`;

/** Holidays of the week, and weeks that nobody told in their time. */
function notesOf({ holidays, missed, running, asOf, zone }: WeekFigures): string[] {
  const off = holidays.map(calendarDay).join(', ');
  return [
    ...(running ? [`Counted ${inZone(asOf, zone)}. The week is not over, and nothing of it is final.`] : []),
    ...(holidays.length === 0 ? [] : [`Not worked: ${off}. Clocks stood still.`]),
    ...(missed.length === 0
      ? []
      : [
          `Not told in their time, while the bot was down: ${[...missed]
            .sort()
            .map((week) => `the week of ${calendarDay(week)} (\`/funnel digest ${week}\`)`)
            .join(', ')}.`,
        ]),
  ];
}

const ownButton = (): KnownBlock =>
  actions([
    button({
      action: actionIds.ownDigest,
      text: 'Send me my own figures',
      value: 'on',
      label: 'Send me my own figures of each week, privately',
    }),
  ]);

/** Several lines are easier to tell apart with a sign before each. */
const bulleted = (of: Section): Section =>
  of.lines.length < 2 ? of : { ...of, lines: of.lines.map((line) => `• ${line}`) };

/** The digest. `offersOwn` adds the button by which a rep asks for their own figures. */
export function digestMessage(
  figures: WeekFigures,
  { folded, offersOwn }: { folded: boolean; offersOwn: boolean },
): Drawing {
  const title = weekTitle(figures);
  const sections = sectionsOf(figures, { folded });
  const notes = notesOf(figures);
  const opening = [`${title}.`, ...notes, ''].join(' ');
  const text = `${opening}${sectionsSpoken(sections, TEXT_CHARACTERS - opening.length)}`;
  if (isQuiet(figures)) {
    const lines = sections.flatMap(({ lines: each }) => each);
    return {
      text: [`${title}.`, ...notes, ...lines].join(' '),
      blocks: [section([`*${title}*`, ...lines].join('\n')), ...context(notes)],
    };
  }
  const footer = context([
    `Rates show their 95 % interval and n${folded ? '; groups of fewer than 5 are told together' : ''}.`,
  ]);
  const after = [...footer, ...(offersOwn ? [ownButton()] : [])];
  return { text, ...sectionsDrawn(title, sections.map(bulleted), { before: context(notes), after }) };
}

/** What a team did with the leads of its segment. */
export function teamMessage(figures: WeekFigures, team: GroupFigures): Drawing {
  const { name, offered, accepted, rejected, sql, unanswered } = team;
  const title = name === null ? 'All other segments together' : within(name, NAME_CHARACTERS);
  const lines = [
    `${countWords(offered, 'MQL')} offered in the ${figures.running ? 'week so far' : 'week'}: ${accepted} accepted (${sql} of them SQL by now), ${rejected} rejected or handed back, ${unanswered} unanswered.`,
    `Acceptance of those answered: ${rateWords({ hits: accepted, of: accepted + rejected })}.`,
  ];
  return { text: `${title}: ${lines.join(' ')}`, blocks: [section([`*${title}*`, ...lines].join('\n'))] };
}

/** A rep's figures in sentences. */
export function repLines({
  offered,
  accepted,
  rejected,
  handedBack,
  sql,
  untouched,
  median,
}: RepFigures): string[] {
  const given = accepted.of + rejected.of;
  const inTime = { hits: accepted.hits + rejected.hits, of: given };
  return [
    `${countWords(offered, 'lead')} offered; ${accepted.of} accepted, ${rejected.of} rejected, ${handedBack} handed back, ${sql} became SQL.`,
    given === 0
      ? 'No answers, so no times.'
      : `Half of the answers within ${lengthWords(median)} of working time; in time: ${rateWords(inTime)}.`,
    ...(untouched === 0 ? [] : [`${countWords(untouched, 'accepted lead')} not touched in the time agreed.`]),
  ];
}

/** A rep's own figures of a week, for nobody else; null when nothing was theirs in it. */
export function ownMessage(figures: WeekFigures, person: string): Drawing | null {
  const rep = figures.reps.find((each) => each.rep === person);
  if (rep === undefined) return null;
  const title = `Your own figures. ${weekTitle(figures)}`;
  const lines = repLines(rep);
  return {
    text: `${title}. ${lines.join(' ')}`,
    blocks: [
      section([`*${title}*`, ...lines].join('\n')),
      ...context(['Only you and managers see these. `/funnel digest me off` stops them.']),
    ],
  };
}
