// Promises of whom a lead is offered to, with a real database: the right rep, never two for one turn, and nobody forgotten.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { accept, reject } from '../../src/journey/answer.js';
import { offerAgain } from '../../src/journey/offer-again.js';
import { engines } from '../engines.js';
import { NOW, someReasons } from '../make.js';
import { aSalesFloor, come, handshakeOf, suggestedIn } from './a-floor.js';
import { aPlace, type Place } from './a-workplace.js';

const numbered = (count: number, name = 'lead'): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${String(index).padStart(3, '0')}`);

describe.each(engines)('offers on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  test("go round among those in sales, and are everybody's while nobody is", async () => {
    const nobody = await place.workplace();
    await come(nobody, ['a']);
    expect(await handshakeOf(place, nobody, 'a')).toMatchObject({ suggested: null, why: null });
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM', 'UPRIYA'] });
    await come(workplace, numbered(4));
    await come(workplace, ['zz']);
    expect(Object.values(await suggestedIn(place, workplace))).toEqual([
      'UDANA',
      'USAM',
      'UPRIYA',
      'UDANA',
      'USAM',
    ]);
  });

  test("go to whoever knows the company, whoever's turn it is", async () => {
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM', 'UPRIYA'] });
    await come(workplace, ['first'], { email: 'ada@mercer.example' });
    const { id } = await handshakeOf(place, workplace, 'first');
    await accept(workplace, id, 'UPRIYA');
    await come(workplace, ['second'], { email: 'bob@mercer.example' });
    expect(await handshakeOf(place, workplace, 'second')).toMatchObject({
      suggested: 'UPRIYA',
      why: 'account',
    });
    await come(workplace, ['third'], { email: 'bob@gmail.com' });
    expect(await handshakeOf(place, workplace, 'third')).toMatchObject({ suggested: 'USAM', why: 'turn' });
    await come(workplace, ['fourth'], { email: 'x@y.example', owner: 'UDANA' });
    expect(await handshakeOf(place, workplace, 'fourth')).toMatchObject({ suggested: 'UDANA', why: 'owner' });
  });

  test('never give anybody more than the cap, and tell managers of what is left', async () => {
    const charter = { ...starterCharter, caps: { ...starterCharter.caps, openARep: 2 } };
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM'], charter });
    await come(workplace, numbered(7));
    const meant = Object.values(await suggestedIn(place, workplace));
    expect(meant).toEqual(['UDANA', 'USAM', 'UDANA', 'USAM', null, null, null]);
    const { rows } = await place.database.pool.query(
      `SELECT key, channel FROM message WHERE workspace = $1 AND kind = 'overflow'`,
      [workplace.store.workspace],
    );
    expect(rows).toEqual([{ key: 'overflow:2026-11-11:URITA', channel: 'URITA' }]);
    const { rows: unplaced } = await place.database.pool.query(
      'SELECT lead_id FROM unplaced WHERE workspace = $1 ORDER BY lead_id',
      [workplace.store.workspace],
    );
    expect(unplaced.map(({ lead_id }) => lead_id)).toEqual(['lead004', 'lead005', 'lead006']);
  });

  test('pass over who is away', async () => {
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM'] });
    const until = new Date(NOW.getTime() + 86_400_000);
    await workplace.store.leaves.add('UDANA', { from: NOW, until }, { by: 'UDANA', at: NOW });
    await come(workplace, numbered(3));
    expect(Object.values(await suggestedIn(place, workplace))).toEqual(['USAM', 'USAM', 'USAM']);
  });

  test('made in two processes at once take no turn twice', async () => {
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM', 'UPRIYA'] });
    const twin = await place.twinOf(workplace);
    await Promise.all(numbered(60).map((id, index) => come(index % 2 === 0 ? workplace : twin, [id])));
    const meant = Object.values(await suggestedIn(place, workplace));
    const count = (person: string): number => meant.filter((one) => one === person).length;
    expect([count('UDANA'), count('USAM'), count('UPRIYA')]).toEqual([20, 20, 20]);
  });

  test('made again go to somebody else, and come back to nobody who let the lead go', async () => {
    const workplace = await aSalesFloor(place, { sales: ['UDANA', 'USAM'] });
    await come(workplace, ['a']);
    const { id } = await handshakeOf(place, workplace, 'a');
    const again = (of: string) =>
      offerAgain(workplace, id, (next) => ({
        ...next,
        type: 'offer again',
        at: NOW.toISOString(),
        of,
        because: 'unanswered',
      }));
    expect((await again('UDANA')).handshake).toMatchObject({ suggested: 'USAM', why: 'turn' });
    expect((await again('UDANA')).refused).toEqual({ kind: 'settled' });
    expect((await again('USAM')).handshake).toMatchObject({ suggested: null, why: 'nobody_free' });
    await reject(workplace, id, 'USAM', someReasons());
    expect((await again('USAM')).refused).toEqual({ kind: 'settled' });
  });
});
