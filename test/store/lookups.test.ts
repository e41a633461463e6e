// What PostgreSQL planned while the tables were small goes on looking rows up when they are large.
import pg from 'pg';
import { expect, test } from 'vitest';
import { accept, reject } from '../../src/journey/answer.js';
import { count } from '../../src/journey/count.js';
import { touch } from '../../src/journey/follow-through.js';
import { nudge } from '../../src/journey/nudge.js';
import { answerDue, markPosted } from '../../src/journey/offer.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, aSignalOf, type Place } from '../journey/a-workplace.js';
import { minutesFromNow, NOW, someReasons } from '../make.js';

const FEW = 5;
const MANY = 1_000;
const LEADS_A_PARCEL = 50;
const ROUNDS_WHILE_SMALL = 5;
const DAYS_LATER = 5;

/** Asked so often, an index is looked things up by; less often it may be walked along. */
const LOOKUPS = 100;
const ENTRIES_A_LOOKUP = 10;

/** Everything that is done with a lead, by so many of them whose names begin alike. */
async function live(place: Place, workplace: Workplace, name: string, many: number): Promise<void> {
  const ids = Array.from({ length: many }, (_, n) => `${name}-${n}`);
  for (let from = 0; from < many; from += LEADS_A_PARCEL) {
    const some = ids.slice(from, from + LEADS_A_PARCEL);
    const delivery = { id: `${name} ${from}`, digest: name };
    await takeIn(workplace, [aParcel({ delivery, leads: some.map((id) => anIncomingLead(id)) })]);
    const signals = some.map((id) => aSignalOf({ source: 'web', id }, 'pricing_page_viewed'));
    await takeIn(workplace, [aParcel({ signals })]);
  }
  await count(workplace);
  const { rows } = await place.database.bulk.query<{ id: string }>(
    'SELECT id FROM handshake WHERE workspace = $1 AND starts_with(lead_id, $2) ORDER BY id',
    [workplace.store.workspace, `${name}-`],
  );
  const offers = rows.map(({ id }) => id);
  const share = Math.ceil(offers.length / 5);
  for (const id of offers.slice(0, 4 * share))
    await markPosted(workplace, id, NOW, await answerDue(workplace, id, NOW));
  await Promise.all(offers.slice(0, share).map((id) => accept(workplace, id, 'UANNA')));
  for (const id of offers.slice(0, share)) await touch(workplace, id, 'UANNA');
  for (const id of offers.slice(share, 2 * share))
    await reject(workplace, id, 'UBEN', someReasons({ nextStep: 'archive' }));
  await nudge({ ...workplace, now: () => minutesFromNow(DAYS_LATER * 24 * 60) });
  for (const id of offers.slice(0, share)) await workplace.store.handshakes.scene(id, 5);
}

/** The indexes that were asked often, and read many entries each time. */
async function walked(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT indexrelname AS index, idx_scan::int AS lookups, idx_tup_read::int AS entries FROM pg_stat_user_indexes
     WHERE idx_scan >= $1 AND idx_tup_read > $2 * idx_scan`,
    [LOOKUPS, ENTRIES_A_LOOKUP],
  );
  await client.end();
  return rows;
}

test.each(engines.filter(({ name }) => name === 'PostgreSQL'))(
  'no lookup on $name walks along an index, though it was planned when there was next to nothing to find',
  { timeout: 60_000 },
  async (engine) => {
    const { location, drop } = await engine.empty();
    const url = 'url' in location ? location.url : '';
    // A session tells what it has read at its end at the latest, so the place is closed before its database goes.
    const place = await aPlace({ ...engine, empty: async () => ({ location, drop: async () => {} }) });
    try {
      const workplace = await place.workplace();
      // Counted while they are empty, tables look smaller than those that were never counted.
      await place.database.bulk.query('VACUUM ANALYZE');
      for (let round = 0; round < ROUNDS_WHILE_SMALL; round++)
        await live(place, workplace, `few${round}`, FEW);
      await live(place, workplace, 'many', MANY);
      await place.close();
      expect(await walked(url)).toEqual([]);
    } finally {
      await drop();
    }
  },
);
