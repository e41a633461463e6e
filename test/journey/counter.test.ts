// The counter of a process: what was kept here shows in the figures by itself, whatever is kept meanwhile.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOf, type Question } from '../../src/funnel/cells.js';
import { ask } from '../../src/journey/ask.js';
import { count } from '../../src/journey/count.js';
import { counterOf } from '../../src/journey/counter.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, type Place } from './a-workplace.js';

const everything: Question = { from: null, to: null, by: [], grain: 'all' };
/** More than one step counts. */
const PARCELS = 5;
const LEADS_A_PARCEL = 100;

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  const bring = (workplace: Workplace, parcel: number) =>
    takeIn(workplace, [
      aParcel({ leads: Array.from({ length: LEADS_A_PARCEL }, (_, n) => anIncomingLead(`${parcel}-${n}`)) }),
    ]);

  test('all that is kept before it counts and while it counts shows in the figures', async () => {
    const workplace = await place.workplace();
    let [told, failures] = [0, 0];
    const counter = counterOf(workplace, { counted: () => told++, failed: () => failures++ });
    for (let parcel = 0; parcel < PARCELS; parcel++) {
      await bring(workplace, parcel);
      counter.poke();
    }
    const offered = async () => countOf(await ask(workplace, everything), 'offered');
    await expect.poll(offered, { timeout: 60_000 }).toBeGreaterThan(0);
    await bring(workplace, PARCELS);
    counter.poke();
    await expect.poll(offered, { timeout: 60_000 }).toBe((PARCELS + 1) * LEADS_A_PARCEL);
    await expect.poll(() => told, { timeout: 60_000 }).toBeGreaterThan(0);
    await counter.stop();
    expect(failures).toBe(0);
  });

  test('one that is stopped counts no more, and leaves nothing half counted', async () => {
    const workplace = await place.workplace();
    let failures = 0;
    const counter = counterOf(workplace, { counted() {}, failed: () => failures++ });
    await bring(workplace, 0);
    counter.poke();
    await counter.stop();
    counter.poke();
    await count(workplace);
    expect(countOf(await ask(workplace, everything), 'offered')).toBe(LEADS_A_PARCEL);
    expect(failures).toBe(0);
  });
});
