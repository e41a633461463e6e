// The promise that one lead never has two reps: of many who accept in the same moment one has it, and all others know who.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accept, undoAccept } from '../../src/journey/answer.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
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
});
