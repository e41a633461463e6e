// Promises of the clocks: each starts when somebody could act, counts working time only, and goes on when it is over.
import { describe, expect, test } from 'vitest';
import { type Clock, clocksOf, systemDelay } from '../../src/handshake/clocks.js';
import type { Handshake } from '../../src/handshake/handshake.js';
import { workCalendar } from '../../src/handshake/working-time.js';
import { aCharter, aHandshake, anAccepted, aQualified, aRejected } from '../make.js';
import { anOfferTo, instant, sydney } from './a-watched.js';

const { charter } = aCharter();
const terms = { clocks: charter.clocks, calendar: sydney };

const at = (handshake: Handshake, now: string, touchedAt: string | null = null): Clock[] =>
  clocksOf({ ...handshake, touchedAt }, terms, new Date(now));

describe('the clock to answer', () => {
  test('does not run while the card is not in the channel', () => {
    expect(at(aHandshake({ postedAt: null, dueAt: null }), '2026-11-30T12:00:00+11:00')).toEqual([]);
  });

  test('counts ten minutes of Friday 16:50, and goes on on the Tuesday after the holiday, by the new clock', () => {
    const offer = anOfferTo('UDANA', instant('2026-10-02T16:50:00+10:00'));
    const [over] = at(offer, '2026-10-05T12:00:00+11:00');
    expect(over).toEqual({
      kind: 'answer',
      startedAt: instant('2026-10-02T16:50:00+10:00'),
      stoppedAt: null,
      dueAt: instant('2026-10-06T12:50:00+11:00'),
      usedMinutes: 10,
      allowedMinutes: 240,
      overdueMinutes: null,
      percent: (100 * 10) / 240,
    });
  });

  test('is not over at the minute it is due, and counts on after it', () => {
    const offer = anOfferTo('UDANA', instant('2026-11-23T09:00:00+11:00'));
    expect(at(offer, '2026-11-23T13:00:00+11:00')).toMatchObject([{ percent: 100, overdueMinutes: null }]);
    expect(at(offer, '2026-11-24T10:00:00+11:00')).toMatchObject([{ percent: 225, overdueMinutes: 300 }]);
  });

  test('still tells by how much it was over when the answer came late', () => {
    const offer = anOfferTo('UDANA', instant('2026-11-23T09:00:00+11:00'));
    const { postedAt } = offer;
    const late = aRejected({ postedAt, at: instant('2026-11-23T14:30:00+11:00') });
    expect(at(late, '2026-12-23T12:00:00+11:00')).toMatchObject([
      { kind: 'answer', stoppedAt: late.at, usedMinutes: 330, overdueMinutes: 90 },
    ]);
  });

  test('does not run where nobody ever works', () => {
    const never = { ...terms, calendar: workCalendar({ ...charter.working, days: {} }, () => []) };
    const offer = anOfferTo(null, instant('2026-11-23T09:00:00+11:00'));
    expect(clocksOf(offer, never, new Date('2026-11-30T12:00:00+11:00'))).toEqual([]);
  });
});

describe('the clocks of an accepted lead', () => {
  const posted = { postedAt: instant('2026-12-17T09:00:00+11:00'), dueAt: null };
  const accepted = anAccepted({ ...posted, at: instant('2026-12-17T15:00:00+11:00') });
  const byKind = (clocks: Clock[]) => Object.fromEntries(clocks.map((clock) => [clock.kind, clock]));

  test('both start with the accept, and working days end when work does', () => {
    expect(byKind(at(accepted, '2026-12-18T10:00:00+11:00'))).toMatchObject({
      answer: { stoppedAt: accepted.at, usedMinutes: 360, overdueMinutes: 120 },
      first_touch: { startedAt: accepted.at, dueAt: instant('2026-12-18T15:00:00+11:00'), usedMinutes: 180 },
      // Ten working days after Thursday 17 December: Christmas Day, its day in lieu and New Year's Day are none.
      decide_sql: { startedAt: accepted.at, dueAt: instant('2027-01-05T17:00:00+11:00'), stoppedAt: null },
    });
  });

  test('the first touch stops its clock and not the other', () => {
    const touched = instant('2026-12-17T15:30:00+11:00');
    expect(byKind(at(accepted, '2026-12-21T10:00:00+11:00', touched))).toMatchObject({
      first_touch: { stoppedAt: touched, usedMinutes: 30, overdueMinutes: null },
      decide_sql: { stoppedAt: null },
    });
  });

  test('who was touched before anybody accepted needs no other first touch', () => {
    const before = instant('2026-12-16T10:00:00+11:00');
    expect(byKind(at(accepted, '2026-12-21T10:00:00+11:00', before))).toMatchObject({
      first_touch: { stoppedAt: accepted.at, usedMinutes: 0, percent: 0 },
    });
  });

  test('a lead that became an SQL stops them all', () => {
    const sql = aQualified({
      ...posted,
      accepted: { by: 'UDANA', at: accepted.at },
      at: instant('2026-12-18T16:00:00+11:00'),
    });
    expect(at(sql, '2027-02-01T10:00:00+11:00').map(({ stoppedAt }) => stoppedAt)).toEqual([
      accepted.at,
      sql.at,
      sql.at,
    ]);
  });
});

test('the delay of the system counts the night too, and stands apart from every clock', () => {
  const received = instant('2026-11-23T23:00:00+11:00');
  const posted = anOfferTo(null, instant('2026-11-23T23:00:30+11:00'));
  expect(systemDelay(received, posted, new Date('2026-11-25T09:00:00+11:00'))).toBe(0.5);
  const waiting = aHandshake({ postedAt: null, dueAt: null });
  expect(systemDelay(received, waiting, new Date('2026-11-24T01:00:00+11:00'))).toBe(120);
});
