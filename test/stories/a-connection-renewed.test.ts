// Over Socket Mode Slack renews the connection every few hours: people lose nothing by it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { cardThat, click, offered } from './a-story.js';

let bot: Bot;
beforeAll(async () => {
  const [embedded] = engines;
  if (embedded === undefined) throw new Error('this run has no database');
  bot = await startBot(embedded, { transport: 'socket' });
});
afterAll(() => bot?.stop());

/** Clicks until the bot is there again, as a person would who is told that it is not. */
const clickOnceBack = (card: { ts: string }): Promise<true> =>
  bot.until(
    async () => (await click(bot, 'dana', card, 'accept_lead')).error === undefined && (true as const),
  );

test('a card is answered as before once the connection is renewed', async () => {
  const card = await offered(bot, 'Ashby');
  await bot.hand('disconnect', {});
  const refused = await click(bot, 'dana', card, 'accept_lead');
  expect(refused.error).toBe('dispatch_failed');
  await clickOnceBack(card);
  expect((await cardThat(bot, 'Ashby', 'accepted by')).text).toContain(people.dana);
});

test('Home that was opened while nobody was connected is drawn once the connection is back', async () => {
  await bot.hand('disconnect', {});
  expect((await bot.hand('home', { as: people.priya })).home).toBeNull();
  await bot.until(async () => (await bot.see(people.priya)).home !== null);
});
