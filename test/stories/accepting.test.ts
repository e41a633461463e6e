// Promises of accepting: the first click wins, everybody else is told who has the lead, and it can be taken back for minutes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, lines, people, startBot } from '../bot.js';
import {
  accepted,
  cardThat,
  click,
  holdCards,
  inThread,
  offered,
  quiet,
  shown,
  submit,
  toldSince,
} from './a-story.js';

describe.each(lines)('accepting on $name', ({ engine, transport }) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { transport });
  });
  afterAll(() => bot?.stop());

  test('the second to click is told, and only they, who has the lead', async () => {
    const card = await offered(bot, 'Abbott');
    await quiet(bot);
    await holdCards(bot);
    const [before, sams] = [await bot.see(people.priya), await bot.see(people.sam)];
    const clicks = await Promise.all([
      click(bot, 'dana', card, 'accept_lead'),
      click(bot, 'sam', card, 'accept_lead'),
    ]);
    expect(clicks.map(({ error }) => error)).toEqual([undefined, undefined]);
    const record = await cardThat(bot, 'Abbott', 'accepted by');
    const [winner, loser] = record.text.includes(people.dana)
      ? (['dana', 'sam'] as const)
      : (['sam', 'dana'] as const);
    const told = await bot.until(async () => (await bot.see(people[loser])).ephemerals.at(-1));
    expect(told.text).toContain(`<@${people[winner]}> accepted this lead`);
    expect(toldSince(before, await bot.see(people.priya))).toEqual([]);
    if (winner === 'sam') expect(toldSince(sams, await bot.see(people.sam))).toEqual([]);
  });

  test("the same person's second click is a success and says nothing", async () => {
    const card = await offered(bot, 'Barker');
    await quiet(bot);
    await holdCards(bot);
    const before = await bot.see(people.dana);
    const two = await Promise.all([
      click(bot, 'dana', card, 'accept_lead'),
      click(bot, 'dana', card, 'accept_lead'),
    ]);
    expect(two.map(({ error }) => error)).toEqual([undefined, undefined]);
    const record = await cardThat(bot, 'Barker', `accepted by <@${people.dana}>`);
    expect(record.thread).toEqual([]);
    expect(toldSince(before, await bot.see(people.dana))).toEqual([]);
  });

  test('nobody else can undo an accept, and the person who accepted can', async () => {
    await offered(bot, 'Carver');
    const record = await accepted(bot, 'dana', 'Carver');
    const before = await bot.see(people.sam);
    const refused = await click(bot, 'sam', record, 'Undo accept');
    expect(toldSince(before, refused)[0]).toContain(
      `<@${people.dana}> accepted this lead, so only they can do this`,
    );
    await click(bot, 'dana', record, 'Undo accept');
    const open = await cardThat(bot, 'Carver', 'New lead to answer');
    expect(shown(open)).toContain('Accept lead');
    await accepted(bot, 'sam', 'Carver');
  });

  test('a lead becomes an SQL only with every mandatory SQL criterion, by the person who accepted it', async () => {
    await offered(bot, 'Dexter');
    const record = await accepted(bot, 'dana', 'Dexter');
    const before = await bot.see(people.sam);
    expect(toldSince(before, await click(bot, 'sam', record, 'Mark as SQL'))[0]).toContain(
      `<@${people.dana}>`,
    );
    await click(bot, 'dana', record, 'Mark as SQL');
    const short = await submit(bot, 'dana', { ticked_1: ['budget'] });
    expect(short.errors?.ticked_1).toContain('An SQL needs: Decision maker, Timeline');
    const done = await submit(bot, 'dana', { ticked_1: ['budget', 'decision_maker', 'timeline'] });
    expect([done.errors, done.modal]).toEqual([undefined, null]);
    expect((await cardThat(bot, 'Dexter', 'sales-qualified')).text).toContain(
      'Budget, Decision maker, Timeline',
    );
    expect((await inThread(bot, 'Dexter', 'marked this lead as sales-qualified')).text).toContain(
      people.dana,
    );
  });

  test('an accepted lead is handed back with reasons, and only by the person who accepted it', async () => {
    await offered(bot, 'Eastman');
    const record = await accepted(bot, 'dana', 'Eastman');
    const before = await bot.see(people.sam);
    const refused = await click(bot, 'sam', record, 'Hand back lead');
    expect(refused.modal).toBeNull();
    expect(toldSince(before, refused)[0]).toContain(`<@${people.dana}>`);
    expect((await click(bot, 'dana', record, 'Hand back lead')).modal.callback_id).toBe('hand_back_reasons');
    const empty = await submit(bot, 'dana', { next_step: 'archive' });
    expect(Object.values(empty.errors ?? {}).join()).toContain('at least one criterion');
    await submit(bot, 'dana', {
      cited_readiness_1: ['budget'],
      next_step: 'archive',
      note: 'No money this year.',
    });
    const reason = shown(await inThread(bot, 'Eastman', 'Handed back'));
    expect(reason).toContain('*Budget*');
    expect(reason).toContain('No money this year.');
    expect(reason).toContain('<!subteam^');
    expect((await cardThat(bot, 'Eastman', 'handed back by')).text).toContain('Budget');
  });
});
