// What comes through two processes at the same moment ends as if it had come one after the other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { anIncomingLead, aParcel, aPlace, aSignalOf, type Place } from './a-workplace.js';

const LEADS = Array.from({ length: 40 }, (_, n) => `lead-${n}`);

interface KeptLead {
  id: string;
  score: number;
  mql: boolean;
  fields: number;
}

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  async function kept({ store }: Workplace): Promise<KeptLead[]> {
    const { rows } = await place.database.bulk.query<KeptLead>(
      `SELECT id, score, mql, (SELECT count(*)::int FROM jsonb_object_keys(facts)) AS fields FROM lead
       WHERE workspace = $1 ORDER BY length(id), id`,
      [store.workspace],
    );
    return rows;
  }

  /** Here and in another process. */
  async function two(): Promise<[Workplace, Workplace]> {
    const workplace = await place.workplace();
    return [workplace, await place.twinOf(workplace)];
  }

  test('a lead and the signal that makes it an MQL find each other, whichever is first', async () => {
    const [here, there] = await two();
    await Promise.all(
      LEADS.flatMap((id, n) => {
        const lead = anIncomingLead(id, { signals: [] });
        const signal = aSignalOf(lead.key, 'demo_requested');
        const both = [
          takeIn(here, [aParcel({ leads: [lead] })]),
          takeIn(there, [aParcel({ signals: [signal] })]),
        ];
        return n % 2 === 0 ? both : both.reverse();
      }),
    );
    const [alone] = await two();
    await takeIn(alone, [aParcel({ leads: [anIncomingLead('alone')] })]);
    const [asIfAlone] = await kept(alone);
    expect(await kept(here)).toEqual(LEADS.map((id) => ({ ...asIfAlone, id })));
    expect(await place.handshakes(here)).toHaveLength(LEADS.length);
  });

  test('the same new leads from two senders, in other orders and with other facts, are kept once with all of them', async () => {
    const [here, there] = await two();
    const told = (field: string) =>
      LEADS.map((id) => anIncomingLead(id, { facts: { [field]: field }, signals: ['demo_requested'] }));
    const receipts = await Promise.all([
      takeIn(here, [aParcel({ leads: told('phone') })]),
      takeIn(there, [aParcel({ leads: told('jobTitle').toReversed() })]),
    ]);
    const sum = receipts.flat().map((receipt) => (receipt === 'clash' ? 0 : receipt.accepted));
    expect(sum.sort((a, b) => a - b)).toEqual([0, LEADS.length]);
    const fields = 2 + Object.keys(anIncomingLead('one').facts).length;
    expect((await kept(here)).map((lead) => lead.fields)).toEqual(LEADS.map(() => fields));
    expect(await place.handshakes(here)).toHaveLength(LEADS.length);
  });

  test('news of known leads from two senders, in other orders, is all kept', async () => {
    const [here, there] = await two();
    await takeIn(here, [aParcel({ leads: LEADS.map((id) => anIncomingLead(id, { signals: [] })) })]);
    const news = (field: string) =>
      LEADS.map((id) => ({ ...anIncomingLead(id, { signals: [] }), facts: { [field]: field } }));
    await Promise.all([
      takeIn(here, [aParcel({ leads: news('phone') })]),
      takeIn(there, [aParcel({ leads: news('jobTitle').toReversed() })]),
      takeIn(here, [
        aParcel({ signals: LEADS.map((id) => aSignalOf({ source: 'web', id }, 'demo_requested')) }),
      ]),
    ]);
    const fields = 2 + Object.keys(anIncomingLead('one').facts).length;
    expect((await kept(here)).map(({ mql, fields: of }) => [mql, of])).toEqual(
      LEADS.map(() => [true, fields]),
    );
    expect(await place.handshakes(here)).toHaveLength(LEADS.length);
  });
});
