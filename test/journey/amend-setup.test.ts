// The promises of setting up: until somebody does, the environment holds; then the database does, and it says who did it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRoles } from '../../src/charter/roles.js';
import { propose } from '../../src/journey/amend.js';
import { allowed } from '../../src/journey/roles.js';
import { changeSetup, readSetup } from '../../src/journey/setup.js';
import { engines } from '../engines.js';
import { NOW } from '../make.js';
import { aPlace, type Place } from './a-workplace.js';
import {
  admin,
  aSetUpWorkplace,
  bothSign,
  dana,
  draftOf,
  leo,
  mia,
  rita,
  theRoles,
  withThreshold,
} from './amend-people.js';

describe.each(engines)('the setup on $name', (engine) => {
  let place: Place;
  beforeAll(async () => {
    place = await aPlace(engine);
  });
  afterAll(() => place?.close());

  test('what the environment says holds at every start until somebody has set it up, and then no more', async () => {
    const workplace = await place.workplace();
    const { settings } = workplace.store;
    const start = (channel: string, marketing: string[]) =>
      settings.open({ playground: true, channel, marketing });
    expect(await start('CONE', ['SONE'])).toBe('CONE');
    expect(await start('CTWO', ['STWO'])).toBe('CTWO');
    expect(await readSetup(workplace)).toEqual({
      channel: 'CTWO',
      roles: { ...noRoles, marketing: ['STWO'] },
      revision: 0,
      changed: null,
    });
    // An import knows the channel and not who reads rejections.
    await settings.open({ playground: true, channel: 'CTWO' });
    expect((await readSetup(workplace)).roles.marketing).toEqual(['STWO']);
    await changeSetup(workplace, { by: admin, revision: 0, channel: 'CSET', roles: theRoles });
    expect(await start('CTHREE', ['STHREE'])).toBe('CSET');
    expect(await readSetup(workplace)).toEqual({
      channel: 'CSET',
      roles: theRoles,
      revision: 1,
      changed: { by: admin.id, at: NOW.toISOString() },
    });
  });

  test('a Slack admin sets it up first, then the owner may, and others are told whom to ask', async () => {
    const workplace = await place.workplace();
    const wanted = { revision: 0, channel: 'CSET', roles: theRoles };
    const first = await changeSetup(workplace, { ...wanted, by: rita });
    expect(first.refused).toEqual({
      kind: 'not permitted',
      sentence: expect.stringContaining('Slack admin'),
    });
    expect((await changeSetup(workplace, { ...wanted, by: admin })).refused).toBeNull();
    const next = { ...wanted, revision: 1, channel: 'COTHER' };
    const second = await changeSetup(workplace, { ...next, by: dana });
    expect(second.refused).toEqual({ kind: 'not permitted', sentence: expect.stringContaining('<@URITA>') });
    expect(await changeSetup(workplace, { ...next, by: rita })).toMatchObject({
      setup: { channel: 'COTHER', revision: 2, changed: { by: rita.id } },
      refused: null,
    });
  });

  test('of two who set it up at once, one is told that it has changed', async () => {
    const workplace = await aSetUpWorkplace(place);
    const twin = await place.twinOf(workplace);
    const channels = ['CA', 'CB'];
    const answers = await Promise.all(
      channels.map((channel, index) =>
        changeSetup(index === 0 ? workplace : twin, { by: admin, revision: 1, channel, roles: theRoles }),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.refused === null ? [] : [answer.refused]));
    expect(refused).toEqual([{ kind: 'changed since' }]);
    const { channel, revision } = await readSetup(workplace);
    expect(revision).toBe(2);
    const winner = channels[answers.findIndex((answer) => answer.refused === null)];
    expect(channel).toBe(winner);
  });

  test('the same setup again is a success that changes nothing', async () => {
    const workplace = await aSetUpWorkplace(place);
    const { channel, roles } = await readSetup(workplace);
    const again = await changeSetup(workplace, { by: admin, revision: 0, channel, roles });
    expect(again).toMatchObject({ refused: null, setup: { revision: 1 } });
  });

  test('a user group cannot sign, nobody leads both teams, and the channel is one', async () => {
    const workplace = await place.workplace();
    const roles = { ...theRoles, owner: ['SOPS'], sales_leader: [mia.id] };
    const { refused, setup } = await changeSetup(workplace, {
      by: admin,
      revision: 0,
      channel: 'general',
      roles,
    });
    expect(setup.revision).toBe(0);
    expect(refused).toEqual({
      kind: 'problems',
      problems: [
        { path: 'channel', message: expect.stringContaining('channel') },
        { path: 'owner', message: expect.stringContaining('people') },
        { path: 'sales_leader', message: expect.stringContaining('both sides') },
      ],
    });
  });

  test('the people whom the charter in force names come before those of the setup', async () => {
    const workplace = await aSetUpWorkplace(place);
    const by = { actor: { ...dana, id: 'UNEWOWNER' } };
    expect(await allowed(workplace, 'set up', by)).toEqual({ refused: expect.stringContaining('<@URITA>') });
    const people = { owner: 'UNEWOWNER', marketingLeader: null, salesLeader: null };
    const proposal = { base: 1, charter: withThreshold(60, { people }), why: 'A new owner.' };
    await bothSign(workplace, draftOf(await propose(workplace, { ...proposal, by: rita })));
    expect(await allowed(workplace, 'set up', by)).toBe(true);
    expect(await allowed(workplace, 'set up', { actor: rita })).toEqual({
      refused: expect.stringContaining('<@UNEWOWNER>'),
    });
    expect(await allowed(workplace, 'answer a lead', { actor: leo })).toEqual({
      refused: expect.stringContaining('<!subteam^SSALES>'),
    });
    expect(await allowed(workplace, 'answer a lead', { actor: dana })).toBe(true);
  });
});
