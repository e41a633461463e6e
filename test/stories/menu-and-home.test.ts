// Promises beside the two big buttons: why this score, reassign, snooze, the charter to read, and the Home tab.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  accepted,
  cardThat,
  click,
  inThread,
  offered,
  rejected,
  shown,
  submit,
  toldSince,
} from './a-story.js';

/** Rejects a lead that is none of an industry that is served. */
async function rejectedPlainly(bot: Bot, name: string): Promise<void> {
  await offered(bot, name, {
    company: { name: `${name} Mining`, employees: 120, industry: 'Mining', country: 'AU' },
    signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
      id: `${name}-${type}`,
      type,
      occurredAt: bot.now().toISOString(),
    })),
  });
  await rejected(bot, 'sam', name);
}

describe.each(engines)('beside the answer on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  const command = (text: string) =>
    bot.hand('command', { as: people.rita, channel: bot.sandbox.channel.id, text });

  test('"why this score?" shows every rule with its points, both teams and the threshold', async () => {
    const card = await offered(bot, 'Adler');
    const { modal } = await click(bot, 'dana', card, 'Why this score?');
    const text = shown(modal);
    // A fresh signal is a moment old, and what is left of a point is not shown.
    expect(text).toMatch(/5[45] points,? (of )?50 needed/);
    expect(text).toMatch(/\*Pricing guide: (19|20) points\* of at most 20/);
    expect(text).toMatch(/\*Marketing: 5[45] points\*/);
    expect(text).toContain('*Sales: 0 points*');
    expect(text).toContain('threshold of 50');
    expect(modal.submit).toBeNull();
    const read = { as: people.dana, channel: 'modal', action: 'Read charter version 1' };
    const judgedBy = shown((await bot.hand('click', read)).modal);
    expect(judgedBy).toContain('Charter version 1 (provisional, unsigned): Starter charter');
    expect(judgedBy).toContain('Time to answer: 4 working hours');
    await bot.hand('close', { as: people.dana, all: true });
  });

  test('a lead that is reassigned mentions that person in the thread, and anybody may still take it', async () => {
    const card = await offered(bot, 'Baxter');
    await click(bot, 'dana', card, 'Reassign lead');
    expect((await submit(bot, 'dana', { to: people.priya })).modal).toBeNull();
    const told = await inThread(bot, 'Baxter', 'meant for you now');
    expect(told.text).toContain(`<@${people.priya}>`);
    expect(shown(await cardThat(bot, 'Baxter', 'Meant for'))).toContain(`*Meant for:* <@${people.priya}>`);
    await accepted(bot, 'sam', 'Baxter');
  });

  test('a snooze needs a time to come, shows it on the card, and the lead can still be answered', async () => {
    const card = await offered(bot, 'Colton');
    await click(bot, 'sam', card, 'Snooze lead');
    const past = new Date(bot.now().getTime() - 60_000).toISOString();
    expect((await submit(bot, 'sam', { until: past })).errors).toEqual({
      until: expect.stringContaining('still to come'),
    });
    const later = new Date(bot.now().getTime() + 3_600_000).toISOString();
    expect((await submit(bot, 'sam', { until: later })).modal).toBeNull();
    await bot.until(async () => shown(await bot.card('Colton')).includes('*Snoozed until:*'));
    await accepted(bot, 'dana', 'Colton');
  });

  test('a menu chosen on a lead that was answered meanwhile says who has it and changes nothing', async () => {
    const card = await offered(bot, 'Denham');
    await click(bot, 'sam', card, 'Reassign lead');
    await accepted(bot, 'dana', 'Denham');
    expect(shown((await submit(bot, 'sam', { to: people.sam })).modal)).toContain(
      `<@${people.dana}> accepted this lead`,
    );
    expect((await bot.card('Denham')).thread).toEqual([]);
  });

  test('/charter shows the charter in force to the one who asked, and that nobody has signed it', async () => {
    const before = await bot.see(people.rita);
    const told = (await command('/charter')).ephemerals.slice(before.ephemerals.length);
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('Charter version 1 (provisional, unsigned)');
    expect(JSON.stringify(told[0])).toContain('20 to 1,000 employees');
  });

  test.each(['/charter help', '/charter what is this'])(
    '"%s" answers with how the command is used',
    async (text) => {
      const before = await bot.see(people.rita);
      const [told] = toldSince(before, await command(text));
      expect(told).toContain('`/charter help`');
    },
  );

  test('the Home tab of somebody without leads says so and how Handshake works', async () => {
    const { home } = await bot.hand('home', { as: people.leo });
    const text = shown({
      blocks: (home ?? (await bot.until(async () => (await bot.see(people.leo)).home))).blocks,
    });
    expect(text).toContain('You have no open leads.');
    expect(text).toContain('How Handshake works');
    expect(text).toContain('/charter help');
  });

  test('the Home tab lists what is accepted by and meant for its viewer, and nobody else’s', async () => {
    await offered(bot, 'Ewing');
    await accepted(bot, 'rita', 'Ewing');
    const card = await offered(bot, 'Forsyth');
    await click(bot, 'dana', card, 'Reassign lead');
    await submit(bot, 'dana', { to: people.rita });
    await cardThat(bot, 'Forsyth', 'Meant for');
    await offered(bot, 'Gresham');
    await bot.hand('home', { as: people.rita });
    const text = await bot.until(async () => {
      const { home } = await bot.see(people.rita);
      return home !== null && shown({ blocks: home.blocks });
    });
    expect(text).toContain('*Robin Ewing · Ewing Legal*\nAccepted, in work');
    expect(text).toContain('*Robin Forsyth · Forsyth Legal*\nWaiting for your answer\n*Answer due:* ');
    expect(text).not.toContain('Gresham');
    expect(text).not.toContain('Baxter');
  });

  test('the Home tab follows what happens elsewhere within seconds, and its own buttons answer', async () => {
    const home = () => bot.until(async () => (await bot.see(people.leo)).home);
    const says = (words: string) =>
      bot.until(async () => {
        const text = shown({ blocks: (await bot.see(people.leo)).home?.blocks ?? [] });
        return text.includes(words) && text;
      });
    await bot.hand('home', { as: people.leo });
    await home();
    const card = await offered(bot, 'Hartley');
    await click(bot, 'dana', card, 'Reassign lead');
    await submit(bot, 'dana', { to: people.leo });
    await says('Robin Hartley');
    await bot.hand('click', { as: people.leo, channel: 'home', action: 'Accept lead' });
    await says('Accepted, in work');
    expect(shown(await cardThat(bot, 'Hartley', 'accepted by'))).toContain(`<@${people.leo}>`);
    await bot.hand('click', { as: people.leo, channel: 'home', action: 'Undo accept' });
    await says('Waiting for your answer');
  });

  test('the Home tab tells a manager how the handoff stands, and marketing which reasons wait', async () => {
    await bot.hand('home', { as: people.rita });
    const says = (who: keyof typeof people, words: string) =>
      bot.until(async () => {
        const text = shown({ blocks: (await bot.see(people[who])).home?.blocks ?? [] });
        return text.includes(words) && text;
      });
    await rejectedPlainly(bot, 'Ingram');
    const dashboard = await says('rita', 'Reasons cited, by source');
    for (const part of ['Offers and answers', 'From offer to SQL', 'Velocity', 'The charter', 'The jobs'])
      expect(dashboard).toContain(part);
    expect(dashboard).toMatch(/Accepted, of those answered: \d+ % \(n = \d+, 95 % interval/);
    await bot.hand('home', { as: people.mia });
    expect(await says('mia', 'Robin Ingram')).toContain('1 rejection without a reply');
    await bot.hand('click', { as: people.mia, channel: 'home', action: 'Acknowledge reason' });
    await says('mia', 'Every rejection has a reply.');
    await bot.hand('choose', {
      as: people.rita,
      channel: 'home',
      action: 'home_period',
      values: ['The last 30 days'],
    });
    await says('rita', 'in 30 days');
  });
});
