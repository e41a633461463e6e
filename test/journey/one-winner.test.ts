// The promise that one lead never has two reps: of many who accept in the same moment one has it, and all others know who.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evolve } from '../../src/handshake/evolve.js';
import { decide } from '../../src/handshake/handshake.js';
import { standing } from '../../src/journey/act.js';
import { accept, undoAccept } from '../../src/journey/answer.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { NOW } from '../make.js';
import { PATIENCE_MS, runs } from '../properties/runs.js';
import { anIncomingLead, aParcel, aPlace, type Place } from './a-workplace.js';

const REPS = 100;

/** On the embedded engine all statements go through one connection, so that fewer rounds show the same. */
const ROUNDS = { embedded: 30, server: 200 };

const reps = Array.from({ length: REPS }, (_, index) => `UREP${index}`);

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  let here: Workplace;
  let there: Workplace;
  beforeAll(async () => {
    place = await aPlace(engine);
    here = await place.workplace();
    there = await place.twinOf(here);
  });
  afterAll(() => place?.close());

  test(
    'of a hundred reps in two processes who accept one lead, one wins, every time',
    async () => {
      const { numRuns: rounds } = runs(place.database.embedded ? ROUNDS.embedded : ROUNDS.server);
      const leads = Array.from({ length: rounds }, (_, index) => anIncomingLead(`contested-${index}`));
      await takeIn(here, [aParcel({ leads })]);
      const offered = await place.handshakes(here);
      expect(offered).toHaveLength(rounds);
      for (const { id } of offered) {
        const answers = await Promise.all(
          reps.map(async (rep, index) => ({
            rep,
            ...(await accept(index % 2 === 0 ? here : there, id, rep)),
          })),
        );
        const [winner, ...others] = answers.filter(({ refused }) => refused === null);
        expect(others).toEqual([]);
        const told = answers.filter(
          ({ refused, handshake }) =>
            (refused === null || refused.kind === 'settled') &&
            handshake.status === 'accepted' &&
            handshake.by === winner?.rep,
        );
        expect(told).toHaveLength(REPS);
        const events = await place.events(here, id);
        expect(events.map(({ version, data }) => [version, data.type])).toEqual([
          [1, 'offered'],
          [2, 'accepted'],
        ]);
        expect(events[1]?.actor).toBe(winner?.rep);
      }
    },
    PATIENCE_MS,
  );

  test('a rep who accepts ten times at once has accepted once, and undoes once', async () => {
    await takeIn(here, [aParcel({ leads: [anIncomingLead('eager')] })]);
    const eager = (await place.handshakes(here)).find(({ lead }) => lead.id === 'eager');
    const id = eager?.id ?? '';
    const ten = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? here : there));
    const accepted = await Promise.all(ten.map((workplace) => accept(workplace, id, 'UDANA')));
    expect(accepted.every(({ refused }) => refused === null)).toBe(true);
    const undone = await Promise.all(ten.map((workplace) => undoAccept(workplace, id, 'UDANA')));
    expect(undone.every(({ refused }) => refused === null)).toBe(true);
    expect((await place.events(here, id)).map(({ data }) => data.type)).toEqual([
      'offered',
      'accepted',
      'accept_undone',
    ]);
  });

  test('accepts of many leads in one moment are all kept, each with its event, its message and its clock', async () => {
    const workplace = await place.workplace();
    const leads = Array.from({ length: 40 }, (_, index) => anIncomingLead(`at-once-${index}`));
    await takeIn(workplace, [aParcel({ leads })]);
    const offered = await place.handshakes(workplace);
    const accepted = await Promise.all(offered.map(({ id }, index) => accept(workplace, id, `UREP${index}`)));
    const kept = new Map((await place.handshakes(workplace)).map((handshake) => [handshake.id, handshake]));
    for (const { refused, handshake } of accepted) {
      expect(refused).toBeNull();
      expect(kept.get(handshake.id)).toEqual(handshake);
      const [, event] = await place.events(workplace, handshake.id);
      expect(event).toMatchObject({ version: 2, actor: 'by' in handshake ? handshake.by : '' });
    }
    const { rows } = await place.database.pool.query(
      `SELECT DISTINCT m.wanted, w.holder = h.holder AS watched FROM handshake h
         JOIN message m ON m.handshake_id = h.id LEFT JOIN watch w ON w.handshake_id = h.id WHERE h.workspace = $1`,
      [workplace.store.workspace],
    );
    expect(rows).toEqual([{ wanted: 2, watched: true }]);
  });

  test('a lead that somebody else has in hand holds up nobody but who wants that one', async () => {
    if (place.database.embedded) return; // there one connection does everything, so nothing is ever in hand elsewhere
    const workplace = await place.workplace();
    const leads = Array.from({ length: 10 }, (_, index) => anIncomingLead(`in-hand-${index}`));
    await takeIn(workplace, [aParcel({ leads })]);
    const offered = await place.handshakes(workplace);
    const other = await place.database.bulk.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM handshake WHERE id = $1 FOR UPDATE', [offered[4]?.id]);
    const settled: string[] = [];
    const accepts = offered.map(({ id }) =>
      accept(workplace, id, 'UDANA').then(({ refused }) => {
        expect(refused).toBeNull();
        settled.push(id);
      }),
    );
    await Promise.all(accepts.filter((_, index) => index !== 4));
    expect(settled).not.toContain(offered[4]?.id);
    await other.query('COMMIT');
    other.release();
    await Promise.all(accepts);
    expect(settled).toHaveLength(10);
  });

  test('a lead of which something else changed while it was waited for is accepted all the same, at once', async () => {
    if (place.database.embedded) return; // as above
    const workplace = await place.workplace();
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('in-hand')] })]);
    const [{ id } = { id: '' }] = await place.handshakes(workplace);
    const { handshake: before, offered, charter } = await standing(workplace, id);
    const accepting = { type: 'accept', by: 'UDANA', at: NOW.toISOString() } as const;
    const decision = decide(before, accepting, { charter: charter.charter, offered, today: '2026-11-11' });
    const events = 'events' in decision ? decision.events : [];
    const after = events.reduce(evolve, before);
    const other = await place.database.bulk.connect();
    await other.query('BEGIN');
    await other.query("UPDATE handshake SET account = 'elsewhere.example' WHERE id = $1", [id]);
    const outcome = { before, after, events, announcements: [], channel: 'CHANDSHAKE', nextLookAt: null };
    const kept = workplace.store.handshakes.keep(outcome);
    await place.database.bulk.query('SELECT pg_sleep(0.2)');
    await other.query('COMMIT');
    other.release();
    expect(await kept).toBe(true);
    expect((await standing(workplace, id)).handshake.status).toBe('accepted');
    expect((await standing(workplace, id)).account).toBe('elsewhere.example');
  });
});
