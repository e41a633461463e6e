import { describe, expect, test } from 'vitest';
import {
  answer,
  cellOf,
  countOf,
  figureOf,
  groupsOf,
  partsOf,
  type Question,
} from '../../src/funnel/cells.js';
import type { Count } from '../../src/funnel/count.js';
import { countOfLead, countsOf } from '../../src/funnel/counts.js';
import { quantile } from '../../src/funnel/methods/histogram.js';
import { passageOf } from '../../src/funnel/passage.js';
import { countsOfWaiting, waitingOf } from '../../src/funnel/waiting.js';
import { assess } from '../../src/handshake/assessment.js';
import type { HandshakeEvent, Offered } from '../../src/handshake/handshake.js';
import { instant, sydney } from '../handshake/a-watched.js';
import { aCharter, aHandshake, aLead, aSignal } from '../make.js';

const { charter } = aCharter();
const terms = { charter, clocks: charter.clocks, calendar: sydney };
const offered = assess(charter, { facts: aLead(), signals: [aSignal()], now: new Date('2026-11-10T23:00Z') });

/** Wednesday 11 November 2026 in Sydney, a working day from 9 to 5. */
const at = (time: string, date = '2026-11-11'): string => instant(`${date}T${time}+11:00`);

const anOffer = (changes: Partial<Offered> = {}): Offered =>
  aHandshake({
    version: 1,
    postedAt: null,
    dueAt: null,
    offeredAt: at('09:58'),
    suggested: 'UPRIYA',
    ...changes,
  });
const posted: HandshakeEvent = { type: 'posted', at: at('10:00'), by: null, dueAt: at('14:00') };
const accepted = (time: string, date?: string): HandshakeEvent => ({
  type: 'accepted',
  at: at(time, date),
  by: 'UDANA',
  undoUntil: at(time, date),
});
const rejected = (time: string, changes: object = {}): HandshakeEvent => ({
  type: 'rejected',
  at: at(time),
  by: 'USAM',
  rejection: 'r',
  cited: ['company_size'],
  other: false,
  contradicted: [],
  nextStep: 'archive',
  nextOn: null,
  ...changes,
});

const passageWith = (events: HandshakeEvent[], offer = anOffer()) => passageOf({ offer, offered, events });
const counted = (events: HandshakeEvent[], offer?: Offered): Count[] =>
  countsOf(passageWith(events, offer), terms);
const brief = (counts: Count[], prefix: string) =>
  counts
    .filter(({ measure }) => measure.startsWith(prefix))
    .map(({ measure, day, rep, minutes }) => ({ measure, day, rep, minutes }));

describe('one handshake', () => {
  test('counts an accept on its own day in minutes of work, and its fate on the day of the offer', () => {
    const counts = counted([posted, accepted('09:30', '2026-11-12')]);
    expect(brief(counts, 'accepted')).toEqual([
      { measure: 'accepted:late', day: '2026-11-12', rep: 'UDANA', minutes: 450 },
    ]);
    expect(brief(counts, 'fate')).toEqual([
      { measure: 'fate:in_work', day: '2026-11-11', rep: 'UDANA', minutes: undefined },
    ]);
    expect(brief(counts, 'posted')).toEqual([
      { measure: 'posted', day: '2026-11-11', rep: null, minutes: 2 },
    ]);
  });

  test('belongs to the rep it is meant for while nobody answers', () => {
    expect(brief(counted([posted]), 'fate')).toEqual([
      { measure: 'fate:unanswered', day: '2026-11-11', rep: 'UPRIYA', minutes: undefined },
    ]);
  });

  test('does not count an accept that was undone', () => {
    const counts = counted([
      posted,
      accepted('10:05'),
      { type: 'accept_undone', at: at('10:06'), by: 'UDANA' },
    ]);
    expect(brief(counts, 'accepted')).toEqual([]);
    expect(brief(counts, 'working')).toEqual([]);
    expect(brief(counts, 'fate').map(({ measure }) => measure)).toEqual(['fate:unanswered']);
  });

  test('counts the time to answer from the card also when the answer was written down first', () => {
    const counts = counted([accepted('10:05'), posted]);
    expect(brief(counts, 'accepted')).toMatchObject([{ measure: 'accepted:in_time', minutes: 5 }]);
  });

  test('says what the machine had said of a cited criterion, and that nothing but the first was chosen', () => {
    const counts = counted([posted, rejected('11:00', { contradicted: ['company_size'] })]);
    const measures = counts.map(({ measure }) => measure);
    expect(measures).toContain('cited:company_size:met');
    expect(measures).toContain('verdict:company_size:met:rejected');
    expect(measures).toContain('reason:only_first_listed');
    expect(measures).toContain('reason:contradicted');
    expect(measures).not.toContain('reason:other');
    expect(measures).toContain('rule:size:rejected');
    expect(measures).toContain('fate:rejected:archive');
  });

  test('counts the latest reply on the day of the rejection, with the time until the first', () => {
    const reply = (type: 'acknowledged' | 'disputed', time: string): HandshakeEvent => ({
      type,
      at: at(time, '2026-11-12'),
      by: 'UMIA',
      rejection: 'r',
    });
    const counts = counted([
      posted,
      rejected('16:00'),
      reply('acknowledged', '09:30'),
      reply('disputed', '15:00'),
    ]);
    expect(brief(counts, 'reply')).toEqual([
      { measure: 'reply:disputed', day: '2026-11-11', rep: 'USAM', minutes: 90 },
    ]);
  });

  test('counts a rejection that was overturned, and the new offer from its own card on', () => {
    const overturned: HandshakeEvent = {
      type: 'overturned',
      at: at('12:00'),
      by: 'UMAX',
      rejection: 'r',
      to: 'UDANA',
      dueAt: at('16:00'),
    };
    const counts = counted([posted, rejected('11:00'), overturned, accepted('12:30')]);
    expect(brief(counts, 'rejected')).toMatchObject([{ rep: 'USAM', minutes: 60 }]);
    expect(brief(counts, 'accepted')).toMatchObject([{ rep: 'UDANA', minutes: 30 }]);
    expect(brief(counts, 'answering').map(({ measure }) => measure)).toEqual([
      'answering:rejected',
      'answering:accepted',
    ]);
    expect(brief(counts, 'fate').map(({ measure }) => measure)).toEqual(['fate:in_work']);
    expect(brief(counts, 'ruling').map(({ measure }) => measure)).toEqual(['ruling:overturned']);
  });

  test('is hollow once the time for a first touch has run out, and no more when one turns out to have been made', () => {
    const ranOut: HandshakeEvent = {
      type: 'left_untouched',
      at: at('15:00', '2026-11-12'),
      by: null,
      of: 'UDANA',
    };
    const told: HandshakeEvent = {
      type: 'touched',
      at: at('16:00', '2026-11-12'),
      by: null,
      touchedAt: at('13:00'),
    };
    const hollow = counted([posted, accepted('10:05'), ranOut]);
    expect(brief(hollow, 'fate').map(({ measure }) => measure)).toEqual(['fate:hollow']);
    expect(brief(hollow, 'left_untouched')).toHaveLength(1);
    const touched = counted([posted, accepted('10:05'), ranOut, told]);
    expect(brief(touched, 'fate').map(({ measure }) => measure)).toEqual(['fate:in_work']);
    expect(brief(touched, 'left_untouched')).toEqual([]);
    expect(brief(touched, 'touching')).toMatchObject([{ measure: 'touching:touched', minutes: 175 }]);
  });

  test('counts a deal in cents, once, as the last word on it has it', () => {
    const won = (value: number | null): HandshakeEvent => ({
      type: 'won',
      at: at('12:00', '2026-11-20'),
      by: null,
      wonAt: at('12:00', '2026-11-18'),
      value,
    });
    const sql: HandshakeEvent = { type: 'qualified', at: at('12:00', '2026-11-13'), by: 'UDANA', ticked: [] };
    const cells = counted([posted, accepted('10:05'), sql, won(100), won(99.995)]).map(cellOf);
    expect(figureOf(cells, 'won')).toMatchObject({ n: 1, cents: 10000, seconds: 3 * 8 * 3600 });
    expect(figureOf(cells, 'reached:won')).toMatchObject({ n: 1, cents: 10000 });
    expect(countOf(cells, 'reached')).toBe(5);
    // 99.995 is in the bucket of a hundred: its middle is within 4 %.
    expect(quantile(figureOf(cells, 'worth').minutes, 0.5)).toBeCloseTo(100, -1);
    expect(brief(counted([posted, accepted('10:05'), sql, won(null)]), 'worth')).toEqual([]);
  });

  test('says of what was answered how it fared, by whether the answer that stands came in time', () => {
    const timed = (events: HandshakeEvent[]): string[] =>
      brief(counted(events), 'timed').map(({ measure }) => measure);
    expect(timed([posted])).toEqual([]);
    expect(timed([posted, accepted('13:00')])).toEqual(['timed:in_time:offered', 'timed:in_time:accepted']);
    expect(timed([posted, rejected('14:01')])).toEqual(['timed:late:offered', 'timed:late:rejected']);
    const away: HandshakeEvent = {
      type: 'reoffered',
      at: at('15:00'),
      by: null,
      of: 'UPRIYA',
      to: 'UDANA',
      because: 'away',
      dueAt: at('11:00', '2026-11-12'),
    };
    expect(timed([posted, away, accepted('16:00')])).toEqual([
      'timed:in_time:offered',
      'timed:in_time:accepted',
    ]);
  });

  test('looks quick within ten seconds of the card, and bunched in the last twentieth of the time allowed', () => {
    const quick = counted([posted, { ...accepted('10:00'), at: instant('2026-11-11T10:00:09+11:00') }]);
    expect(brief(quick, 'gaming').map(({ measure }) => measure)).toEqual(['gaming:quick']);
    const late = counted([posted, accepted('13:50')]);
    expect(brief(late, 'gaming').map(({ measure }) => measure)).toEqual(['gaming:last_minute']);
    expect(brief(counted([posted, accepted('14:01')]), 'gaming')).toEqual([]);
  });

  test('waits in time until an answer is due, then overdue, and lapses for good', () => {
    const passage = passageWith([posted]);
    const fates = (time: string): string[] => {
      const waiting = waitingOf(passage, terms);
      if (waiting === null) throw new Error('it does not wait');
      return countsOfWaiting(waiting, sydney, new Date(at(time))).map(({ measure }) => measure);
    };
    expect(fates('13:59')).toEqual(['unanswered:in_time', 'answering:open']);
    expect(fates('14:01')).toEqual(['unanswered:overdue', 'answering:open']);
    const lapsed: HandshakeEvent = { type: 'lapsed', at: at('16:00'), by: null, of: 'UPRIYA' };
    expect(waitingOf(passageWith([posted, lapsed]), terms)).toBeNull();
    expect(brief(counted([posted, lapsed]), 'unanswered')).toMatchObject([{ measure: 'unanswered:lapsed' }]);
  });
});

test('counts a lead under the day it arrived in the zone of the charter, and under no rep', () => {
  const seen = { kind: 'lead', source: 'web', campaign: null, segment: null, at: at('00:30') } as const;
  expect(countOfLead(seen, 3, terms)).toMatchObject({ day: '2026-11-11', measure: 'lead', rep: null, n: 1 });
});

describe('a question', () => {
  const cells = [
    ...counted([posted, accepted('10:05')]),
    ...counted(
      [posted, rejected('11:00')],
      anOffer({ lead: { source: 'crm', id: '1' }, offeredAt: at('09:00', '2026-11-15') }),
    ),
  ].map(cellOf);
  const question: Question = { from: null, to: null, by: [], grain: 'all' };

  test('counts from the first day up to and without the last', () => {
    const period = { ...question, from: '2026-11-11', to: '2026-11-15' };
    expect(countOf(answer(cells, period), 'offered')).toBe(1);
    expect(countOf(answer(cells, { ...period, to: '2026-11-16' }), 'offered')).toBe(2);
  });

  test('begins weeks on Monday', () => {
    const weeks = answer(cells, { ...question, grain: 'week', measures: ['offered'] });
    expect(weeks.map(({ day, figure }) => [day, figure.n])).toEqual([['2026-11-09', 2]]);
  });

  test('counts only what stands under what is asked, group by group', () => {
    const crm = answer(cells, {
      ...question,
      by: ['source'],
      where: { source: ['crm'] },
      measures: ['fate'],
    });
    expect([...groupsOf(crm, 'source').keys()]).toEqual(['crm']);
    expect([...partsOf(crm, 'fate')].map(([part, { n }]) => [part, n])).toEqual([['rejected:archive', 1]]);
  });

  test('cannot be answered from cells that do not tell apart what it asks', () => {
    expect(() => answer(answer(cells, question), { ...question, by: ['rep'] })).toThrow(RangeError);
  });
});
