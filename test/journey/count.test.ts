// The promise of the cells: whatever happened, in whatever order it was kept, is counted once, to the last one.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cell, countOf, type Question } from '../../src/funnel/cells.js';
import { accept, reject } from '../../src/journey/answer.js';
import { ask } from '../../src/journey/ask.js';
import { count } from '../../src/journey/count.js';
import { markSql } from '../../src/journey/follow-through.js';
import { answerDue, markPosted } from '../../src/journey/offer.js';
import { recount } from '../../src/journey/recount.js';
import { acknowledge } from '../../src/journey/reply.js';
import { takeIn } from '../../src/journey/take-in.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { storeOf } from '../../src/store/store.js';
import { embedded, engines } from '../engines.js';
import { minutesFromNow, NOW, someReasons } from '../make.js';
import { anIncomingLead, aParcel, aPlace, type Place } from './a-workplace.js';

const everything: Question = { from: null, to: null, by: [], grain: 'all' };

const sorted = (cells: Cell[]): Cell[] => [...cells].sort((a, b) => (a.measure < b.measure ? -1 : 1));

describe.each(engines)('on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  async function offers(workplace: Workplace, ...leads: string[]): Promise<string[]> {
    await takeIn(workplace, [aParcel({ leads: leads.map((id) => anIncomingLead(id)) })]);
    const all = await place.handshakes(workplace);
    return leads.map((lead) => all.find((one) => one.lead.id === lead)?.id ?? '');
  }

  const posted = async (workplace: Workplace, id: string, at: Date): Promise<void> =>
    void (await markPosted(workplace, id, at, await answerDue(workplace, id, at)));

  // The embedded engine is a server of one database.
  if (engine !== embedded)
    test('does not wait for what another database of the same server is busy with', async () => {
      const workplace = await place.workplace();
      const elsewhere = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
      await elsewhere.connect();
      try {
        await elsewhere.query('BEGIN');
        await elsewhere.query('SELECT pg_current_xact_id()');
        await offers(workplace, 'beside');
        expect(await count(workplace)).toBeGreaterThan(0);
        expect(countOf(await ask(workplace, everything), 'offered')).toBe(1);
      } finally {
        await elsewhere.end();
      }
    });

  test('counts what happened since the last time, and answers from it', async () => {
    let now = NOW;
    const workplace = await place.workplace({ now: () => now });
    const [one = '', two = '', three = ''] = await offers(workplace, 'one', 'two', 'three');
    for (const id of [one, two, three]) await posted(workplace, id, minutesFromNow(1));
    expect(await count(workplace)).toBeGreaterThan(0);
    const before = await ask(workplace, everything);
    expect(countOf(before, 'lead')).toBe(3);
    expect(countOf(before, 'mql')).toBe(3);
    expect(countOf(before, 'offered')).toBe(3);
    expect(countOf(before, 'unanswered:in_time')).toBe(3);

    now = minutesFromNow(30);
    await accept(workplace, one, 'UDANA');
    await reject(workplace, two, 'USAM', someReasons());
    await acknowledge(workplace, { handshake: two, by: 'UMIA' });
    now = minutesFromNow(60);
    await markSql(workplace, one, 'UDANA', ['budget', 'decision_maker', 'timeline']);
    await count(workplace);
    now = minutesFromNow(60 * 24);
    const cells = await ask(workplace, everything);
    expect(countOf(cells, 'fate')).toBe(3);
    expect(countOf(cells, 'fate:sql')).toBe(1);
    expect(countOf(cells, 'fate:rejected:recycle')).toBe(1);
    expect(countOf(cells, 'unanswered:in_time')).toBe(0);
    expect(countOf(cells, 'unanswered:overdue')).toBe(1);
    expect(countOf(cells, 'reply:acknowledged')).toBe(1);
    const byRep = await ask(workplace, { ...everything, by: ['rep'], measures: ['accepted', 'rejected'] });
    expect(byRep.map(({ rep, figure }) => [rep, figure.n, figure.seconds]).sort()).toEqual([
      ['UDANA', 1, 29 * 60],
      ['USAM', 1, 29 * 60],
    ]);
    expect((await recount(workplace, { replace: false })).unlike).toEqual([]);
    expect((await recount(workplace, { replace: true })).unlike).toEqual([]);
    expect(sorted(await ask(workplace, everything))).toEqual(sorted(cells));
  });

  test('counts an MQL once, whether it was offered or came as history, and leads that come with nothing', async () => {
    const workplace = await place.workplace();
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('past')], history: true })]);
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('present')] })]);
    await takeIn(workplace, [
      aParcel({ leads: [{ key: { source: 'web', id: 'bare' }, facts: {}, occurredAt: null, signals: [] }] }),
    ]);
    // The same person from another source is an MQL, and is told of instead of offered.
    const twin = anIncomingLead('twin', { source: 'crm', facts: { email: 'present@example.com' } });
    await takeIn(workplace, [aParcel({ leads: [twin] })]);
    await takeIn(workplace, [aParcel({ leads: [anIncomingLead('past', { facts: { note: 'more' } })] })]);
    await count(workplace);
    const cells = await ask(workplace, {
      ...everything,
      by: ['source'],
      measures: ['lead', 'mql', 'offered'],
    });
    expect(cells.map(({ source, measure, figure }) => `${source} ${measure} ${figure.n}`).sort()).toEqual([
      'crm lead 1',
      'crm mql 1',
      'web lead 3',
      'web mql 2',
      'web offered 1',
    ]);
    expect((await recount(workplace, { replace: false })).unlike).toEqual([]);
  });

  test('counts everything anew where the database was restored from the dump of a server that was further on', async () => {
    const workplace = await place.workplace();
    await offers(workplace, 'kept', 'as well');
    await count(workplace);
    const { workspace } = workplace.store;
    for (const table of ['handshake_event', 'lead_facts'])
      await place.database.bulk.query(`UPDATE ${table} SET xid = '999999999999' WHERE workspace = $1`, [
        workspace,
      ]);
    const restored = { ...workplace, store: storeOf(place.database, workspace) };
    await offers(restored, 'new');
    await count(restored);
    expect(countOf(await ask(restored, everything), 'offered')).toBe(3);
    expect((await recount(restored, { replace: false })).unlike).toEqual([]);
  });

  test('refuses what is not kept told apart', async () => {
    const workplace = await place.workplace();
    await expect(ask(workplace, { ...everything, by: ['campaign', 'rep'] })).rejects.toThrow(RangeError);
  });
});
