// Promises of setup: who may run it, what it says, and that every button afterwards is for those it is meant for.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { answerTo, modalText, press, setUp, staff, submitAs, toldBy, type } from './a-charter-story.js';
import { accepted, cardThat, offered, rejected, shown } from './a-story.js';

describe.each(engines)('setting up on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  test('before anybody has set it up, everybody answers leads as they always did', async () => {
    await offered(bot, 'Ainsley');
    await accepted(bot, 'mia', 'Ainsley');
  });

  test('only a Slack admin may begin, and the refusal says so', async () => {
    expect(await answerTo(bot, 'dana', '/funnel setup')).toContain(
      'Only the owner of the charter and Slack admins may run',
    );
    expect((await bot.see(staff.dana)).modal).toBeNull();
  });

  test('an admin sets up the channel, the people and the teams, and reads what holds now', async () => {
    await type(bot, 'rita', '/funnel setup');
    const same = await submitAs(bot, 'rita', {
      marketing_leader: [staff.marcus],
      sales_leader: [staff.marcus],
    });
    expect(same.errors?.sales_leader).toContain('Nobody signs for both sides');
    const done = modalText(
      await submitAs(bot, 'rita', {
        owner: [staff.rita],
        sales_leader: [staff.sasha],
        sales_groups: ['SSALES'],
        marketing_groups: ['SMARKETING'],
        manager: [staff.sasha],
      }),
    );
    for (const words of [
      'New leads and drafts go to <#CHANDSHAKE>',
      'Owner: <@URITA>',
      'Sales: <!subteam^SSALES>',
    ])
      expect(done).toContain(words);
  });

  test('while Slack does not say who is in sales, nobody is kept from a lead', async () => {
    await bot.hand('faults', {
      method: 'usergroups.users.list',
      kind: 'error',
      error: 'internal_error',
      times: 4,
    });
    await offered(bot, 'Aldous');
    await accepted(bot, 'priya', 'Aldous');
    await bot.hand('faults', { clear: true });
  });

  test('from then on a marketer who presses Accept is told who may, and nothing happens', async () => {
    const card = await offered(bot, 'Bellamy');
    const told = await toldBy(bot, 'mia', () => press(bot, 'mia', card, 'Accept lead'));
    expect(told).toContain('Only sales, managers and the sales leader may answer a lead.');
    expect(told).toContain('<!subteam^SSALES>');
    expect(shown(await bot.card('Bellamy'))).toContain('Accept lead');
    await accepted(bot, 'dana', 'Bellamy');
  });

  test('a lead is followed through by its holder, and others are told whose it is', async () => {
    const card = await cardThat(bot, 'Bellamy', 'accepted by');
    expect(await toldBy(bot, 'leo', () => press(bot, 'leo', card, 'Mark as SQL'))).toContain(
      'Only whoever it belongs to and managers may mark this lead as SQL',
    );
    expect(modalText(await press(bot, 'dana', card, 'Mark as SQL'))).toContain(
      'Tick what you have confirmed',
    );
    await bot.hand('close', { as: staff.dana });
  });

  test('why a score is what it is may be asked by everybody; reassigning is for sales', async () => {
    const signals = ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
      id: `cadogan-${type}`,
      type,
      occurredAt: bot.now().toISOString(),
    }));
    const company = { name: 'Cadogan Farm', employees: 120, industry: 'Farming', country: 'AU' };
    const card = await offered(bot, 'Cadogan', { company, signals });
    expect(modalText(await press(bot, 'leo', card, 'Why this score?'))).toContain(
      'Rule: company employees from 20 to 1,000',
    );
    await bot.hand('close', { as: staff.leo });
    expect(await toldBy(bot, 'leo', () => press(bot, 'leo', card, 'Reassign lead'))).toContain(
      'may reassign or snooze a lead',
    );
  });

  test('a rejection calls the marketing that is set up, and only they acknowledge it', async () => {
    const reason = await rejected(bot, 'dana', 'Cadogan');
    expect(shown(reason)).toContain('<!subteam^SMARKETING>');
    const told = await toldBy(bot, 'tom', () => press(bot, 'tom', reason, 'Acknowledge reason'));
    expect(told).toContain('Only marketing and the marketing leader may answer a rejection.');
    await press(bot, 'mia', reason, 'Acknowledge reason');
    await cardThat(bot, 'Cadogan', 'Marketing has acknowledged it');
  });

  test('a channel that the bot is not in is refused with what to do', async () => {
    await type(bot, 'rita', '/funnel setup');
    const { errors } = await submitAs(bot, 'rita', { channel: 'CMARKETING' });
    expect(errors?.channel).toContain('/invite @handshake');
    await bot.hand('close', { as: staff.rita });
  });

  test('of two who set it up at once the second reads what the first did, and overwrites nothing', async () => {
    await type(bot, 'rita', '/funnel setup');
    const before = await bot.app.workplace.store.settings.read();
    await bot.app.workplace.store.settings.change(
      { ...before, roles: { ...before.roles, manager: [staff.tom] } },
      { id: staff.sasha, at: bot.now() },
    );
    const told = modalText(await submitAs(bot, 'rita', { manager: [staff.dana] }));
    expect(told).toContain('*Somebody else set this up meanwhile*');
    expect((await bot.app.workplace.store.settings.read()).roles.manager).toEqual([staff.tom]);
    await bot.hand('close', { as: staff.rita });
  });

  test('without user groups, as on a free plan, people are named one by one', async () => {
    await bot.hand('faults', { method: 'usergroups.list', kind: 'error', error: 'plan_upgrade_required' });
    const form = modalText(await type(bot, 'rita', '/funnel setup'));
    // What is set already stays to be seen and kept.
    expect(form).toContain('SSALES');
    expect((await setUpAgain()).roles.sales).toEqual([staff.dana, 'SSALES']);
  });

  const setUpAgain = async () => {
    await submitAs(bot, 'rita', { sales: [staff.dana] });
    return bot.app.workplace.store.settings.read();
  };

  test.each([
    ['/funnel', '`/funnel setup` sets the shared channel'],
    ['/funnel fortune', '“fortune” is not understood here.'],
  ])('"%s" answers with how the command is used', async (text, says) => {
    expect(await answerTo(bot, 'tom', text)).toContain(says);
  });

  test('setting the same up again is a success', async () => {
    expect(modalText(await setUp(bot, { sales: [staff.dana] }))).toContain('New leads and drafts go to');
  });
});
