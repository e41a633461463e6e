// The promise that one lead never has two reps, through Slack's own wire: a hundred signed clicks in one moment.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { cardThat, click, offered, quiet } from './a-story.js';

const CLICKS = 100;
const reps = ['dana', 'sam', 'priya', 'mia', 'leo', 'rita'] as const;

describe.each(engines)('a hundred clicks on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    // Signed, as the promise says: that is how they come over HTTP.
    bot = await startBot(engine, { transport: 'http' });
  });
  afterAll(() => bot?.stop());

  test('on Accept have one winner, every other person is told who it is, and every click is answered in time', async () => {
    const card = await offered(bot, 'Quarry');
    await quiet(bot);
    // Nobody's click may find the card changed already: all hundred are about the open offer.
    await bot.hand('faults', { method: 'chat.update', kind: '429', retryAfter: 5 });
    const seen = await Promise.all(
      Array.from({ length: CLICKS }, (_, index) =>
        click(bot, reps[index % reps.length] ?? 'dana', card, 'accept_lead'),
      ),
    );
    expect(seen.flatMap(({ error, message }) => (error === undefined ? [] : [message]))).toEqual([]);
    const record = await cardThat(bot, 'Quarry', 'accepted by');
    const winner = reps.find((rep) => record.text.includes(`accepted by <@${people[rep]}>`));
    expect(winner).toBeDefined();
    for (const rep of reps) {
      const told = async () => (await bot.see(people[rep])).ephemerals.map(({ text }) => text);
      if (rep === winner) expect(await told()).toEqual([]);
      else
        await bot.until(async () =>
          (await told()).some((text) => text.includes(`<@${people[winner ?? 'dana']}> accepted this lead`)),
        );
    }
    await quiet(bot);
    expect((await bot.card('Quarry')).thread).toEqual([]);
  });
});
