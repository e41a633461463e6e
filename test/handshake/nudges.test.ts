// Promises of the ladder: everybody hears what they should, once, in working time, and nobody is buried in it.
import { describe, expect, test } from 'vitest';
import {
  type Manners,
  type Nudge,
  nextNudge,
  planNudges,
  stillWanted,
  untouchedFrom,
  type Watched,
} from '../../src/handshake/nudges.js';
import { passedBy } from '../../src/handshake/passed-by.js';
import { type Audience, type ClockKind, type Rung, rungsFor } from '../../src/handshake/rungs.js';
import { anAccepted } from '../make.js';
import { anOfferTo, aWatched, instant, manners, rungsOf } from './a-watched.js';

const inShort = (nudge: Nudge): string => {
  switch (nudge.kind) {
    case 'reminder':
      return `rep ${nudge.to} ${nudge.due.atPercent}`;
    case 'bundle':
      return `bundle ${nudge.to}: ${nudge.due.map(({ handshake }) => handshake).join(' ')}`;
    case 'thread':
    case 'manager':
    case 'all':
    case 'reassign':
      return `${nudge.kind} ${nudge.due.atPercent}`;
  }
};

/** What is planned, in short: "rep UDANA 50", "thread 100", "bundle UDANA: h1 h2". */
const said = (watched: Watched | Watched[], now: string, how: Manners = manners()): string[] =>
  planNudges([watched].flat(), how, new Date(now)).map(inShort);

const next = (watched: Watched, now: string, how: Manners = manners()): string | undefined =>
  nextNudge(watched, how, new Date(now))?.at.toISOString();

/** The same, with rungs of a clock said. */
const havingOf = (
  clock: ClockKind,
  watched: Watched,
  ...rungs: [atPercent: number, who: Audience][]
): Watched => ({
  ...watched,
  handshake: {
    ...watched.handshake,
    told: rungs.map(([atPercent, who]) => ({ clock, atPercent, who, to: null, at: 'then' })),
  },
});

/** The same, with rungs of the clock to answer said. */
const having = (watched: Watched, ...rungs: [atPercent: number, who: Audience][]): Watched =>
  havingOf('answer', watched, ...rungs);

describe('a lead on Friday 2 October 2026 at 16:50, before a Monday holiday and in the weekend the clocks change', () => {
  const friday = instant('2026-10-02T16:50:00+10:00');
  const lead = aWatched(anOfferTo('UDANA', friday));

  test('is next spoken of on Tuesday at 10:50, by the new clock', () => {
    expect(next(lead, friday)).toBe(instant('2026-10-06T10:50:00+11:00'));
  });

  test.each(['2026-10-02T17:30:00+10:00', '2026-10-04T02:30:00+10:00', '2026-10-05T11:00:00+11:00'])(
    'is not spoken of at %s, whatever is due',
    (now) => {
      const eager = { ...lead, ladder: [{ atPercent: 1, who: 'thread' } as const] };
      expect(said(eager, now)).toEqual([]);
      expect(next(eager, now)).toBe(instant('2026-10-06T09:00:00+11:00'));
    },
  );

  test('climbs the ladder rung by rung', () => {
    expect(said(lead, '2026-10-06T10:49:00+11:00')).toEqual([]);
    expect(said(lead, '2026-10-06T10:50:00+11:00')).toEqual(['rep UDANA 50']);
    const once = having(lead, [50, 'rep']);
    expect(said(once, '2026-10-06T12:49:00+11:00')).toEqual([]);
    expect(said(once, '2026-10-06T12:50:00+11:00')).toEqual(['thread 100']);
    const twice = having(lead, [50, 'rep'], [100, 'thread']);
    expect(said(twice, '2026-10-06T14:50:00+11:00')).toEqual(['manager 150']);
    const thrice = having(lead, [50, 'rep'], [100, 'thread'], [150, 'manager']);
    expect(said(thrice, '2026-10-06T16:50:00+11:00')).toEqual(['all 200']);
    const all = having(lead, [50, 'rep'], [100, 'thread'], [150, 'manager'], [200, 'all']);
    expect(next(all, '2026-10-06T16:50:00+11:00')).toBeUndefined();
  });
});

test('over the night of 4 April 2027 the reminder comes at nine by the new clock', () => {
  const friday = instant('2027-04-02T15:00:00+11:00');
  const lead = aWatched(anOfferTo('UDANA', friday));
  // Two hours are used when work ends on Friday: at that minute nobody is spoken to any more.
  expect(next(lead, friday)).toBe(instant('2027-04-05T09:00:00+10:00'));
  expect(said(lead, '2027-04-05T08:59:59+10:00')).toEqual([]);
  expect(said(lead, '2027-04-05T09:00:00+10:00')).toEqual(['rep UDANA 50']);
});

describe('after three days of standstill', () => {
  const monday = instant('2026-11-23T09:00:00+11:00');
  const ladder = [
    { atPercent: 25, who: 'rep' },
    { atPercent: 50, who: 'rep' },
    { atPercent: 75, who: 'rep' },
    { atPercent: 100, who: 'thread' },
    { atPercent: 120, who: 'thread' },
    { atPercent: 150, who: 'manager' },
  ] as const;

  test('each audience is told once, how it stands', () => {
    const lead = aWatched(anOfferTo('UDANA', monday), { ladder });
    expect(said(lead, '2026-11-26T11:00:00+11:00')).toEqual(['rep UDANA 75', 'thread 120', 'manager 150']);
  });

  test('the rungs that were passed over do not come later', () => {
    const offer = aWatched(anOfferTo('UDANA', monday), { ladder });
    const lead = having(offer, [75, 'rep'], [120, 'thread'], [150, 'manager']);
    expect(said(lead, '2026-11-27T11:00:00+11:00')).toEqual([]);
    expect(next(lead, '2026-11-27T11:00:00+11:00')).toBeUndefined();
  });

  test('nobody is reminded privately of a lead that is opened to all in the same moment', () => {
    const lead = aWatched(anOfferTo('UDANA', monday));
    expect(said(lead, '2026-11-26T11:00:00+11:00')).toEqual(['thread 100', 'manager 150', 'all 200']);
  });

  test('a standstill that ends at night says nothing before work begins', () => {
    const lead = aWatched(anOfferTo('UDANA', monday), { ladder });
    expect(said(lead, '2026-11-26T22:00:00+11:00')).toEqual([]);
    expect(next(lead, '2026-11-26T22:00:00+11:00')).toBe(instant('2026-11-27T09:00:00+11:00'));
  });
});

describe('a rep', () => {
  const monday = instant('2026-11-23T09:00:00+11:00');
  const noon = '2026-11-23T12:00:00+11:00';
  const leads = ['h1', 'h2', 'h3'].map((id) => aWatched(anOfferTo('UDANA', monday, id)));

  test('is told of each lead alone while that fits under the cap', () => {
    expect(said(leads, noon, manners({ capARepADay: 3 }))).toEqual(Array(3).fill('rep UDANA 50'));
  });

  test('is told of all of them at once beyond it', () => {
    expect(said(leads, noon, manners({ capARepADay: 2 }))).toEqual(['bundle UDANA: h1 h2 h3']);
    const sentToday = new Map([['UDANA', 1]]);
    expect(said(leads, noon, manners({ capARepADay: 3, sentToday }))).toEqual(['bundle UDANA: h1 h2 h3']);
  });

  test('keeps the thread from nobody by being over the cap', () => {
    const late = leads.map((lead) => having(lead, [50, 'rep']));
    expect(said(late, '2026-11-23T13:00:00+11:00', manners({ capARepADay: 0 }))).toEqual(
      Array(3).fill('thread 100'),
    );
  });

  test('hears of a lead once a working day, and again on the next', () => {
    const ladder = [
      { atPercent: 25, who: 'rep' },
      { atPercent: 50, who: 'rep' },
    ] as const;
    const remindedAt = instant('2026-11-23T10:00:00+11:00');
    const lead = having(aWatched(anOfferTo('UDANA', monday), { ladder, remindedAt }), [25, 'rep']);
    expect(said(lead, noon)).toEqual([]);
    expect(next(lead, noon)).toBe(instant('2026-11-24T09:00:00+11:00'));
  });

  test('is left alone on leave, while the thread is told', () => {
    const away = new Map([['UDANA', [{ from: monday, until: instant('2026-11-26T13:30:00+11:00') }]]]);
    const [lead] = leads;
    if (lead === undefined) throw new Error('there is no lead');
    expect(said(lead, '2026-11-23T13:00:00+11:00', manners({ away }))).toEqual(['thread 100']);
    const half = { ...lead, ladder: [{ atPercent: 50, who: 'rep' } as const] };
    expect(next(half, noon, manners({ away }))).toBe(instant('2026-11-26T13:30:00+11:00'));
  });

  test('who accepted is reminded of the first touch, and keeps the lead', () => {
    const accepted = anAccepted({ postedAt: monday, dueAt: null, at: instant('2026-11-23T10:00:00+11:00') });
    const lead = having(aWatched(accepted), [50, 'rep']);
    expect(said(lead, '2026-11-23T14:00:00+11:00')).toEqual(['rep UDANA 50']);
  });

  test('who left an accepted lead untouched is told first and alone, and managers on the next rung', () => {
    const at = instant('2026-11-23T10:00:00+11:00');
    const lead = aWatched(anAccepted({ postedAt: monday, dueAt: null, at }));
    const over = havingOf('first_touch', lead, [50, 'rep']);
    expect(untouchedFrom(lead)).toEqual(new Date('2026-11-24T10:00:00+11:00'));
    expect(said(over, '2026-11-24T09:59:00+11:00')).toEqual([]);
    expect(said(over, '2026-11-24T10:00:00+11:00')).toEqual(['rep UDANA 100']);
    const told = havingOf('first_touch', lead, [50, 'rep'], [100, 'rep']);
    expect(said(told, '2026-11-24T13:59:00+11:00')).toEqual([]);
    expect(said(told, '2026-11-24T14:00:00+11:00')).toEqual(['manager 150']);
    const [touched, noted] = [{ touchedAt: at }, { leftUntouched: true }];
    for (const change of [touched, noted])
      expect(untouchedFrom({ ...lead, handshake: anAccepted({ at, ...change }) })).toBeNull();
  });

  test.each<[string, Rung[], Rung[]]>([
    ['nobody is told by a ladder without rungs', [], []],
    [
      'one that ends before the time is over is climbed further',
      [{ atPercent: 80, who: 'rep' }],
      [
        { atPercent: 80, who: 'rep' },
        { atPercent: 100, who: 'rep' },
        { atPercent: 150, who: 'manager' },
      ],
    ],
    [
      'managers hear on its first rung after that, whomever it is for',
      [
        { atPercent: 300, who: 'all' },
        { atPercent: 120, who: 'thread' },
      ],
      [
        { atPercent: 100, who: 'rep' },
        { atPercent: 120, who: 'manager' },
      ],
    ],
  ])('of a first touch %s', (_name, ladder, climbed) => {
    expect(rungsFor('first_touch', ladder)).toEqual(climbed);
    expect(rungsFor('answer', ladder)).toBe(ladder);
  });

  test('is not reminded of a lead that is meant for nobody in particular', () => {
    const lead = aWatched(anOfferTo(null, monday));
    expect(said(lead, noon)).toEqual([]);
    expect(next(lead, noon)).toBe(instant('2026-11-23T13:00:00+11:00'));
  });
});

describe('a snooze', () => {
  const monday = instant('2026-11-23T09:00:00+11:00');
  const offer = anOfferTo('UDANA', monday);
  if (offer.status !== 'offered') throw new Error('the factory gives an offer');
  const snoozed = aWatched(
    { ...offer, snoozedUntil: instant('2026-11-25T14:00:00+11:00') },
    { ladder: [{ atPercent: 50, who: 'rep' }] },
  );
  const tuesday = '2026-11-24T11:00:00+11:00';

  test('holds everything until its time', () => {
    expect(said(snoozed, tuesday)).toEqual([]);
    expect(next(snoozed, tuesday)).toBe(instant('2026-11-25T14:00:00+11:00'));
    expect(said(snoozed, '2026-11-25T14:00:00+11:00')).toEqual(['rep UDANA 50']);
  });

  test('takes back a reminder that is on its way', () => {
    const reminder = { clock: 'answer', to: 'UDANA' } as const;
    expect(stillWanted(reminder, snoozed, new Date(tuesday))).toBe(false);
    const awake = aWatched(offer);
    expect(stillWanted(reminder, awake, new Date(tuesday))).toBe(true);
    expect(stillWanted({ ...reminder, to: 'USAM' }, awake, new Date(tuesday))).toBe(false);
    const accepted = aWatched(anAccepted({ postedAt: monday, dueAt: null }));
    expect(stillWanted(reminder, accepted, new Date(tuesday))).toBe(false);
  });
});

test('two leads of different clocks are told in the order of how far gone they are', () => {
  const early = aWatched(anOfferTo('UDANA', instant('2026-11-23T09:00:00+11:00'), 'z'));
  const late = aWatched(anOfferTo('UDANA', instant('2026-11-23T09:30:00+11:00'), 'a'));
  const now = new Date('2026-11-23T12:00:00+11:00');
  const plan = planNudges([late, early], manners({ capARepADay: 0 }), now);
  expect(plan.flatMap(rungsOf).map(({ handshake }) => handshake)).toEqual(['z', 'a']);
});

describe('giving a lead to somebody else', () => {
  const at = instant('2026-11-23T12:00:00+11:00');

  test('never gives it back to who rejected it, released it or let it lapse', () => {
    const passed = passedBy([
      { suggested: 'UANNA', events: [{ type: 'lapsed', at, by: null, of: 'UANNA' }] },
      {
        suggested: 'UBEN',
        events: [
          { type: 'reassigned', at, by: 'UMANAGER', to: 'UCARA' },
          { type: 'reassigned', at, by: 'UCARA', to: 'UDANA' },
          { type: 'accepted', at, by: 'UDANA', undoUntil: at },
          { type: 'accept_undone', at, by: 'UDANA' },
        ],
      },
    ]);
    expect([...passed]).toEqual(['UANNA', 'UCARA', 'UDANA']);
  });
});
