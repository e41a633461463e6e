// Promises of following through: a hollow accept, a won deal, a recycled lead that comes back, and marketing's daily list.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { modalText, press, setUp, staff, toldBy } from './a-charter-story.js';
import { aboutIn, goTo } from './a-nudge-story.js';
import {
  accepted,
  aSignalRow,
  cardThat,
  click,
  dayAfter,
  inThread,
  offered,
  quiet,
  rejected,
  shown,
  submit,
} from './a-story.js';

const sql = ['budget', 'decision_maker', 'timeline'];

// Tuesday 8 June 2027, 10:00 in Sydney, UTC+10; the Monday after is a holiday.
const TUESDAY = '2027-06-08T00:00:00Z';

describe.each(engines)('following through on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { at: new Date(TUESDAY) });
    await setUp(bot, { manager: [staff.sasha] });
    await offered(bot, 'Hollis');
    await accepted(bot, 'dana', 'Hollis');
    await offered(bot, 'Waring');
    await offered(bot, 'Recker', {
      company: { name: 'Recker Legal', employees: 30, industry: 'Mining', country: 'AU' },
      signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
        id: `recker-${type}`,
        type,
        occurredAt: bot.now().toISOString(),
      })),
    });
    await rejected(bot, 'dana', 'Recker', {
      cited_fit_1: ['industry'],
      next_step: 'recycle',
      next_on: dayAfter(bot, 30),
      note: 'We do not sell to mines yet.',
    });
  });
  afterAll(() => bot?.stop());

  const list = async () => (await bot.channel()).find(({ text }) => text.includes('for an answer.'));

  test('an SQL is won with its value and its day, by whoever made it one, and the card says so', async () => {
    await accepted(bot, 'sam', 'Waring');
    await click(bot, 'sam', await bot.card('Waring'), 'Mark as SQL');
    expect((await submit(bot, 'sam', { ticked_1: sql })).modal).toBeNull();
    const record = await inThread(bot, 'Waring', 'Its deal is open.');
    expect(await toldBy(bot, 'dana', () => press(bot, 'dana', record, 'Mark deal as won'))).toContain(
      'Only whoever it belongs to, managers and the sales leader may say how the deal of this SQL ended.',
    );
    const opened = await click(bot, 'sam', record, 'Mark deal as won');
    expect(modalText(opened)).toContain('Value of the deal, in AUD');
    expect((await submit(bot, 'sam', { value: '18500.50', day: dayAfter(bot, 3) })).errors).toEqual({
      day: expect.stringContaining('Choose a day from when this lead was offered'),
    });
    expect((await submit(bot, 'sam', { day: dayAfter(bot, 0) })).modal).toBeNull();
    const card = await cardThat(bot, 'Waring', 'Won, AUD 18,500.5');
    expect(shown(card)).toContain(`as <@${people.sam}> says`);
    await bot.send('signals', [aSignalRow(bot, 'Waring', 'lost', { occurredAt: '2027-06-08T00:00:01Z' })]);
    await quiet(bot);
    expect((await bot.card('Waring')).text).toContain('Won, AUD 18,500.5');
    const late = new Date(bot.now().getTime() + 60_000).toISOString();
    await bot.send('signals', [aSignalRow(bot, 'Waring', 'lost', { id: 'late', occurredAt: late })]);
    expect((await cardThat(bot, 'Waring', 'Lost,')).text).toContain('as its source tells');
    const [closed] = (await inThread(bot, 'Waring', '*Lost*')).blocks;
    expect(closed).toBeDefined();
  });

  test('an accept that nobody touches in time is told to its rep alone, then to the manager, and a touch still counts', async () => {
    await goTo(bot, '2027-06-09T00:30:00Z');
    const [first, second] = await aboutIn(bot, people.dana, 'Hollis');
    // Of two reminders of one lead the older points to the newer.
    expect(shown(first ?? { blocks: [] })).toContain('a newer reminder tells how this lead stands.');
    expect(shown(second ?? { blocks: [] })).toContain('counts as accepted and not touched');
    expect(await aboutIn(bot, staff.sasha, 'Hollis')).toEqual([]);
    expect((await bot.card('Hollis')).thread).toEqual([]);
    expect(shown(await bot.card('Hollis'))).toContain('First touch was due');
    await goTo(bot, '2027-06-09T04:30:00Z');
    const [told] = await aboutIn(bot, staff.sasha, 'Hollis');
    expect(shown(told ?? { blocks: [] })).toContain(`<@${people.dana}> accepted this lead`);
    await press(bot, 'dana', await bot.card('Hollis'), 'Log first touch');
    await bot.until(async () => shown(await bot.card('Hollis')).includes('*First touch:* <!date'));
  });

  test('marketing is told once a working day, in one message that gets shorter with every answer', async () => {
    // It was rejected on Tuesday: Wednesday morning is the first in which it has waited.
    const morning = await bot.until(list);
    expect(morning.text).toContain(
      '<!subteam^SMARKETING>: 1 rejection from before today waits for an answer.',
    );
    expect(shown(morning)).toMatch(/<http[^|]+\|Robin Recker · Recker Legal>\nrejected .*: Industry/);
    expect(shown(morning)).not.toContain(`<@${people.dana}>`);
    await press(bot, 'mia', await inThread(bot, 'Recker', 'Rejected by'), 'Acknowledge reason');
    await bot.until(async () =>
      (await bot.channel()).some(({ text }) => text.includes('Every rejection of this list is answered.')),
    );
    expect(await list()).toBeUndefined();
  });

  test('a recycled lead does not come back for crossing the threshold, but when what was cited turns met', async () => {
    await bot.send('signals', [aSignalRow(bot, 'Recker', 'demo_webinar_attended')]);
    await quiet(bot);
    expect((await bot.card('Recker')).text).toContain('rejected by');
    const company = { name: 'Recker Legal', employees: 60, industry: 'Legal services', country: 'AU' };
    const occurredAt = bot.now().toISOString();
    await bot.send('leads', [{ id: 'recker', source: 'web', occurredAt, company, jobTitle: 'Partner' }]);
    const card = await cardThat(bot, 'Recker', 'Lead to answer again');
    const text = shown(card);
    expect(text).toMatch(/\*Earlier:\* rejected by <@UDANA>, <!date.*Failed: Industry\./);
    expect(text).toContain('> We do not sell to mines yet.');
    for (const change of [
      '• Company size: from 30 to 60; still met',
      '• Industry: from Mining to Legal services; now met',
      '• Job title: from not known to Partner',
    ])
      expect(text).toContain(change);
    expect(text).toContain('• Demo webinar: once, last today; now met');
    await click(bot, 'sam', card, 'Accept lead');
    expect(shown(await cardThat(bot, 'Recker', 'accepted by'))).toContain('*Earlier:* rejected by');
  });
});
