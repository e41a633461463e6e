// Promises about cards that somebody deletes in Slack: nothing that is owed to anybody is lost with them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { accepted, aReason, aRow, click, offered, quiet, shown, slackCall, submit } from './a-story.js';

describe.each(engines)('a deleted card on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  const remove = async ({ ts }: { ts: string }) => {
    await quiet(bot);
    expect(await slackCall(bot, 'chat.delete', { channel: bot.sandbox.channel.id, ts })).toMatchObject({
      ok: true,
    });
  };
  const everything = async () => (await bot.channel()).flatMap((message) => [message, ...message.thread]);

  test('is posted anew while its lead is open, as soon as there is something to draw', async () => {
    const card = await offered(bot, 'Farrell');
    await remove(card);
    const phone = '+61 2 5550 0101';
    await bot.send('leads', [{ id: 'farrell', source: 'web', phone, occurredAt: bot.now().toISOString() }]);
    const anew = await bot.until(async () =>
      (await everything()).find((message) => shown(message).includes(phone)),
    );
    expect(anew.ts).not.toBe(card.ts);
    await accepted(bot, 'priya', 'Farrell');
  });

  test('is posted anew for what is to be said in its thread, and Slack is not asked over and over', async () => {
    await remove(await offered(bot, 'Greer'));
    await bot.send('leads', [aRow(bot, 'Greer', { source: 'crm' })]);
    const reply = await bot.until(async () => (await bot.card('Greer')).thread[0]);
    expect(reply.text).toContain('same e-mail address');
    const { calls } = (await (await fetch(`${bot.sandbox.url}/hands/log?as=${people.dana}`)).json()) as {
      calls: { ok: boolean }[];
    };
    expect(calls.filter(({ ok }) => !ok).length).toBeLessThan(5);
  });

  test('takes no reason with it that was being written when it went', async () => {
    const card = await offered(bot, 'Hollis', {
      company: { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' },
      signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
        id: `hollis-${type}`,
        type,
        occurredAt: bot.now().toISOString(),
      })),
    });
    await quiet(bot);
    await click(bot, 'sam', card, 'Reject lead');
    await remove(card);
    expect((await submit(bot, 'sam', aReason)).modal).toBeNull();
    await bot.until(async () =>
      (await everything()).find(
        (message) => message.text.includes('Hollis') && message.text.includes('<!subteam^'),
      ),
    );
  });
});
