// Promises to leads for which nobody is free, with a real database: they wait in sight, and are offered as there is room.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { reject } from '../../src/journey/answer.js';
import { setAway } from '../../src/journey/away.js';
import { nudge } from '../../src/journey/nudge.js';
import { markPosted } from '../../src/journey/offer.js';
import { sweepsOf } from '../../src/journey/sweep.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { NOW, someReasons } from '../make.js';
import { aSalesFloor, come, handshakeOf, suggestedIn } from './a-floor.js';
import { aPlace, type Place } from './a-workplace.js';

const HOUR_MS = 3_600_000;

const hard = { ...starterCharter, mql: { ...starterCharter.mql, threshold: 90 } };
const easy = { ...starterCharter, caps: { ...starterCharter.caps, openARep: 2 } };

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `lead${String(index).padStart(2, '0')}`);

const comesIntoForce = ({ store, now }: Workplace, charter: typeof easy): Promise<void> =>
  store.drafts.step((sql) => store.charters.succeed(sql, { ended: 1, version: 2, charter }, now()));

const messagesOf = async (place: Place, { store }: Workplace, kind: string): Promise<string[]> => {
  const { rows } = await place.database.pool.query<{ key: string }>(
    'SELECT key FROM message WHERE workspace = $1 AND kind = $2 ORDER BY key',
    [store.workspace, kind],
  );
  return rows.map(({ key }) => key);
};

describe.each(engines)('leads without a rep on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  test('that a new charter makes MQLs are offered as far as there is room; the others wait, and managers are told', async () => {
    const clock = { at: NOW };
    const workplace = await aSalesFloor(place, {
      sales: ['UDANA', 'USAM'],
      charter: hard,
      now: () => clock.at,
    });
    const { 'judge-again': judgeAgain, 'place-leads': placeLeads } = sweepsOf(workplace);
    await come(workplace, numbered(7));
    expect(await place.handshakes(workplace)).toEqual([]);
    clock.at = new Date(NOW.getTime() + HOUR_MS);
    await comesIntoForce(workplace, easy);
    await judgeAgain();
    expect(Object.values(await suggestedIn(place, workplace)).toSorted()).toEqual([
      'UDANA',
      'UDANA',
      'USAM',
      'USAM',
    ]);
    expect(await workplace.store.unplaced.on('2026-11-11')).toEqual({ open: [], waiting: 3 });
    expect(await workplace.store.unplaced.line()).toEqual({ waiting: 3, since: clock.at });
    expect(await messagesOf(place, workplace, 'overflow')).toEqual(['overflow:2026-11-11:URITA']);

    expect(await placeLeads()).toBe(0);
    const [first] = await place.handshakes(workplace);
    await reject(workplace, first?.id ?? '', first?.suggested ?? '', someReasons());
    await placeLeads();
    expect(await place.handshakes(workplace)).toHaveLength(5);
    expect((await workplace.store.unplaced.on('2026-11-11')).waiting).toBe(2);
    const all = await place.handshakes(workplace);
    for (const { id, status, suggested } of all)
      if (status === 'offered') await reject(workplace, id, suggested ?? '', someReasons());
    await placeLeads();
    expect(await place.handshakes(workplace)).toHaveLength(7);
    expect(await workplace.store.unplaced.backlog()).toEqual([]);
    expect(await workplace.store.unplaced.line()).toBeNull();
  });

  test('that are no MQL any more when there is room are not offered', async () => {
    const clock = { at: NOW };
    const workplace = await aSalesFloor(place, { sales: ['UDANA'], charter: hard, now: () => clock.at });
    const { 'judge-again': judgeAgain, 'place-leads': placeLeads } = sweepsOf(workplace);
    await come(workplace, numbered(3));
    clock.at = new Date(NOW.getTime() + HOUR_MS);
    await comesIntoForce(workplace, easy);
    await judgeAgain();
    expect((await workplace.store.unplaced.backlog())[0]).toMatchObject({ waiting: 1 });
    // Demo requests count for thirty days.
    clock.at = new Date(NOW.getTime() + 40 * 24 * HOUR_MS);
    for (const { id, suggested } of await place.handshakes(workplace))
      await reject(workplace, id, suggested ?? '', someReasons({ nextOn: '2027-03-01' }));
    await placeLeads();
    expect(await place.handshakes(workplace)).toHaveLength(2);
    expect(await workplace.store.unplaced.backlog()).toEqual([]);
  });

  test('of somebody whose leave begins go to others once, and whoever they belonged to is told of each', async () => {
    const clock = { at: NOW };
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM'], now: () => clock.at });
    const { 'place-leads': placeLeads } = sweepsOf(workplace);
    await come(workplace, ['a', 'b']);
    const by = { id: 'UDANA', groups: [], isAdmin: false, isGuest: false };
    const from = new Date(NOW.getTime() + 2 * HOUR_MS);
    const until = new Date(NOW.getTime() + 48 * HOUR_MS);
    expect(await setAway(workplace, { by, person: 'UDANA', from, until })).toBeNull();
    expect(await placeLeads()).toBe(0);
    expect(await suggestedIn(place, workplace)).toEqual({ a: 'UDANA', b: 'USAM' });
    clock.at = new Date(from.getTime() + HOUR_MS);
    const twin = sweepsOf(await place.twinOf(workplace));
    await Promise.all([placeLeads(), twin['place-leads']()]);
    const { id, suggested } = await handshakeOf(place, workplace, 'a');
    expect(suggested).toBe('USAM');
    const events = await place.events(workplace, id);
    expect(events.map(({ data }) => data.type)).toEqual(['offered', 'reoffered']);
    const [key = ''] = await messagesOf(place, workplace, 'handed_over');
    expect(await workplace.store.leaves.handed(key.split(':')[1] ?? '')).toEqual([
      { handshake: id, to: 'USAM' },
    ]);
    expect(await placeLeads()).toBe(0);
  });

  test('that nobody has answered go to the next rep where the ladder says so, and to nobody who had them', async () => {
    const clock = { at: NOW };
    const charter = {
      ...starterCharter,
      ladder: [
        { atPercent: 100, who: 'reassign' as const },
        { atPercent: 150, who: 'reassign' as const },
      ],
    };
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM'], charter, now: () => clock.at });
    await come(workplace, ['a']);
    const { id } = await handshakeOf(place, workplace, 'a');
    const due = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);
    await markPosted(workplace, id, NOW, due(4));
    clock.at = due(4);
    expect(await nudge(workplace)).toBe(1);
    expect(await handshakeOf(place, workplace, 'a')).toMatchObject({
      suggested: 'USAM',
      why: 'turn',
      postedAt: due(4).toISOString(),
    });
    // Six working hours after four: the next day, at half past ten.
    clock.at = due(27);
    expect(await nudge(workplace)).toBe(1);
    expect(await handshakeOf(place, workplace, 'a')).toMatchObject({ suggested: null, why: 'nobody_free' });
    const events = await place.events(workplace, id);
    expect(events.map(({ data }) => data.type)).toEqual([
      'offered',
      'posted',
      'nudged',
      'reoffered',
      'nudged',
      'lapsed',
      'reoffered',
    ]);
    expect(await messagesOf(place, workplace, 'overflow')).toHaveLength(1);
  });
});
