// A season: drawn alike from the same seed, told only by what the rules allow, and without a leak unless one is planted.
import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/commands/season/leaks.js';
import { plainPlan, sandboxPlan } from '../../src/commands/season/plan.js';
import { type Season, season } from '../../src/commands/season/season.js';
import { assess } from '../../src/handshake/assessment.js';
import { evolve } from '../../src/handshake/evolve.js';
import type { Handshake } from '../../src/handshake/handshake.js';
import { fold } from '../../src/handshake/lead.js';

const shortly = { ...plainPlan, weeks: 14 };
const handshakesOf = ({ leads }: Season) => leads.flatMap(({ handshakes }) => handshakes);

test('is the same for the same seed, and another for another', () => {
  const plan = { ...sandboxPlan, weeks: 12 };
  expect(season(3, plan)).toEqual(season(3, plan));
  expect(season(4, plan).leads[0]?.facts).not.toEqual(season(3, plan).leads[0]?.facts);
});

describe("the sandbox's season", () => {
  const sandbox = season(8);

  test('holds a few hundred leads of forty weeks, and handshakes that ended in every way', () => {
    expect(sandbox.leads.length).toBeGreaterThan(400);
    expect(sandbox.leads.length).toBeLessThan(900);
    const statuses = new Set(handshakesOf(sandbox).map(({ handshake }) => handshake.status));
    expect(statuses).toEqual(new Set(['offered', 'accepted', 'rejected', 'handed_back', 'qualified']));
    const types = new Set(handshakesOf(sandbox).flatMap(({ events }) => events.map(({ type }) => type)));
    for (const type of [
      'nudged',
      'lapsed',
      'left_untouched',
      'disputed',
      'upheld',
      'overturned',
      'won',
      'lost',
    ])
      expect(types).toContain(type);
  });

  test('tells each handshake by events in order, whose fold it is', () => {
    for (const { offer, events, handshake } of handshakesOf(sandbox)) {
      let [folded, at]: [Handshake, string] = [offer, offer.offeredAt];
      for (const event of events) {
        expect(event.at >= at).toBe(true);
        [folded, at] = [evolve(folded, event), event.at];
      }
      expect(folded).toEqual(handshake);
      expect(at < sandbox.ground.plan.until.toISOString()).toBe(true);
    }
  });

  test('offers leads only as they were known then, and as MQLs', () => {
    const { charters } = sandbox.ground;
    for (const { observed, signals, handshakes } of sandbox.leads)
      for (const { offer, offered } of handshakes) {
        const now = new Date(offer.offeredAt);
        const facts = observed
          .filter(({ at }) => at <= now)
          .flatMap(({ values, at: occurredAt }) =>
            Object.entries(values).map(([field, value]) => ({ field, value, occurredAt })),
          );
        const known = signals.filter(({ receivedAt }) => receivedAt <= now);
        const under = charters.find(({ version }) => version === offer.charterVersion);
        if (under === undefined) throw new Error('it was offered under no charter');
        expect(assess(under.charter, { facts: fold({}, facts), signals: known, now })).toEqual(offered);
        expect(offered.mql).toBe(true);
      }
  });

  test('gives nobody a lead first that they let go', () => {
    for (const { handshakes } of sandbox.leads)
      for (const [place, { handshake }] of handshakes.entries()) {
        const next = handshakes[place + 1]?.offer.suggested;
        if ('rejection' in handshake && next) expect(next).not.toBe(handshake.by);
      }
  });

  test('has a charter that both leaders signed in week 10, and that nobody has reviewed since', () => {
    const { draft } = sandbox.charter ?? {};
    expect(draft).toMatchObject({ status: 'in_force', reviewedAt: null });
    expect(draft?.signatures.marketing?.by).toBe('UMARCUS');
    expect(draft?.signatures.sales?.by).toBe('USASHA');
  });
});

test('without a leak everything is answered, touched and decided in time, and every rejection by the data', () => {
  const plain = season(1, { ...shortly, leaks: noLeaks });
  for (const { offer, events, handshake, rejections } of handshakesOf(plain)) {
    expect(events.some(({ type }) => type === 'lapsed' || type === 'left_untouched')).toBe(false);
    const posted = events.find((event) => event.type === 'posted');
    if (posted === undefined) continue;
    expect(Date.parse(posted.at) - Date.parse(offer.offeredAt)).toBeLessThan(60_000);
    const answered = events.find(({ type }) => type === 'accepted' || type === 'rejected');
    if (answered !== undefined) expect(answered.at <= (posted.dueAt ?? '')).toBe(true);
    expect(rejections.flatMap(({ contradicted }) => contradicted)).toEqual([]);
    if ('reply' in handshake && Date.parse(handshake.at) < plain.ground.until - 5 * 86_400_000)
      expect(handshake.reply).not.toBeNull();
  }
});
