// The promises of what amending leaves behind: a history, messages in one place, and all of it or nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declineDraft, editDraft, signDraft } from '../../src/journey/amend.js';
import { charterHistory } from '../../src/journey/charter-standing.js';
import type { Workplace } from '../../src/journey/workplace.js';
import { engines } from '../engines.js';
import { minutesFromNow, NOW } from '../make.js';
import { aPlace, type Place } from './a-workplace.js';
import {
  aDraft,
  aSetUpWorkplace,
  bothSign,
  dana,
  draftOf,
  leo,
  mia,
  priya,
  withThreshold,
} from './amend-people.js';

describe.each(engines)('what amending leaves behind on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  const owed = async ({ store }: Workplace) =>
    (
      await place.database.pool.query<{
        key: string;
        kind: string;
        thread: string;
        channel: string;
        wanted: number;
      }>('SELECT key, kind, thread, channel, wanted FROM message WHERE workspace = $1 ORDER BY key', [
        store.workspace,
      ])
    ).rows;

  test('the history tells who changed what and why, and when each version was in force', async () => {
    let now = NOW;
    const workplace = await aSetUpWorkplace(place, { now: () => now });
    const first = await aDraft(workplace);
    now = minutesFromNow(10);
    const edit = { by: leo, version: 2, revision: 1, charter: withThreshold(55), why: 'Sixty is too much.' };
    const edited = draftOf(await editDraft(workplace, edit));
    now = minutesFromNow(20);
    await bothSign(workplace, edited);
    now = minutesFromNow(30);
    const third = await aDraft(workplace, withThreshold(80));
    await declineDraft(workplace, { by: mia, version: third.version, reason: 'Too much.' });
    const [declined, inForce, starter] = await charterHistory(workplace);
    expect(declined).toMatchObject({ version: 3, status: 'declined', since: null });
    expect(starter).toMatchObject({
      version: 1,
      status: 'superseded',
      signed: false,
      until: minutesFromNow(20),
    });
    expect(inForce).toMatchObject({
      version: 2,
      status: 'in_force',
      signed: true,
      since: minutesFromNow(20),
    });
    expect(inForce?.events.map(({ type, by, seq }) => [seq, type, by])).toEqual([
      [1, 'proposed', dana.id],
      [2, 'edited', leo.id],
      [3, 'signed', mia.id],
      [4, 'signed', priya.id],
      [5, 'came_into_force', null],
    ]);
    expect(inForce?.events[1]).toMatchObject({ why: 'Sixty is too much.', voided: [] });
    expect(inForce?.events[0]).toMatchObject({ why: first.why, changes: [expect.stringMatching(/50.*60/)] });
    expect(await workplace.store.drafts.event(2, 2)).toEqual(inForce?.events[1]);
  });

  test('a draft has one message in the channel, redrawn at each change, and a reply for what people do', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version } = await aDraft(workplace);
    const [card, ...none] = await owed(workplace);
    expect(none).toEqual([]);
    expect(card).toMatchObject({ key: 'charter:2', kind: 'charter_draft', thread: null, wanted: 1 });
    await place.database.pool.query(`UPDATE message SET channel = 'COLD' WHERE workspace = $1`, [
      workplace.store.workspace,
    ]);
    const edit = { by: leo, version, revision: 1, charter: withThreshold(55), why: '' };
    await bothSign(workplace, draftOf(await editDraft(workplace, edit)));
    // Replies go where the message is, also when the shared channel has changed since.
    expect(
      (await owed(workplace)).map(({ key, thread, channel, wanted }) => [key, thread, channel, wanted]),
    ).toEqual([
      ['charter:2', null, 'COLD', 4],
      ['charter_note:2:2', 'charter:2', 'COLD', 1],
      ['charter_note:2:3', 'charter:2', 'COLD', 1],
      ['charter_note:2:4', 'charter:2', 'COLD', 1],
      ['charter_note:2:5', 'charter:2', 'COLD', 1],
    ]);
  });

  test('a process that dies between the second signature and the new version leaves neither behind', async () => {
    const workplace = await aSetUpWorkplace(place);
    const draft = await aDraft(workplace);
    await signDraft(workplace, { by: mia, version: 2, side: 'marketing', hash: draft.hash });
    // What the transaction would end on is already there, so that its last statement fails.
    await place.database.pool.query(
      `INSERT INTO charter (workspace, version, content, signed, in_force_from, in_force_until)
       VALUES ($1, 2, '{}', true, now(), now())`,
      [workplace.store.workspace],
    );
    const sign = { by: priya, version: 2, side: 'sales', hash: draft.hash } as const;
    await expect(signDraft(workplace, sign)).rejects.toThrow('charter_pkey');
    expect((await workplace.store.drafts.load(2))?.signatures.sales).toBeNull();
    expect((await workplace.store.charters.inForce()).version).toBe(1);
    await place.database.pool.query('DELETE FROM charter WHERE workspace = $1 AND version = 2', [
      workplace.store.workspace,
    ]);
    expect(draftOf(await signDraft(workplace, sign)).status).toBe('in_force');
  });
});
