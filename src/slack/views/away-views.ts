// What `/funnel away` says: how it is used, what was noted, who is away, and the modal that asks for the days.
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { NotedLeave } from '../../store/leaves.js';
import type { Drawing } from '../drawing.js';
import { callbackIds } from '../ids.js';
import { calendarDay, mention, within } from '../mrkdwn.js';
import { plain, section, titled } from './block-parts.js';
import { field, personIn } from './fields.js';
import { elementOf, type StateValues } from './modal-parts.js';
import { counted } from './wording.js';

const WORDS_CHARACTERS = 60;

const said = (text: string): Drawing => ({ text, blocks: [section(text)] });

/** How it is used; `unknown` is what somebody typed that is not understood. */
export function awayUsage(unknown: string | null = null): Drawing {
  return said(
    [
      ...(unknown === null
        ? []
        : [`“${within(unknown, WORDS_CHARACTERS)}” is not understood here. These are:`]),
      '`/funnel away` asks from which day to which.',
      '`/funnel away 1 Dec to 5 Dec`, `/funnel away tomorrow`, `/funnel away until Friday`: the last day is a day away too.',
      '`/funnel away back` ends a leave early; `/funnel away cancel` calls off those that have not begun.',
      '`/funnel away list` shows who is away, and when.',
      'Managers put a name before it: `/funnel away @dana until Friday`.',
      'Whoever is away gets no leads and no reminders, and what they have open goes to others when the leave begins.',
    ].join('\n'),
  );
}

/** The day of an instant in a zone, YYYY-MM-DD. */
const dayIn = (instant: string | Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));

const weekdayIn = (instant: string | Date, zone: string): string =>
  new Intl.DateTimeFormat('en-AU', { timeZone: zone, weekday: 'long' }).format(new Date(instant));

/** "Friday 4 Dec 2026". */
const dayWords = (instant: string | Date, zone: string): string =>
  `${weekdayIn(instant, zone)} ${calendarDay(dayIn(instant, zone))}`;

/** "from Tuesday 1 Dec 2026 to Saturday 5 Dec 2026", "on Tuesday 1 Dec 2026". */
function spanWords({ from, until }: { from: string | Date; until: string | Date }, zone: string): string {
  const [first, last] = [dayWords(from, zone), dayWords(new Date(new Date(until).getTime() - 1), zone)];
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

/** A leave was noted: what it means, and how to take it back. `open` is how many open leads the person had. */
export function awayNoted(of: {
  person: string;
  reader: string;
  leave: { from: Date; until: Date };
  open: number;
  now: Date;
  zone: string;
}): Drawing {
  const { person, reader, leave, open, now, zone } = of;
  const own = person === reader;
  const begun = leave.from <= now;
  const who = own ? 'You are' : `${mention(person)} is`;
  const leads =
    open === 0
      ? ''
      : begun
        ? ` ${counted(open, 'open lead')} ${open === 1 ? 'was' : 'were'} offered to others; ${own ? 'you are told' : 'they are told'} in private which.`
        : ` ${own ? 'Your' : 'Their'} open leads (${open} now) are offered to others when it begins.`;
  const back = dayWords(leave.until, zone);
  return said(
    `${who} noted as away ${spanWords(leave, zone)}: no leads and no reminders until ${back} begins.${leads} ${own ? '`/funnel away back` ends it early' : `\`/funnel away back\` with their name ends it early`}${begun ? '.' : ', `/funnel away cancel` calls it off.'}`,
  );
}

/** What came of being back, or of calling leaves off. */
export function awayEnded(of: {
  kind: 'back' | 'cancel';
  own: boolean;
  person: string;
  ended: number;
}): Drawing {
  const { kind, own, person, ended } = of;
  const who = own ? 'You' : mention(person);
  if (kind === 'back')
    return said(
      ended > 0
        ? `Welcome back. ${own ? 'You get' : `${who} gets`} leads again from now on; what went to others stays with them.`
        : `${who} ${own ? 'are' : 'is'} not noted as away now. \`/funnel away cancel\` calls off a leave that has not begun; \`/funnel away list\` shows them.`,
    );
  return said(
    ended > 0
      ? `${counted(ended, 'leave')} that had not begun ${ended === 1 ? 'is' : 'are'} called off.`
      : `There is no leave to call off. \`/funnel away back\` ends one that has begun.`,
  );
}

const LINES_MOST = 60;
const SPOKEN_MOST = 10;

/** Who is away, and who will be. */
export function awayList(leaves: readonly NotedLeave[], now: Date, zone: string): Drawing {
  const line = (leave: NotedLeave): string => `• ${mention(leave.person)} ${spanWords(leave, zone)}`;
  const [away, later] = [
    leaves.filter(({ from }) => Date.parse(from) <= now.getTime()),
    leaves.filter(({ from }) => Date.parse(from) > now.getTime()),
  ];
  const more = leaves.length > SPOKEN_MOST ? [`And ${leaves.length - SPOKEN_MOST} more.`] : [];
  if (leaves.length === 0) return said('Nobody is noted as away. `/funnel away` notes when you will be.');
  return {
    text: [...leaves.slice(0, SPOKEN_MOST).map((leave) => `${line(leave).slice(2)}.`), ...more].join(' '),
    blocks: [
      ...titled('Away now', away.slice(0, LINES_MOST).map(line)),
      ...titled('To come', later.slice(0, LINES_MOST).map(line)),
    ],
  };
}

const ids = { person: 'person', from: 'from', until: 'until' } as const;

/** Asks for the days. `others` is whether the reader may note somebody else's leave too. */
export function awayModal(of: { reader: string; today: string; others: boolean }): ModalView {
  const { reader, today, others } = of;
  const day = (id: string, label: string, hint?: string) =>
    field({
      id,
      label,
      element: { type: 'datepicker', initial_date: today },
      required: true,
      ...(hint === undefined ? {} : { hint }),
    });
  return {
    type: 'modal',
    callback_id: callbackIds.away,
    title: plain('Away', 24),
    submit: plain('Note it', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        'No leads and no reminders from the first day to the last. What is open then goes to others when the leave begins.',
      ),
      ...(others
        ? [
            field({
              id: ids.person,
              label: 'Who',
              element: { type: 'users_select', initial_user: reader },
              required: true,
            }),
          ]
        : []),
      day(ids.from, 'First day away'),
      day(ids.until, 'Last day away'),
    ],
  };
}

const Day = z.object({ type: z.literal('datepicker'), selected_date: z.iso.date() });

/** The days that were chosen, and who; null for whoever chose them. Throws on any other shape. */
export function readAwayForm(values: StateValues): { person: string | null; from: string; until: string } {
  const day = (id: string): string => Day.parse(elementOf(values, id)).selected_date;
  return {
    person: ids.person in values ? personIn(values, ids.person) : null,
    from: day(ids.from),
    until: day(ids.until),
  };
}

/** What is wrong with the days, beside the field. */
export const awayErrors = (sentence: string): Record<string, string> => ({ [ids.until]: sentence });
