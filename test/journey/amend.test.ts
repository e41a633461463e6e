// The promises of amending the charter: two leaders sign exactly one text, and nobody is overruled unheard.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import {
  declineDraft,
  editDraft,
  importDraft,
  propose,
  signDraft,
  withdrawDraft,
} from '../../src/journey/amend.js';
import { charterStanding } from '../../src/journey/charter-standing.js';
import { judgeAgain } from '../../src/journey/sweep.js';
import { takeIn } from '../../src/journey/take-in.js';
import { engines } from '../engines.js';
import { minutesFromNow, NOW } from '../make.js';
import { anIncomingLead, aParcel, aPlace, type Place } from './a-workplace.js';
import {
  aDraft,
  admin,
  aPerson,
  aSetUpWorkplace,
  bothSign,
  dana,
  draftOf,
  leo,
  mia,
  priya,
  rita,
  stranger,
  withThreshold,
} from './amend-people.js';

describe.each(engines)('amending on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  test('the second signature brings the draft into force at that instant and ends the version before', async () => {
    let now = NOW;
    const workplace = await aSetUpWorkplace(place, { now: () => now });
    const draft = await aDraft(workplace);
    expect(draft).toMatchObject({
      version: 2,
      base: 1,
      revision: 1,
      status: 'open',
      proposed: { by: dana.id },
    });
    expect(draft.hash).toMatch(/^[0-9a-f]{64}$/);
    const one = await signDraft(workplace, { by: mia, version: 2, side: 'marketing', hash: draft.hash });
    expect(draftOf(one).status).toBe('open');
    expect((await workplace.store.charters.inForce()).version).toBe(1);
    now = minutesFromNow(90);
    const two = await signDraft(workplace, { by: priya, version: 2, side: 'sales', hash: draft.hash });
    expect(draftOf(two)).toMatchObject({ status: 'in_force', since: now.toISOString() });
    expect(await workplace.store.charters.inForce()).toMatchObject({
      version: 2,
      signed: true,
      charter: { mql: { threshold: 60 } },
    });
    expect(await workplace.store.charters.spans()).toEqual([
      { version: 1, signed: false, since: NOW, until: now },
      { version: 2, signed: true, since: now, until: null },
    ]);
  });

  test('a lead that is open keeps the charter it was offered under, and all leads are judged by the new one', async () => {
    let now = NOW;
    const workplace = await aSetUpWorkplace(place, { now: () => now, charter: withThreshold(65) });
    const leads = [
      anIncomingLead('hot', { signals: ['demo_requested', 'pricing_guide_downloaded'] }),
      anIncomingLead('warm', { signals: ['demo_requested'] }),
    ];
    await takeIn(workplace, [aParcel({ leads })]);
    expect((await place.handshakes(workplace)).map(({ lead }) => lead.id)).toEqual(['hot']);
    now = minutesFromNow(1);
    await bothSign(workplace, await aDraft(workplace, withThreshold(50)));
    now = minutesFromNow(2);
    expect(await judgeAgain(workplace)).toBe(2);
    expect((await place.handshakes(workplace)).map((each) => [each.lead.id, each.charterVersion])).toEqual([
      ['hot', 1],
      ['warm', 2],
    ]);
    expect(await judgeAgain(workplace)).toBe(0);
    // A taking-in that had read the old charter may have committed just after: such leads are due once more.
    now = minutesFromNow(60);
    await place.database.pool.query(`UPDATE lead SET assessed_at = $2 WHERE workspace = $1 AND id = 'warm'`, [
      workplace.store.workspace,
      minutesFromNow(1.5),
    ]);
    expect(await judgeAgain(workplace)).toBeGreaterThan(0);
    expect(await judgeAgain(workplace)).toBe(0);
  });

  test('an edit voids the signatures, and whoever signs the text of before is told what changed', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version, hash } = await aDraft(workplace);
    await signDraft(workplace, { by: mia, version, side: 'marketing', hash });
    const edit = { by: leo, version, revision: 1, charter: withThreshold(55), why: 'Sixty is too much.' };
    const edited = draftOf(await editDraft(workplace, edit));
    expect(edited).toMatchObject({ revision: 2, signatures: { marketing: null, sales: null } });
    const late = await signDraft(workplace, { by: priya, version, side: 'sales', hash });
    expect(late.draft).toEqual(edited);
    expect(late.refused).toEqual({ kind: 'changed since', changes: [expect.stringMatching(/60.*55/)] });
    const again = await signDraft(workplace, { by: priya, version, side: 'sales', hash: edited.hash });
    expect(draftOf(again).status).toBe('open');
  });

  test('of two edits of one text the second is told what the first changed, and a repeated one is a success', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version } = await aDraft(workplace);
    const edit = { version, revision: 1, why: '' };
    draftOf(await editDraft(workplace, { ...edit, by: leo, charter: withThreshold(55) }));
    const second = await editDraft(workplace, { ...edit, by: dana, charter: withThreshold(70) });
    expect(second.refused).toEqual({ kind: 'changed since', changes: [expect.stringMatching(/60.*55/)] });
    expect(second.draft?.content.mql.threshold).toBe(55);
    const repeated = await editDraft(workplace, { ...edit, by: leo, charter: withThreshold(55) });
    expect(draftOf(repeated).revision).toBe(2);
  });

  test('one draft is open at a time: a second proposal is shown the first, unless it is the same click again', async () => {
    const workplace = await aSetUpWorkplace(place);
    const proposal = { by: dana, base: 1, charter: withThreshold(60), why: 'Small leads waste time.' };
    const first = draftOf(await propose(workplace, proposal));
    expect(await propose(workplace, proposal)).toEqual({ draft: first, refused: null });
    const other = await propose(workplace, { ...proposal, by: leo, charter: withThreshold(70) });
    expect(other).toEqual({ draft: first, refused: { kind: 'open already' } });
  });

  test('a proposal drawn from a version that is no longer in force is told what changed since', async () => {
    const workplace = await aSetUpWorkplace(place);
    await bothSign(workplace, await aDraft(workplace));
    const late = await propose(workplace, {
      by: leo,
      base: 1,
      charter: withThreshold(70),
      why: 'As before.',
    });
    expect(late.refused).toEqual({ kind: 'changed since', changes: [expect.stringMatching(/50.*60/)] });
    const file = {
      by: leo,
      seen: { version: 2, revision: 0 },
      charter: withThreshold(70),
      why: 'From a file.',
    };
    const draft = draftOf(await importDraft(workplace, file));
    expect(draft).toMatchObject({ version: 3, base: 2 });
    const more = { ...file, seen: { version: 3, revision: 1 }, charter: withThreshold(75) };
    expect(draftOf(await importDraft(workplace, more))).toMatchObject({ version: 3, revision: 2 });
  });

  test('the starter may be proposed as it is, to be signed; a signed charter may not', async () => {
    const workplace = await aSetUpWorkplace(place);
    const draft = await aDraft(workplace, starterCharter);
    expect(draft.version).toBe(2);
    await bothSign(workplace, draft);
    const again = { by: dana, base: 2, charter: starterCharter, why: 'Once more.' };
    expect((await propose(workplace, again)).refused).toEqual({ kind: 'nothing changes' });
  });

  test('nobody but the named leaders signs, and the refusal names them', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version, hash } = await aDraft(workplace);
    for (const by of [dana, rita, admin, stranger]) {
      const { refused } = await signDraft(workplace, { by, version, side: 'sales', hash });
      expect(refused).toEqual({ kind: 'not permitted', sentence: expect.stringContaining('<@UPRIYA>') });
    }
    const wrongSide = await signDraft(workplace, { by: mia, version, side: 'sales', hash });
    expect(wrongSide.refused).toEqual({ kind: 'not the leader', side: 'sales', leaders: [priya.id] });
  });

  test('while no leaders are named nobody signs, and the refusal says what to run', async () => {
    const workplace = await place.workplace();
    const { version, hash } = await aDraft(workplace);
    const { refused } = await signDraft(workplace, { by: admin, version, side: 'sales', hash });
    expect(refused).toEqual({ kind: 'not permitted', sentence: expect.stringContaining('/funnel setup') });
  });

  test('one person never signs for both sides, not even as the leader of both', async () => {
    const workplace = await aSetUpWorkplace(place);
    // The draft names Priya for marketing; the setup names her for sales.
    const people = { owner: null, marketingLeader: priya.id, salesLeader: null };
    const by = rita;
    const charter = withThreshold(60, { people });
    const { version, hash } = draftOf(
      await propose(workplace, { by, base: 1, charter, why: 'Mia is away.' }),
    );
    draftOf(await signDraft(workplace, { by: priya, version, side: 'marketing', hash }));
    const both = await signDraft(workplace, { by: priya, version, side: 'sales', hash });
    expect(both.refused).toEqual({ kind: 'signed for the other side', side: 'marketing' });
    const mias = await signDraft(workplace, { by: mia, version, side: 'marketing', hash });
    expect(mias.refused).toMatchObject({ kind: 'not permitted' });
    expect((await workplace.store.charters.inForce()).version).toBe(1);
  });

  test('the leaders whom a draft names sign it, and lead once it is in force', async () => {
    const workplace = await aSetUpWorkplace(place);
    const people = { owner: null, marketingLeader: 'UNEW', salesLeader: null };
    const charter = withThreshold(60, { people });
    const proposal = { base: 1, charter, why: 'A new leader.' };
    for (const by of [dana, leo]) {
      const { refused } = await propose(workplace, { ...proposal, by });
      expect(refused).toEqual({ kind: 'not yours to name' });
    }
    const { version, hash } = draftOf(await propose(workplace, { ...proposal, by: mia }));
    const changed = withThreshold(61, { people: { ...people, salesLeader: 'UFRIEND' } });
    for (const by of [dana, mia]) {
      const edit = { by, version, revision: 1, charter: changed, why: '' };
      expect((await editDraft(workplace, edit)).refused).toEqual({ kind: 'not yours to name' });
    }
    await signDraft(workplace, { by: aPerson('UNEW'), version, side: 'marketing', hash });
    await signDraft(workplace, { by: priya, version, side: 'sales', hash });
    expect((await charterStanding(workplace)).roles).toMatchObject({
      marketing_leader: ['UNEW'],
      sales_leader: [priya.id],
    });
  });

  test('a declined draft is closed with the reason, by a leader only, and its number is not used again', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version, hash } = await aDraft(workplace);
    const decline = { by: priya, version, reason: 'It would starve the reps.' };
    expect((await declineDraft(workplace, { ...decline, by: dana })).refused?.kind).toBe('not permitted');
    expect((await declineDraft(workplace, { ...decline, reason: ' ' })).refused?.kind).toBe('words needed');
    const declined = draftOf(await declineDraft(workplace, decline));
    expect(declined).toMatchObject({ status: 'declined', closed: { by: priya.id, reason: decline.reason } });
    const late = await signDraft(workplace, { by: mia, version, side: 'marketing', hash });
    expect(late.refused).toEqual({ kind: 'not open' });
    expect((await aDraft(workplace)).version).toBe(3);
  });

  test('whoever proposed a draft, or owns the charter, takes it back; anybody else is told who may', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { version } = await aDraft(workplace);
    const { refused } = await withdrawDraft(workplace, { by: leo, version });
    expect(refused).toEqual({ kind: 'not permitted', sentence: expect.stringContaining('<@URITA>') });
    expect(draftOf(await withdrawDraft(workplace, { by: dana, version })).status).toBe('withdrawn');
    const next = await aDraft(workplace);
    expect(draftOf(await withdrawDraft(workplace, { by: rita, version: next.version })).status).toBe(
      'withdrawn',
    );
    expect((await withdrawDraft(workplace, { by: dana, version: 9 })).refused).toEqual({
      kind: 'no such draft',
    });
  });
});
