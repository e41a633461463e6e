// Promises of the quarterly review: owner and leaders are reminded in private, and both leaders sign that nothing changes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { reviewOf } from '../../src/journey/review.js';
import { calendarDay } from '../../src/slack/mrkdwn.js';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  answerTo,
  directMessages,
  draftThat,
  modalText,
  noteThat,
  proposeThreshold,
  setUp,
  sign,
  staff,
  submitAs,
  type,
} from './a-charter-story.js';
import { quiet } from './a-story.js';

describe.each(engines)('reviewing the charter on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { charter: { ...starterCharter, reviewEveryMonths: 1 } });
    await setUp(bot);
  });
  afterAll(() => bot?.stop());

  test('a charter that nobody signed has nothing to review, and says what to do first', async () => {
    expect(await answerTo(bot, 'marcus', '/charter review')).toContain('Nobody has signed this charter yet');
  });

  test('whoever is no leader is told who signs', async () => {
    expect(await answerTo(bot, 'dana', '/charter review')).toContain('<@UMARCUS> or <@USASHA>');
  });

  test('when it is due, owner and leaders are reminded in private, each once', async () => {
    await proposeThreshold(bot, 'rita', 55);
    const draft = await draftThat(bot, 'Draft of charter version 2');
    await sign(bot, 'marcus', draft);
    await sign(bot, 'sasha', draft);
    await draftThat(bot, 'Charter version 2* is in force since');
    for (const who of ['marcus', 'sasha'] as const) await bot.hand('close', { as: staff[who], all: true });
    // Three days after it is due there was a morning for the reminder, whatever weekday it is due on.
    const { dueOn } = await reviewOf(bot.app.workplace);
    // One of them arrives while its answer is lost: it is found in that person's direct messages, not sent twice.
    await bot.hand('faults', { method: 'chat.postMessage', kind: 'lost_answer' });
    await bot.advance(`P${Math.ceil((Date.parse(dueOn) - bot.now().getTime()) / 86_400_000) + 3}D`);
    await quiet(bot);
    for (const who of ['rita', 'marcus', 'sasha'] as const) {
      const own = (await directMessages(bot, who)).map(({ text }) => text);
      expect(own.filter((text) => text.includes('due for review'))).toHaveLength(2);
    }
    expect(await directMessages(bot, 'dana')).toEqual([]);
    await bot.hand('job', { name: 'review-charter' });
    await quiet(bot);
    expect(await directMessages(bot, 'marcus')).toHaveLength(2);
  });

  test('only a leader finds the button in the reminder', async () => {
    const buttons = async (who: 'rita' | 'sasha') =>
      (await directMessages(bot, who)).at(-1)?.blocks.some(({ type }) => type === 'actions');
    expect(await buttons('sasha')).toBe(true);
    expect(await buttons('rita')).toBe(false);
  });

  test('the charter says that its review is overdue, and offers the leaders to sign', async () => {
    const { dueOn } = await reviewOf(bot.app.workplace);
    const read = await answerTo(bot, 'sasha', '/charter');
    expect(read).toContain(`*Review overdue:* it was due on ${calendarDay(dueOn)}.`);
    expect(read).toContain('Sign review');
    expect(await answerTo(bot, 'dana', '/charter')).not.toContain('Sign review');
  });

  test('both leaders sign that nothing changes; then it is reviewed, and due again later', async () => {
    await bot.hand('click', { as: staff.sasha, channel: 'dm', action: 'Sign review' });
    expect(modalText(await submitAs(bot, 'sasha'))).toContain("The other side's leader is to sign too");
    await noteThat(bot, '<@USASHA> signed the review of version 2 for sales');
    expect(await answerTo(bot, 'dana', '/charter')).toContain('Signed for sales by <@USASHA>');
    await bot.hand('close', { as: staff.sasha, all: true });
    const form = modalText(await type(bot, 'marcus', '/charter review'));
    expect(form).toMatch(
      /You sign \*for marketing\* that charter version 2 stays as it is[\s\S]*SHA-256 [0-9a-f]{64}/,
    );
    expect(modalText(await submitAs(bot, 'marcus'))).toContain(
      'Both leaders have signed: the charter is reviewed.',
    );
    await noteThat(bot, 'both leaders keep it as it is');
    const { dueOn, state } = await reviewOf(bot.app.workplace);
    expect(state).toBe('not yet');
    expect(await answerTo(bot, 'dana', '/charter')).toContain(`Review due on ${calendarDay(dueOn)}.`);
  });

  test('a reminder that nobody needs any more is not sent', async () => {
    const { messages, drafts } = bot.app.workplace.store;
    const notice = { key: `review:2:2020-01-01:5:${staff.tom}`, kind: 'review' as const, thread: null };
    await drafts.remind([{ notice, person: staff.tom }]);
    bot.app.workplace.owed();
    await bot.until(async () => (await messages.owed()).owed === 0);
    expect(await directMessages(bot, 'tom')).toEqual([]);
  });
});
