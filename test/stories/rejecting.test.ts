// Promises of rejecting: always with a reason that marketing can act on, checked again at the moment it is given.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, lines, people, startBot } from '../bot.js';
import {
  accepted,
  aReason,
  cardThat,
  click,
  dayAfter,
  holdCards,
  inThread,
  offered,
  quiet,
  rejected,
  shown,
  submit,
  toldSince,
} from './a-story.js';

const misfit = { company: { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' } };
const demo = (lastName: string, occurredAt: Date) => ({
  ...misfit,
  signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
    id: `${lastName}-${type}`,
    type,
    occurredAt: occurredAt.toISOString(),
  })),
});

describe.each(lines)('rejecting on $name', ({ engine, transport }) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { transport });
  });
  afterAll(() => bot?.stop());

  test('always asks why: without a criterion, words for Other or a day to come the modal stays and says so', async () => {
    const card = await offered(bot, 'Ashby');
    const { modal } = await click(bot, 'sam', card, 'Reject lead');
    expect(modal.callback_id).toBe('reject_reasons');
    const noReason = await submit(bot, 'sam', { next_step: 'archive' });
    expect(noReason.errors).toEqual({ cited_fit_1: expect.stringContaining('at least one criterion') });
    const noWords = await submit(bot, 'sam', {
      other: ['other'],
      note: 'x'.repeat(19),
      next_step: 'archive',
    });
    expect(noWords.errors).toEqual({ note: expect.stringContaining('at least 20 characters') });
    const noDay = await submit(bot, 'sam', { other: ['other'], note: 'x'.repeat(20), next_step: 'recycle' });
    expect(noDay.errors).toEqual({ next_on: expect.stringContaining('Choose the day') });
    const today = await submit(bot, 'sam', { next_on: dayAfter(bot, 0) });
    expect(today.errors).toEqual({ next_on: expect.stringContaining('after today') });
    expect((await bot.card('Ashby')).text).toContain('New lead to answer');
    const done = await submit(bot, 'sam', { next_on: dayAfter(bot, 30) });
    expect([done.errors, done.modal]).toEqual([undefined, null]);
    await cardThat(bot, 'Ashby', 'rejected by');
    expect(shown(await inThread(bot, 'Ashby', 'Rejected'))).toContain('x'.repeat(20));
  });

  test('over a criterion that the data says is met asks once what is wrong, and keeps that as a contradiction', async () => {
    const card = await offered(bot, 'Bowen');
    await click(bot, 'dana', card, 'Reject lead');
    const asked = await submit(bot, 'dana', { cited_fit_1: ['company_size'], next_step: 'archive' });
    expect(asked.errors).toBeUndefined();
    expect(shown(asked.modal)).toMatch(/data.*Company size \(120\).*\?/);
    const silent = await submit(bot, 'dana', { contradiction: '  ' });
    expect(Object.keys(silent.errors ?? {})).toEqual(['contradiction']);
    const done = await submit(bot, 'dana', { contradiction: 'That is the parent company.' });
    expect([done.errors, done.modal]).toEqual([undefined, null]);
    const reason = shown(await inThread(bot, 'Bowen', 'Rejected'));
    expect(reason).toContain('The rep says that the data is wrong.');
    expect(reason).toMatch(/Company size.*120/);
    expect(reason).toContain('That is the parent company.');
  });

  test('looks again at the moment of submitting: who was slower is told, and nothing of theirs is kept', async () => {
    const card = await offered(bot, 'Corbin', demo('corbin', bot.now()));
    await click(bot, 'sam', card, 'Reject lead');
    await accepted(bot, 'dana', 'Corbin');
    const late = await submit(bot, 'sam', aReason);
    expect(shown(late.modal)).toContain(`<@${people.dana}> accepted this lead`);
    await quiet(bot);
    const record = await bot.card('Corbin');
    expect(record.text).toContain(`accepted by <@${people.dana}>`);
    expect(record.thread).toEqual([]);
  });

  test('tells marketing each criterion with the value of the lead beside what was asked', async () => {
    await offered(bot, 'Dalton', demo('dalton', bot.now()));
    const reason = await rejected(bot, 'priya', 'Dalton', {
      cited_fit_1: ['industry'],
      cited_readiness_1: ['budget'],
      next_step: 'recycle',
      next_on: dayAfter(bot, 14),
      note: 'They asked for a quote <in writing> & nothing else.',
    });
    const told = shown(reason);
    expect(told).toMatch(/\*Industry\*: Mining \(.*An industry we serve/);
    expect(told).toMatch(/\*Budget\*: not seen \(.*Budget confirmed/);
    expect(told).toContain('> They asked for a quote &lt;in writing&gt; &amp; nothing else.');
    expect(reason.text).toContain(`<!subteam^${bot.sandbox.marketingGroup.id}>`);
    expect(reason.text).toContain(`by <@${people.priya}>`);
    expect(told).not.toContain('data is wrong');
  });

  test('is acknowledged by marketing alone, and a second time does no harm', async () => {
    await offered(bot, 'Ellison', demo('ellison', bot.now()));
    const reason = await rejected(bot, 'sam', 'Ellison');
    const before = await bot.see(people.dana);
    const refused = await click(bot, 'dana', reason, 'Acknowledge reason');
    expect(refused.error).toBeUndefined();
    expect(toldSince(before, refused)[0]).toContain('may answer a rejection');
    await quiet(bot);
    await holdCards(bot);
    const leos = await bot.see(people.leo);
    const both = await Promise.all([
      click(bot, 'mia', reason, 'Acknowledge reason'),
      click(bot, 'leo', reason, 'Acknowledge reason'),
    ]);
    expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
    const read = shown(await inThread(bot, 'Ellison', 'Acknowledged by'));
    expect(read).not.toContain('acknowledge_reason');
    expect(await cardThat(bot, 'Ellison', 'Marketing has acknowledged it')).toBeDefined();
    expect(toldSince(leos, await bot.see(people.leo))).toEqual([]);
  });

  test('is told to the late even when the lead was rejected by somebody else meanwhile', async () => {
    const card = await offered(bot, 'Fielding', demo('fielding', bot.now()));
    await click(bot, 'dana', card, 'Reject lead');
    await rejected(bot, 'sam', 'Fielding');
    expect(shown((await submit(bot, 'dana', aReason)).modal)).toContain(
      `<@${people.sam}> rejected this lead`,
    );
    await quiet(bot);
    const record = await bot.card('Fielding');
    expect(shown(record)).not.toContain('accept_lead');
    expect(record.thread).toHaveLength(1);
  });
});
