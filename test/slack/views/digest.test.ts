// Promises of the messages that tell a week: within Slack's limits at their extremes, and nobody's figures in public.
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/funnel/cells.js';
import type { WeekFigures } from '../../../src/funnel/week-figures.js';
import { messagesOfWeek, teamsTold } from '../../../src/funnel/week-messages.js';
import { managersMessage } from '../../../src/slack/views/digest-managers.js';
import { digestMessage, ownMessage, teamMessage } from '../../../src/slack/views/digest-view.js';
import { answered, counted, fated, WEEK, weekFigures, weeksUpTo } from '../../funnel/a-week.js';
import { expectSendable, names, readable } from './limits.js';

const inPublic = { folded: true, offersOwn: true };

const fates = [
  ...['sql', 'in_work', 'hollow', 'unanswered'],
  ...['rejected', 'handed_back'].flatMap((end) =>
    ['recycle', 'fix', 'archive', 'duplicate', 'wrong_owner'].map((step) => `${end}:${step}`),
  ),
];

/** A week in which everything happened, to many, all of it called `word`. */
function aFullWeek(word: string): WeekFigures {
  const many = Array.from({ length: 30 }, (_, index) => index);
  const cells: Cell[] = [
    ...fates.flatMap((fate) => fated(fate, 123_456)),
    ...many.flatMap((index) => [
      ...fated('in_work', 1000 + index, {
        source: `${word}${index}`,
        segment: `${word}${index}`,
        rep: `U${index}`,
      }),
      counted('accepted:in_time', 1000, { rep: `U${index}`, minutes: 100 }),
      counted('rejected:late', 1000, { rep: `U${index}`, source: `${word}${index}`, minutes: 10_000 }),
      counted(`cited:${word}${index}:met`, 500 + index, { source: `${word}${index % 7}` }),
    ]),
    ...weeksUpTo(27).flatMap((week) => answered(week, { accepts: 2000, rejects: 900 })),
    counted('lead', 1_000_000),
    counted('posted', 1_000_000, { minutes: 3 }),
    counted('unanswered:overdue', 1000),
    counted('left_untouched', 1000),
    counted('reason:other', 1000),
    counted('reason:contradicted', 1000),
    counted('reply:disputed', 1000),
  ];
  return weekFigures(cells, {
    missed: weeksUpTo(11),
    holidays: ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'],
  });
}

describe.each(Object.entries(names))('a week of words that are %s', (_kind, word) => {
  const figures = aFullWeek(word);

  test('is sent within the limits, with its chart and without, to whoever reads it', () => {
    for (const drawing of [
      digestMessage(figures, inPublic),
      digestMessage(figures, { folded: false, offersOwn: false }),
      managersMessage(figures),
      ...teamsTold(figures).told.map((team) => teamMessage(figures, team)),
    ]) {
      expectSendable(drawing);
      if (drawing.plainer !== undefined) expectSendable({ ...drawing, blocks: drawing.plainer });
    }
  });

  test('mentions nobody but the reps in what managers read', () => {
    expect(readable(digestMessage(figures, inPublic))).not.toMatch(/<[!@#]/);
    expect(digestMessage(figures, inPublic).text).not.toMatch(/<[!@#]/);
  });
});

const aWeek = (): WeekFigures =>
  weekFigures([
    ...fated('in_work', 6, { rep: 'UDANA', segment: 'small' }),
    ...fated('rejected:archive', 2, { rep: 'USAM', segment: 'large' }),
    counted('accepted:in_time', 6, { rep: 'UDANA', minutes: 60 }),
    counted('rejected:in_time', 2, { rep: 'USAM', minutes: 60 }),
  ]);

test('nothing in public names a rep, and a rep reads only their own', () => {
  const figures = aWeek();
  const open = JSON.stringify([
    digestMessage(figures, inPublic),
    ...teamsTold(figures).told.map((team) => teamMessage(figures, team)),
  ]);
  expect(open).not.toMatch(/UDANA|USAM/);
  const own = JSON.stringify(ownMessage(figures, 'UDANA'));
  expect(own).toMatch(/6 leads offered; 6 accepted/);
  expect(own).not.toMatch(/USAM/);
  expect(ownMessage(figures, 'UPRIYA')).toBeNull();
});

test('its messages go to the channel, to a thread, to managers, and to reps who asked and had leads', () => {
  const messages = messagesOfWeek(aWeek(), { managers: ['URITA'], readers: ['UDANA', 'UPRIYA'] });
  expect(messages.map(({ key, to, thread }) => [key, to, thread])).toEqual([
    [`digest:${WEEK}`, null, null],
    [`digest:${WEEK}:team:0`, null, `digest:${WEEK}`],
    [`digest:${WEEK}:team:others`, null, `digest:${WEEK}`],
    [`digest:${WEEK}:managers:URITA`, 'URITA', null],
    [`digest:${WEEK}:own:UDANA`, 'UDANA', null],
  ]);
});

test('a quiet week is one message of two lines under its title', () => {
  const figures = weekFigures([]);
  expect(messagesOfWeek(figures, { managers: ['URITA'], readers: ['UDANA'] })).toHaveLength(1);
  const { blocks } = digestMessage(figures, inPublic);
  expect(readable({ blocks }).split('\n')).toHaveLength(3);
});

test('the text says what the blocks say, for those who hear it', () => {
  const { text } = digestMessage(aWeek(), inPublic);
  expect(text).toMatch(/^The week: 16 Nov 2026 to 22 Nov 2026\./);
  for (const words of ['8 were offered', 'Acceptance: 75 %', 'Signal or noise', 'Charter version 3'])
    expect(text).toContain(words);
});

test('a week that runs says that it is not over', () => {
  const figures = { ...aWeek(), running: true, changes: {} };
  const { text } = digestMessage(figures, inPublic);
  expect(text).toMatch(/^This week so far.*not over/);
});
