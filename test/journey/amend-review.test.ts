// The promises of the quarterly review: it is remembered, "no change" is signed by both, and nobody is told twice.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propose } from '../../src/journey/amend.js';
import { charterHistory, charterStanding } from '../../src/journey/charter-standing.js';
import { remindOfReview, reviewOf, signReview } from '../../src/journey/review.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { storeOf } from '../../src/store/store.js';
import { engines } from '../engines.js';
import { aPlace, type Place } from './a-workplace.js';
import {
  aDraft,
  aSetUpWorkplace,
  bothSign,
  dana,
  draftOf,
  mia,
  priya,
  rita,
  withThreshold,
} from './amend-people.js';

/** 09:05 of a day in Sydney, where the charter keeps its calendar (daylight saving until April 2027). */
const morning = (day: string): Date => new Date(`${day}T09:05:00+11:00`);

describe.each(engines)('the review on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  /** Signed into force on 11 November 2026 in Sydney, where it was still the 10th by UTC: due on 11 February. */
  async function inForce(of: { now: () => Date }): Promise<Workplace> {
    const workplace = await aSetUpWorkplace(place, of);
    await bothSign(workplace, await aDraft(workplace));
    return workplace;
  }

  const reminders = async ({ store }: Workplace): Promise<string[]> => {
    const { rows } = await place.database.pool.query<{ key: string; channel: string }>(
      `SELECT key, channel FROM message WHERE workspace = $1 AND kind = 'review' ORDER BY key`,
      [store.workspace],
    );
    for (const { key, channel } of rows) expect(key.endsWith(`:${channel}`)).toBe(true);
    return rows.map(({ key }) => key);
  };

  test('owner and leaders are reminded a week before, on the day and weekly, once each on many processes', async () => {
    let now = morning('2026-11-11');
    const here = await inForce({ now: () => now });
    const there = await place.twinOf(here);
    const told: Record<string, number> = {};
    for (const day of ['02-03', '02-04', '02-05', '02-10', '02-11', '02-17', '02-18', '03-04']) {
      now = morning(`2027-${day}`);
      const counts = await Promise.all([remindOfReview(here), remindOfReview(there), remindOfReview(here)]);
      told[day] = counts.reduce((sum, count) => sum + count, 0);
    }
    // A rung whose morning was missed is told later in its week; one that was missed for a week is not told late.
    expect(told).toEqual({
      '02-03': 0,
      '02-04': 3,
      '02-05': 0,
      '02-10': 0,
      '02-11': 3,
      '02-17': 0,
      '02-18': 3,
      '03-04': 3,
    });
    const people = [mia.id, priya.id, rita.id];
    expect(await reminders(here)).toEqual(
      [-1, 0, 1, 3].flatMap((rung) => people.map((id) => `review:2:2027-02-11:${rung}:${id}`)).sort(),
    );
  });

  test('a charter that was signed before charters had some part is reviewed over the text that was signed', async () => {
    let now = morning('2026-11-11');
    const { store, ...rest } = await inForce({ now: () => now });
    const signed = 'a'.repeat(64);
    await place.database.pool.query(
      `UPDATE charter SET content = content - 'digest' - 'caps' WHERE workspace = $1`,
      [store.workspace],
    );
    await place.database.pool.query(
      `UPDATE charter_draft SET state = jsonb_set(state #- '{content,digest}' #- '{content,caps}', '{hash}', $2)
       WHERE workspace = $1 AND version = 2`,
      [store.workspace, JSON.stringify(signed)],
    );
    // As a process reads it that starts after the upgrade.
    const workplace = { ...rest, store: storeOf(place.database, store.workspace) };
    now = morning('2027-02-12');
    const { inForce: standing, review } = await charterStanding(workplace);
    expect(standing.charter.digest).toEqual({ day: 'monday', time: '09:00' });
    expect(standing.hash).toBe(signed);
    const shown = { version: 2, hash: standing.hash, since: review.since };
    draftOf(await signReview(workplace, { ...shown, by: mia, side: 'marketing' }));
    const reviewed = draftOf(await signReview(workplace, { ...shown, by: priya, side: 'sales' }));
    expect(reviewed).toMatchObject({ reviewedAt: now.toISOString() });
    // What it lacks is as it goes without saying: proposing the same again changes nothing.
    const same = await propose(workplace, { by: rita, base: 2, charter: standing.charter, why: 'The same.' });
    expect(same.refused).toMatchObject({ kind: 'nothing changes' });
  });

  test('"no change" is signed by both leaders over the text in force, and the months count from then', async () => {
    let now = morning('2026-11-11');
    const workplace = await inForce({ now: () => now });
    now = morning('2027-02-12');
    const { inForce: standing, review } = await charterStanding(workplace);
    expect(review).toMatchObject({ dueOn: '2027-02-11', state: 'overdue', rung: 0 });
    const { version, hash } = standing;
    const shown = { version, hash, since: review.since };
    const one = draftOf(await signReview(workplace, { ...shown, by: mia, side: 'marketing' }));
    expect(one).toMatchObject({ reviewedAt: null, review: { marketing: { by: mia.id, hash } } });
    expect(await remindOfReview(workplace)).toBe(2); // Mia has signed
    const two = { ...shown, by: priya, side: 'sales' } as const;
    expect(draftOf(await signReview(workplace, two))).toMatchObject({ reviewedAt: now.toISOString() });
    expect(await reviewOf(workplace)).toMatchObject({ dueOn: '2027-05-12', state: 'not yet', rung: null });
    // The same click again is a success, and does not begin the next review.
    expect(draftOf(await signReview(workplace, two))).toMatchObject({
      review: { marketing: null, sales: null },
    });
    const [history] = await charterHistory(workplace);
    expect(history?.events.slice(-3).map(({ type, by }) => [type, by])).toEqual([
      ['review_signed', mia.id],
      ['review_signed', priya.id],
      ['reviewed', null],
    ]);
  });

  test('nobody but the leaders signs it, each for one side, and only over the text they were shown', async () => {
    const workplace = await inForce({ now: () => morning('2026-11-11') });
    const { inForce: standing, review } = await charterStanding(workplace);
    const shown = { version: 2, hash: standing.hash, since: review.since, side: 'marketing' } as const;
    expect((await signReview(workplace, { ...shown, by: rita })).refused?.kind).toBe('not permitted');
    expect((await signReview(workplace, { ...shown, by: priya })).refused?.kind).toBe('not the leader');
    const other = await signReview(workplace, { ...shown, hash: 'f'.repeat(64), by: mia });
    expect(other.refused?.kind).toBe('changed since');
    // The starter is nobody's draft: it is to be proposed and signed.
    expect((await signReview(workplace, { ...shown, version: 1, by: mia })).refused?.kind).toBe(
      'no such draft',
    );
  });

  test('a version that was replaced meanwhile is not reviewed any more', async () => {
    const workplace = await inForce({ now: () => morning('2026-11-11') });
    const { inForce: standing, review } = await charterStanding(workplace);
    await bothSign(workplace, await aDraft(workplace, withThreshold(70)));
    const shown = { version: 2, hash: standing.hash, since: review.since, side: 'marketing' } as const;
    const late = await signReview(workplace, { ...shown, by: mia });
    expect(late).toMatchObject({
      draft: { status: 'superseded', successor: 3 },
      refused: { kind: 'not open' },
    });
  });

  test('an unsigned charter is due for review too, and a draft that is open puts nothing off', async () => {
    let now = new Date('2026-11-10T23:00:00.000Z');
    const workplace = await aSetUpWorkplace(place, { now: () => now });
    now = morning('2027-02-11');
    await aDraft(workplace);
    expect(await reviewOf(workplace)).toMatchObject({ version: 1, dueOn: '2027-02-11', state: 'due' });
    expect(await remindOfReview(workplace)).toBe(3);
    expect(await remindOfReview(await place.workplace({ now: () => now }))).toBe(0); // nobody is named
  });

  test('a charter that is reviewed more often is due by its own months', async () => {
    let now = morning('2026-11-30');
    const workplace = await aSetUpWorkplace(place, { now: () => now });
    const { version: base } = await workplace.store.charters.inForce();
    const charter = withThreshold(60, { reviewEveryMonths: 15 });
    const proposal = { base, charter, why: 'Less often.' };
    expect((await propose(workplace, { ...proposal, by: dana })).refused).toEqual({
      kind: 'not yours to name',
    });
    await bothSign(workplace, draftOf(await propose(workplace, { ...proposal, by: rita })));
    now = morning('2027-01-04');
    // From 30 November on, fifteen months end in a February that has 29 days.
    expect((await reviewOf(workplace)).dueOn).toBe('2028-02-29');
  });
});
