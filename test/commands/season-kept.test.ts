// A season in the database: what is kept is what was told, and the bot that takes over from there finds nothing amiss.
import { randomUUID } from 'node:crypto';
import Holidays from 'date-holidays';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxPlan } from '../../src/commands/season/plan.js';
import { type Season, season } from '../../src/commands/season/season.js';
import { shownOf, writeSeason } from '../../src/commands/season/write-season.js';
import { evolve } from '../../src/handshake/evolve.js';
import type { Handshake, HandshakeEvent } from '../../src/handshake/handshake.js';
import { charterStanding } from '../../src/journey/charter-standing.js';
import { holidayLookup } from '../../src/journey/holidays.js';
import { bringBack, judgeAgain } from '../../src/journey/sweep.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { storeOf } from '../../src/store/store.js';
import { identity } from '../../src/store/taking-in.js';
import { oneEngine } from '../engines.js';
import { aPlace, type Place } from '../journey/a-workplace.js';

const CHANNEL = 'CHANDSHAKE';
const DAY_MS = 86_400_000;

describe('a season in the database', () => {
  let place: Place;
  let workplace: Workplace;
  let told: Season;
  const heard: number[] = [];
  beforeAll(async () => {
    place = await aPlace(oneEngine);
    told = season(5, { ...sandboxPlan, weeks: 16, holidays: [{ rep: 'USAM', fromWeek: 15, weeks: 2 }] });
    const store = storeOf(place.database, randomUUID());
    await store.settings.open({ playground: true, channel: CHANNEL });
    await writeSeason(store, told, { channel: CHANNEL, told: (leads) => heard.push(leads) });
    const now = () => told.ground.plan.until;
    workplace = { store, channel: CHANNEL, now, holidaysOf: holidayLookup(Holidays), owed() {} };
  });
  afterAll(() => place.close());

  test('has each handshake as the fold of its events, and as it was told', async () => {
    const kept = new Map((await place.handshakes(workplace)).map((one) => [one.id, one]));
    const handshakes = told.leads.flatMap((lead) => lead.handshakes);
    expect(kept.size).toBe(handshakes.length);
    for (const { offer, handshake } of handshakes.slice(-60)) {
      const [first, ...events] = await place.events(workplace, offer.id);
      expect(first?.data.type).toBe('offered');
      const folded = events.reduce<Handshake>((so, { data }) => evolve(so, data as HandshakeEvent), offer);
      expect(folded).toEqual(handshake);
      expect(kept.get(offer.id)).toEqual(handshake);
    }
  });

  test('has the words of reps and marketing beside what the data said', async () => {
    const spoken = told.leads
      .flatMap(({ handshakes }) => handshakes)
      .filter((each) => each.replies.length > 0);
    expect(spoken.length).toBeGreaterThan(0);
    for (const { handshake, rejections } of spoken) {
      const scene = await workplace.store.handshakes.scene(handshake.id, 5);
      if ('rejection' in handshake)
        expect(scene?.reasons?.note).toBe(rejections.find(({ id }) => id === handshake.rejection)?.note);
    }
  });

  test('has every lead with its past, so that it can be replayed', async () => {
    const past = new Map<string, number>();
    for await (const page of workplace.store.past.pages(told.ground.plan.until))
      for (const { key, facts, signals } of page) past.set(identity(key), facts.length + signals.length);
    expect(past.size).toBe(told.leads.length);
    for (const { key, observed, signals } of told.leads)
      expect(past.get(identity(key))).toBe(observed.length + signals.length);
    expect(heard.at(-1)).toBe(told.leads.length);
  });

  test('tells the charter in force, signed by both, and whose review is due when', async () => {
    const { charter, version, signed } = await workplace.store.charters.inForce();
    expect([version, signed, charter.name]).toEqual([2, true, 'Southern Cross charter']);
    expect((await workplace.store.drafts.history()).map(({ type }) => type)).toContain('came_into_force');
    expect(JSON.stringify(await charterStanding(workplace))).toContain('2026');
  });

  test('shows the last days in the channel: a card for each offer, and threads under their cards', async () => {
    const shown = shownOf(told);
    const cards = new Set(shown.filter(({ kind }) => kind === 'card').map(({ key }) => key));
    expect(cards.size).toBeGreaterThan(5);
    expect(shown.length).toBeLessThan(150);
    for (const { thread } of shown) if (thread !== null) expect(cards).toContain(thread);
  });

  test('leaves the sweeps of the next day only the leads that are to come back on it', async () => {
    const known = new Set((await place.handshakes(workplace)).map(({ id }) => id));
    const next = new Date(told.ground.until + DAY_MS);
    const tomorrow = { ...workplace, now: () => next };
    expect(await judgeAgain(tomorrow)).toBe(told.leads.length);
    await bringBack(tomorrow);
    const opened = (await place.handshakes(workplace)).filter(({ id }) => !known.has(id));
    const days = opened.map(({ lead, cycle }) => {
      const before = told.leads.find(({ key }) => identity(key) === identity(lead))?.handshakes[cycle - 2];
      return before !== undefined && 'nextOn' in before.handshake ? before.handshake.nextOn : null;
    });
    for (const day of days) expect(day).toBe('2026-11-10');
  });
});
