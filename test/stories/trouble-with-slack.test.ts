// Promises in bad weather: whatever Slack does to a call, each message is there once in the end, and in its place.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  accepted,
  aRow,
  cardsOf,
  cardThat,
  click,
  holdCards,
  inThread,
  offered,
  quiet,
  rejected,
  toldSince,
} from './a-story.js';

describe.each(engines)('trouble with Slack on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterEach(() => bot.hand('faults', { clear: true }));
  afterAll(() => bot?.stop());

  const trouble = (method: string, kind: string, more: Record<string, unknown> = {}) =>
    bot.hand('faults', { method, kind, ...more });

  test.each<[what: string, kind: string, more: Record<string, unknown>]>([
    ['asks for a pause', '429', { retryAfter: 1 }],
    ['breaks down and keeps nothing', '500', {}],
    ['keeps the message and the answer is lost', 'lost_answer', {}],
    ['breaks the connection twice', 'drop', { times: 2 }],
    ['says that something went wrong inside', 'error', { error: 'internal_error' }],
    ['is busy', 'error', { error: 'service_unavailable' }],
    ['says that a limit was reached without saying for how long', '429', { retryAfter: 0 }],
  ])('a card is there exactly once when Slack %s', async (what, kind, more) => {
    const lastName = `Weather${what.replaceAll(/\W/g, '')}`;
    await trouble('chat.postMessage', kind, more);
    await offered(bot, lastName);
    await quiet(bot);
    expect(await cardsOf(bot, lastName)).toHaveLength(1);
    await accepted(bot, 'dana', lastName);
  });

  test('a reply comes after its card and in its thread, however the posting of the card goes', async () => {
    await trouble('chat.postMessage', 'drop');
    await trouble('chat.postMessage', 'lost_answer');
    await bot.send(
      'leads',
      ['web', 'crm'].map((source) => aRow(bot, 'Gale', { source })),
    );
    const reply = await inThread(bot, 'Gale', 'same e-mail address');
    await quiet(bot);
    const cards = await cardsOf(bot, 'Gale');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.thread.map(({ ts }) => ts)).toEqual([reply.ts]);
    expect(reply.ts > (cards[0]?.ts ?? '')).toBe(true);
  });

  test('a reason is there exactly once when the answer to its posting is lost', async () => {
    await offered(bot, 'Hail', misfit());
    await trouble('chat.postMessage', 'lost_answer');
    await rejected(bot, 'sam', 'Hail');
    await quiet(bot);
    expect((await bot.card('Hail')).thread).toHaveLength(1);
  });

  const misfit = () => ({
    company: { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' },
    signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
      id: `hail-${type}`,
      type,
      occurredAt: bot.now().toISOString(),
    })),
  });

  test.each(['500', 'lost_answer', 'drop'])(
    'a card shows who accepted even when editing it meets trouble (%s)',
    async (kind) => {
      const lastName = `Squall${kind.replace('_', '')}`;
      await offered(bot, lastName);
      await quiet(bot);
      await trouble('chat.update', kind);
      await accepted(bot, 'priya', lastName);
      await quiet(bot);
      expect(await cardsOf(bot, lastName)).toHaveLength(1);
    },
  );

  test('an accept is kept even when the loser cannot be told', async () => {
    const card = await offered(bot, 'Storm');
    await quiet(bot);
    await holdCards(bot);
    await click(bot, 'dana', card, 'accept_lead');
    await trouble('response_url', '500');
    await click(bot, 'sam', card, 'accept_lead');
    await cardThat(bot, 'Storm', `accepted by <@${people.dana}>`);
  });

  test('a click that Slack finds too old is told so, and can be made again', async () => {
    const card = await offered(bot, 'Thunder');
    await quiet(bot);
    const before = await bot.see(people.sam);
    await trouble('views.open', 'error', { error: 'expired_trigger_id' });
    const seen = await click(bot, 'sam', card, 'Reject lead');
    expect(seen.modal).toBeNull();
    expect(toldSince(before, await bot.see(people.sam))[0]).toContain('Please click again');
    expect((await click(bot, 'sam', card, 'Reject lead')).modal).not.toBeNull();
    await bot.hand('close', { as: people.sam });
  });

  test('a flood of leads is posted card by card, each once', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `Flood${String.fromCharCode(65 + index)}x`);
    await trouble('chat.postMessage', '429', { retryAfter: 1 });
    await trouble('chat.postMessage', 'lost_answer', { times: 3 });
    await bot.send(
      'leads',
      names.map((name) => aRow(bot, name)),
    );
    await bot.until(
      async () => (await bot.channel()).filter(({ text }) => text.includes('Flood')).length >= 30,
    );
    await quiet(bot);
    expect((await bot.channel()).filter(({ text }) => text.includes('Flood'))).toHaveLength(30);
  });
});
