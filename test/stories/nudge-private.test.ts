// Promises of the private reminder: it comes in time, holds all that an answer needs, and asks for nothing once there is one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { aboutIn, buttonsOf, clickInPrivate, goTo, meantFor, privately } from './a-nudge-story.js';
import {
  accepted,
  aReason,
  cardThat,
  click,
  inThread,
  offered,
  quiet,
  shown,
  submit,
  toldSince,
} from './a-story.js';

// Tuesday 8 June 2027 in Sydney, UTC+10; the Monday before is a working day, the Monday after is none.
const TEN = '2027-06-08T00:00:00Z';

describe.each(engines)('a private reminder on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { at: new Date(TEN) });
    await meantFor(bot, 'dana', 'Abbott');
    await meantFor(bot, 'dana', 'Barker');
    await meantFor(bot, 'dana', 'Carver');
    await offered(bot, 'Dexter');
    await goTo(bot, '2027-06-08T01:55:00Z');
  });
  afterAll(() => bot?.stop());

  test('does not come before half of the time is used, nor for a lead that is meant for nobody', async () => {
    expect(await privately(bot, people.dana)).toEqual([]);
    await goTo(bot, '2027-06-08T02:10:00Z');
    expect(await privately(bot, people.dana)).toHaveLength(3);
    for (const person of [people.sam, people.priya]) expect(await privately(bot, person)).toEqual([]);
  });

  test('names the lead in three lines, how much of the time is used, and when the answer is due', async () => {
    const [reminder] = await aboutIn(bot, people.dana, 'Abbott');
    if (reminder === undefined) throw new Error('there is no reminder');
    const [lead, clock] = reminder.blocks.map(({ text }) => text?.text as string);
    expect(lead?.split('\n')).toEqual([
      '*Robin Abbott · Abbott Legal*',
      '<mailto:abbott@example.com|abbott@example.com>',
      expect.stringMatching(/^\*Last signal:\* Pricing guide downloaded, <!date/),
    ]);
    expect(clock).toMatch(/\*Answer due:\* <!date\^\d+\^.* · 2 h( \d+ min)? of 4 h of working time used$/);
    expect(buttonsOf(reminder)).toEqual(['Accept lead', 'Reject lead', 'overflow']);
    expect(shown(reminder)).toMatch(/<http[^|]+\|Open the card>/);
  });

  test('is answered there: the card is accepted, and the reminder becomes a record without buttons', async () => {
    const [reminder] = await aboutIn(bot, people.dana, 'Abbott');
    if (reminder === undefined) throw new Error('there is no reminder');
    await clickInPrivate(bot, people.dana, reminder, 'Accept lead');
    expect((await cardThat(bot, 'Abbott', 'accepted by')).text).toContain(`<@${people.dana}>`);
    await quiet(bot);
    const [record] = await aboutIn(bot, people.dana, 'Abbott');
    expect(record?.ts).toBe(reminder.ts);
    expect(buttonsOf(record ?? { blocks: [] })).toEqual([]);
    expect(shown(record ?? { blocks: [] })).toContain('You accepted this lead');
  });

  test('asks for the same reasons as the card when the lead is rejected there', async () => {
    const [reminder] = await aboutIn(bot, people.dana, 'Barker');
    if (reminder === undefined) throw new Error('there is no reminder');
    expect((await clickInPrivate(bot, people.dana, reminder, 'Reject lead')).modal.callback_id).toBe(
      'reject_reasons',
    );
    const short = await submit(bot, 'dana', { next_step: 'archive' });
    expect(Object.values(short.errors ?? {}).join()).toContain('at least one criterion');
    await submit(bot, 'dana', { ...aReason, cited_intent_1: ['demo_webinar'], cited_fit_1: [] });
    await inThread(bot, 'Barker', 'Rejected');
    await quiet(bot);
    expect(shown((await aboutIn(bot, people.dana, 'Barker'))[0] ?? { blocks: [] })).toContain(
      'You rejected this lead',
    );
  });

  test('says who was faster to whoever clicks on it too late', async () => {
    const [reminder] = await aboutIn(bot, people.dana, 'Carver');
    if (reminder === undefined) throw new Error('there is no reminder');
    // Longer than anybody waits to see what their click did.
    await bot.hand('faults', { method: 'chat.update', kind: '429', retryAfter: 3 });
    await click(bot, 'sam', await bot.card('Carver'), 'Accept lead');
    const before = await bot.see(people.dana);
    const after = await clickInPrivate(bot, people.dana, reminder, 'Accept lead');
    expect(toldSince(before, after)[0]).toContain(`<@${people.sam}> accepted this lead`);
    await cardThat(bot, 'Carver', 'accepted by');
    await quiet(bot);
    const [record] = await aboutIn(bot, people.dana, 'Carver');
    expect(shown(record ?? { blocks: [] })).toContain(`<@${people.sam}> accepted this lead`);
  });

  test('of the first touch comes to whoever accepted, and the touch is logged there', async () => {
    await accepted(bot, 'priya', 'Dexter');
    const work = ['Mark as SQL', 'Hand back lead'];
    expect(buttonsOf(await bot.card('Dexter'))).toEqual(
      expect.arrayContaining(['Log first touch', ...work, 'Undo accept']),
    );
    await goTo(bot, '2027-06-08T06:30:00Z');
    const [reminder] = await aboutIn(bot, people.priya, 'Dexter');
    if (reminder === undefined) throw new Error('there is no reminder');
    expect(shown(reminder)).toMatch(/\*First touch due:\* <!date/);
    await clickInPrivate(bot, people.priya, reminder, 'Log first touch');
    await bot.until(async () => shown(await bot.card('Dexter')).includes('*First touch:* <!date'));
    await quiet(bot);
    const left = buttonsOf(await bot.card('Dexter'));
    expect(left).toEqual(expect.arrayContaining(work));
    expect(left).not.toContain('Log first touch');
    expect(shown(await bot.card('Dexter'))).toContain('*Decide SQL by:*');
    const record = (await aboutIn(bot, people.priya, 'Dexter'))[0] ?? { blocks: [] };
    expect(shown(record)).toContain('the first touch was <!date');
    expect(buttonsOf(record)).toEqual([]);
  });
});
