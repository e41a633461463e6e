// The replay adds up: who is gained and lost by source, what sales had said of them, and what nobody can know.
import { describe, expect, test } from 'vitest';
import type { PastHandshake, PastLead } from '../../src/funnel/past.js';
import {
  aPast,
  charter,
  day,
  factsOn,
  fitting,
  offeredOn,
  replayOf,
  signalOn,
  withThreshold,
} from './a-past.js';

const EVERYBODY_ABOVE = 60;

/** A lead that asked for a demo on day 2, which makes 60 points; it was offered then, and answered. */
const asked = (id: string, changes: Partial<PastLead> = {}): PastLead =>
  aPast({
    key: { source: 'web', id },
    signals: [signalOn(2, 'demo_requested')],
    handshakes: [offeredOn(2, 'accepted')],
    ...changes,
  });

/** A lead that downloaded the guide on day 3, which makes 55 points. */
const read = (id: string, changes: Partial<PastLead> = {}): PastLead =>
  aPast({
    key: { source: 'webinar', id },
    signals: [signalOn(3, 'pricing_guide_downloaded')],
    handshakes: [offeredOn(3, 'rejected')],
    ...changes,
  });

/** A lead that downloaded one piece, beside a window that is open: 45 points or so, never offered. */
const looked = (id: string): PastLead =>
  aPast({
    key: { source: 'fair', id },
    signals: [1, 1, 1].map((at) => signalOn(at, 'pricing_page_viewed')),
    handshakes: [],
  });

const answered = (status: PastHandshake['status'], n: number, lead: typeof asked): PastLead[] =>
  Array.from({ length: n }, (_, index) => lead(`${status}-${index}`, { handshakes: [offeredOn(3, status)] }));

describe('the MQLs of a period under two charters', () => {
  test('the same charter twice keeps everybody', () => {
    const replay = replayOf([asked('1'), read('2'), looked('3'), aPast()]);
    expect(replay).toMatchObject({
      leads: 4,
      mqlNow: 3,
      mqlDraft: 3,
      offered: 2,
      kept: 3,
      gained: [],
      lost: [],
    });
    expect(replay.acceptance.draft).toEqual(replay.acceptance.now);
  });

  test('a higher threshold loses by source, and tells how many sales had accepted or made an SQL', () => {
    const leads = [
      asked('1'),
      read('2'),
      read('3', { handshakes: [offeredOn(3, 'accepted')] }),
      read('4', { handshakes: [offeredOn(3, 'qualified')] }),
      read('5', { key: { source: 'crm', id: '5' }, handshakes: [offeredOn(3, 'handed_back')] }),
    ];
    const replay = replayOf(leads, { draft: withThreshold(EVERYBODY_ABOVE) });
    expect(replay).toMatchObject({ mqlNow: 5, mqlDraft: 1, kept: 1, gained: [] });
    expect(replay.lost).toEqual([
      { source: 'webinar', n: 3, ofWhichAccepted: 2, ofWhichSql: 1 },
      { source: 'crm', n: 1, ofWhichAccepted: 0, ofWhichSql: 0 },
    ]);
    expect(replay.examples.lost.map(({ id }) => id)).toEqual(['4', '3', '2', '5']);
  });

  test('a lower threshold gains leads that nobody has judged, and says what that leaves open', () => {
    const replay = replayOf([asked('1'), read('2'), looked('3'), looked('4')], {
      inForce: withThreshold(55),
      draft: withThreshold(45),
    });
    expect(replay).toMatchObject({ mqlNow: 2, mqlDraft: 4, kept: 2, lost: [] });
    expect(replay.gained).toEqual([{ source: 'fair', n: 2 }]);
    expect(replay.examples.gained).toEqual([looked('3').key, looked('4').key]);
    expect(replay.acceptance).toMatchObject({ unjudged: 2, ifNone: 1 / 4, ifAll: 3 / 4 });
    expect(replay.acceptance.draft).toMatchObject({ rate: 1 / 2, n: 2 });
  });

  test('a lower threshold never loses a lead that it finds before the period begins', () => {
    const early = asked('1', {
      facts: [factsOn(-4, fitting)],
      signals: [
        signalOn(-3, 'pricing_page_viewed'),
        signalOn(-3, 'pricing_page_viewed'),
        signalOn(-3, 'pricing_page_viewed'),
        signalOn(2, 'demo_requested'),
      ],
    });
    const lower = replayOf([early], { inForce: withThreshold(EVERYBODY_ABOVE), draft: withThreshold(45) });
    expect(lower).toMatchObject({
      mqlNow: 1,
      mqlDraft: 0,
      kept: 1,
      sooner: 1,
      later: 0,
      gained: [],
      lost: [],
    });
    const higher = replayOf([early], { inForce: withThreshold(45), draft: withThreshold(EVERYBODY_ABOVE) });
    expect(higher).toMatchObject({
      mqlNow: 0,
      mqlDraft: 1,
      kept: 0,
      sooner: 0,
      later: 1,
      gained: [],
      lost: [],
    });
  });

  test('a lead that came as history is an MQL that was never offered, and says nothing about acceptance', () => {
    const imported = [1, 2, 3].map((n) => asked(`${n}`, { handshakes: [] }));
    const replay = replayOf([...imported, asked('4')]);
    expect(replay).toMatchObject({ mqlNow: 4, kept: 4, offered: 1 });
    expect(replay.acceptance.now.n).toBe(1);
  });
});

describe('what acceptance to expect', () => {
  const leads = [
    ...answered('accepted', 15, asked),
    ...answered('qualified', 9, asked),
    ...answered('rejected', 6, asked),
    ...answered('offered', 4, asked),
    ...answered('accepted', 4, read),
    ...answered('handed_back', 16, read),
  ];

  test('counts the answers about leads that the draft keeps, and leaves out what nobody answered', () => {
    const { acceptance, notEnoughData } = replayOf(leads, { draft: withThreshold(EVERYBODY_ABOVE) });
    expect(acceptance.now).toMatchObject({ rate: 28 / 50, n: 50 });
    expect(acceptance.draft).toMatchObject({ rate: 24 / 30, n: 30 });
    expect(acceptance.draft.low).toBeCloseTo(0.627, 3);
    expect(acceptance.draft.high).toBeCloseTo(0.905, 3);
    expect(notEnoughData).toBe(false);
  });

  test('compares those it keeps with those it drops, which share no lead', () => {
    const { keptLessLost } = replayOf(leads, { draft: withThreshold(EVERYBODY_ABOVE) }).acceptance;
    expect(keptLessLost?.difference).toBeCloseTo(24 / 30 - 4 / 20, 9);
    expect(keptLessLost?.n).toEqual([30, 20]);
    expect(keptLessLost?.low).toBeGreaterThan(0.3);
  });

  test('says that there is not enough data below thirty answers', () => {
    const replay = replayOf(leads.slice(1), { draft: withThreshold(EVERYBODY_ABOVE) });
    expect([replay.acceptance.draft.n, replay.notEnoughData]).toEqual([29, true]);
  });

  test('knows nothing when nobody has answered', () => {
    const { acceptance, notEnoughData } = replayOf([asked('1', { handshakes: [offeredOn(2, 'offered')] })]);
    expect(acceptance).toEqual({
      now: { rate: null, low: 0, high: 1, n: 0 },
      draft: { rate: null, low: 0, high: 1, n: 0 },
      keptLessLost: null,
      unjudged: 0,
      ifNone: null,
      ifAll: null,
    });
    expect(notEnoughData).toBe(true);
  });

  test('takes a lead that came back by its last answer in the period, and only by that period', () => {
    const back = asked('1', {
      handshakes: [offeredOn(20, 'accepted'), offeredOn(2, 'rejected'), offeredOn(31, 'rejected')],
    });
    expect(replayOf([back]).acceptance.now).toMatchObject({ rate: 1, n: 1 });
    expect(replayOf([back], { period: { from: day(0), to: day(10) } }).acceptance.now).toMatchObject({
      rate: 0,
      n: 1,
    });
    const answeredBefore = asked('2', {
      facts: [factsOn(-9, fitting)],
      handshakes: [offeredOn(-5, 'accepted')],
    });
    expect(replayOf([answeredBefore])).toMatchObject({
      mqlNow: 1,
      offered: 0,
      acceptance: { now: { n: 0 } },
    });
  });

  test('uses an answer that sales gave under an older charter about a lead that only the draft would offer', () => {
    const offeredThen = { ...looked('1'), handshakes: [offeredOn(1, 'qualified')] };
    const { acceptance, gained } = replayOf([offeredThen], {
      inForce: withThreshold(55),
      draft: withThreshold(45),
    });
    expect(gained).toEqual([{ source: 'fair', n: 1 }]);
    expect(acceptance).toMatchObject({ now: { n: 0 }, draft: { rate: 1, n: 1 }, unjudged: 0 });
  });
});

test('the order of the leads changes nothing but the examples', () => {
  const leads = [asked('1'), read('2'), looked('3'), aPast()];
  const [forth, back] = [leads, leads.toReversed()].map((each) =>
    replayOf(each, { draft: withThreshold(58) }),
  );
  expect({ ...back, examples: null }).toEqual({ ...forth, examples: null });
  expect(charter.mql.threshold).toBe(50);
});
