// The promise that a running bot follows what was agreed: leads are judged anew at once, its clock and its channel are the new ones.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { changeSetup } from '../../src/journey/setup.js';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { aDraft, admin, bothSign, theRoles, withThreshold } from './amend-people.js';

describe.each(engines)('a running bot on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { charter: withThreshold(90) });
  });
  afterAll(() => bot?.stop());

  test('offers, without being asked, what a charter that comes into force makes an MQL, and runs by its zone', async () => {
    const { workplace } = bot.app;
    const setup = { channel: workplace.channel, roles: theRoles, revision: 0 };
    expect((await changeSetup(workplace, { by: admin, ...setup })).refused).toBeNull();
    await bot.send('leads', [
      {
        source: 'web',
        id: 'warm',
        firstName: 'Robin',
        lastName: 'Ackroyd',
        company: { name: 'Ackroyd Legal', employees: 120, industry: 'Legal services', country: 'AU' },
        signals: [{ id: 's1', type: 'demo_requested', occurredAt: bot.now().toISOString() }],
      },
    ]);
    await bot.until(async () => (await bot.store.workspaces())[0]?.hasLeads);
    await bot.advance('PT1M');
    expect(await bot.channel()).toEqual([]);
    expect(bot.app.zone).toBe('Australia/Sydney');
    const working = { ...starterCharter.working, zone: 'Pacific/Auckland' };
    await bothSign(workplace, await aDraft(workplace, withThreshold(50, { working })));
    expect((await bot.card('Robin Ackroyd')).text).toContain('Robin Ackroyd');
    expect(bot.app.zone).toBe('Pacific/Auckland');
  });

  test('posts where it was set up to, from the next lead on, and the jobs see what another process set up', async () => {
    const { workplace } = bot.app;
    const { settings } = workplace.store;
    const { refused } = await changeSetup(workplace, {
      by: admin,
      channel: 'CHERE',
      roles: theRoles,
      revision: 1,
    });
    expect(refused).toBeNull();
    await bot.until(async () => workplace.channel === 'CHERE');
    // Another process writes to the same database; this one hears of it at its next job.
    await settings.change(
      { channel: 'CTHERE', roles: theRoles, revision: 2 },
      { id: admin.id, at: bot.now() },
    );
    await bot.app.runJob('close-undo');
    expect(workplace.channel).toBe('CTHERE');
  });
});
