// Promises of the ladder: each rung is said once, to whom it is for, and nobody is told what nobody needs to hear any more.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nudge } from '../../src/journey/nudge.js';
import { type Bot, people, type SeenMessage, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { setUp, staff } from './a-charter-story.js';
import { aboutIn, buttonsOf, clickInPrivate, goTo, meantFor } from './a-nudge-story.js';
import { aSignalRow, cardThat, click, offered, quiet, shown, submit } from './a-story.js';

const nothing = { text: '', blocks: [] };

describe.each(engines)('the ladder on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    // Tuesday 8 June 2027, 9:00 in Sydney.
    bot = await startBot(engine, { at: new Date('2027-06-07T23:00:00Z') });
    await setUp(bot, { manager: [staff.sasha] });
    await bot.hand('close', { as: staff.rita, all: true });
  });
  afterAll(() => bot?.stop());

  const thread = async (lastName: string): Promise<SeenMessage[]> => (await bot.card(lastName)).thread;

  test('tells the rep, the thread, the manager and everybody in their turn, each once', async () => {
    await meantFor(bot, 'dana', 'Abbott');
    const before = (await thread('Abbott')).length;
    await goTo(bot, '2027-06-08T01:10:00Z'); // 2 h of 4 h
    expect(await aboutIn(bot, people.dana, 'Abbott')).toHaveLength(1);
    expect(await thread('Abbott')).toHaveLength(before);
    await goTo(bot, '2027-06-08T03:10:00Z'); // all of it
    const said = (await thread('Abbott')).slice(before);
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toMatch(/^Robin Abbott, Abbott Legal: <@UDANA>, an answer to this lead was due/);
    expect(said[0]?.text.match(/<@|<!subteam|<!here|<!channel/g)).toEqual(['<@']);
    expect(await aboutIn(bot, staff.sasha, 'Abbott')).toEqual([]);
    await goTo(bot, '2027-06-08T05:10:00Z'); // half as much again
    const [told] = await aboutIn(bot, staff.sasha, 'Abbott');
    expect(shown(told ?? nothing)).toContain(
      `This lead is meant for <@${people.dana}> and has no answer yet.`,
    );
    expect(shown(told ?? nothing)).toMatch(
      /\*Answer was due:\* <!date[^>]*>, over by 2 h( \d+ min)? of working time/,
    );
    expect(buttonsOf(told ?? nothing)).toEqual(['Reassign lead']);
    await goTo(bot, '2027-06-08T23:10:00Z'); // twice as much: 17:00, and so the next morning
    const all = (await thread('Abbott')).slice(before);
    expect(all).toHaveLength(2);
    expect(all[1]?.text).toContain('open to everybody in sales now');
    const card = shown(await bot.card('Abbott'));
    expect(card).toContain('*Open to all:* anyone in sales may take it');
    expect(card).not.toContain('Meant for');
  });

  test('says nothing more of it afterwards, however often and by however many it is swept', async () => {
    const before = await Promise.all([
      thread('Abbott'),
      aboutIn(bot, people.dana, 'Abbott'),
      aboutIn(bot, staff.sasha, 'Abbott'),
    ]);
    await Promise.all([nudge(bot.app.workplace), nudge(bot.app.workplace), bot.app.runJob('nudge')]);
    await goTo(bot, '2027-06-09T06:00:00Z');
    const after = await Promise.all([
      thread('Abbott'),
      aboutIn(bot, people.dana, 'Abbott'),
      aboutIn(bot, staff.sasha, 'Abbott'),
    ]);
    expect(after.map(({ length }) => length)).toEqual(before.map(({ length }) => length));
  });

  test('keeps what is over on the card after its thread was told', async () => {
    expect(shown(await bot.card('Abbott'))).toMatch(/\*Answer was due:\* <!date[^>]*>, over by \d+ h/);
  });

  test('lets a lead be answered by anybody after the last rung, and tells the manager that it was', async () => {
    await click(bot, 'priya', await bot.card('Abbott'), 'Accept lead');
    await cardThat(bot, 'Abbott', 'accepted by');
    await quiet(bot);
    const [told] = await aboutIn(bot, staff.sasha, 'Abbott');
    expect(shown(told ?? nothing)).toContain(`<@${people.priya}> accepted this lead`);
    expect(buttonsOf(told ?? nothing)).toEqual([]);
    expect(buttonsOf((await aboutIn(bot, people.dana, 'Abbott'))[0] ?? nothing)).toEqual([]);
  });

  test('lets the manager name somebody else right in the message', async () => {
    // Thursday 10 June, 9:00.
    await goTo(bot, '2027-06-09T23:00:00Z');
    await meantFor(bot, 'dana', 'Barker');
    await goTo(bot, '2027-06-10T05:10:00Z');
    const [told] = await aboutIn(bot, staff.sasha, 'Barker');
    const { modal } = await clickInPrivate(bot, staff.sasha, told ?? { ts: '' }, 'Reassign lead');
    expect(modal.callback_id).toBe('reassign_lead');
    await bot.hand('submit', { as: staff.sasha, values: { to: people.priya } });
    await bot.until(async () => shown(await bot.card('Barker')).includes(`*Meant for:* <@${people.priya}>`));
    await quiet(bot);
    // Dana is asked for nothing any more, and is told so where she was asked.
    const [dana] = await aboutIn(bot, people.dana, 'Barker');
    expect(shown(dana ?? nothing)).toContain(`This lead is meant for <@${people.priya}> now.`);
    expect(buttonsOf(dana ?? nothing)).toEqual([]);
  });

  test('says nothing of a lead that was answered while Slack did not take the message', async () => {
    // Friday 11 June, 9:00.
    await goTo(bot, '2027-06-10T23:00:00Z');
    await meantFor(bot, 'dana', 'Carver');
    await quiet(bot);
    await bot.hand('faults', { method: 'chat.postMessage', kind: '429', times: 4, retryAfter: 2 });
    await bot.hand('clock', { to: '2027-06-11T01:10:00.000Z' });
    await click(bot, 'sam', await bot.card('Carver'), 'Accept lead');
    await cardThat(bot, 'Carver', 'accepted by');
    await quiet(bot);
    expect(await aboutIn(bot, people.dana, 'Carver')).toEqual([]);
  });

  test('a snooze puts the ladder off, and ends the moment something new is known', async () => {
    // Tuesday 15 June, 9:00: the Monday is a holiday.
    await goTo(bot, '2027-06-14T23:00:00Z');
    const card = await meantFor(bot, 'dana', 'Dexter');
    const { modal } = await click(bot, 'dana', card, 'Snooze lead');
    expect(shown(modal)).toContain('The snooze ends earlier if something new becomes known about the lead');
    const choices = JSON.stringify(modal.blocks);
    expect(choices).toContain('Later today: 15 June 2027, 11:0');
    expect(choices).toContain('Tomorrow morning: 16 June 2027, 9:00 am AEST');
    const late = { until: new Date(bot.now().getTime() + 31 * 86_400_000).toISOString() };
    expect((await submit(bot, 'dana', late)).errors?.until).toContain('within 30 days');
    expect((await bot.hand('submit', { as: people.dana, values: { until: null } })).modal).toBeNull();
    await bot.until(async () => shown(await bot.card('Dexter')).includes('*Snoozed until:*'));
    await goTo(bot, '2027-06-15T01:30:00Z');
    expect(await aboutIn(bot, people.dana, 'Dexter')).toEqual([]);
    await bot.send('signals', [aSignalRow(bot, 'Dexter', 'demo_requested')]);
    await bot.until(async () => !shown(await bot.card('Dexter')).includes('Snoozed until'));
    await goTo(bot, '2027-06-15T01:40:00Z');
    expect(await aboutIn(bot, people.dana, 'Dexter')).toHaveLength(1);
  });

  test('without a manager who is a person it is the thread that is told', async () => {
    await setUp(bot, { manager: [], manager_groups: ['SLEADERS'] });
    await bot.hand('close', { as: staff.rita, all: true });
    await goTo(bot, '2027-06-15T23:00:00Z');
    await offered(bot, 'Eaton');
    await goTo(bot, '2027-06-16T05:10:00Z');
    const told = (await thread('Eaton')).at(-1) ?? nothing;
    expect(shown(told)).toContain('<!subteam^SLEADERS>');
    expect(shown(told)).toContain('has no answer yet.');
    expect(await aboutIn(bot, staff.sasha, 'Eaton')).toEqual([]);
  });
});
