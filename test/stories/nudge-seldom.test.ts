// Promises to a rep with many leads, or away: one message instead of a heap, and none while they are on leave.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { backEarly, setAway } from '../../src/journey/away.js';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { aboutIn, buttonsOf, goTo, meantFor, privately } from './a-nudge-story.js';
import { accepted, quiet, shown } from './a-story.js';

/** Long enough for what Slack refused for a second to have been tried again. */
const SLACK_IS_BACK_MS = 2_500;

/** Looks often, so that what was held over night is soon looked at in the morning. */
const patience = { lease: 12, doubt: 1, recheck: 2, rest: 0.05 };

const actor = (id: string) => ({ id, groups: [], isAdmin: false, isGuest: false });

describe.each(engines)('a rep on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    // Tuesday 8 June 2027, 9:00 in Sydney.
    bot = await startBot(engine, {
      at: new Date('2027-06-07T23:00:00Z'),
      patience,
      charter: { ...starterCharter, caps: { nudgesARepADay: 2, openARep: 20 } },
    });
  });
  afterAll(() => bot?.stop());

  test('with more leads than they are to be reminded of one by one gets one message that lists them', async () => {
    for (const name of ['Abbott', 'Barker', 'Carver', 'Dexter']) await meantFor(bot, 'dana', name);
    await goTo(bot, '2027-06-08T01:30:00Z');
    const told = await privately(bot, people.dana);
    expect(told).toHaveLength(1);
    const list = shown(told[0] ?? { blocks: [] });
    expect(list).toContain('*4 leads wait for you, the most urgent first*');
    const cards = await Promise.all(
      ['Abbott', 'Barker', 'Carver', 'Dexter'].map(async (name) => ({ name, ...(await bot.card(name)) })),
    );
    for (const { name, ts } of cards)
      expect(list).toMatch(
        new RegExp(`<http[^|]*p${ts.replace('.', '')}[^|]*\\|Robin ${name} · ${name} Legal>`),
      );
    expect(list.indexOf('Abbott')).toBeLessThan(list.lastIndexOf('Dexter'));
    expect(buttonsOf(told[0] ?? { blocks: [] })).toEqual([]);
  });

  test('finds leads that are answered gone from the list, and the list again no longer than that', async () => {
    await accepted(bot, 'sam', 'Abbott');
    await quiet(bot);
    const told = await privately(bot, people.dana);
    expect(told).toHaveLength(1);
    expect(shown(told[0] ?? { blocks: [] })).not.toContain('Abbott');
    expect(shown(told[0] ?? { blocks: [] })).toContain('*3 leads wait for you');
    for (const name of ['Barker', 'Carver', 'Dexter']) await accepted(bot, 'sam', name);
    await quiet(bot);
    expect(shown((await privately(bot, people.dana))[0] ?? { blocks: [] })).toContain(
      'Every lead of this list is seen to.',
    );
  });

  test('is reminded of nothing while on leave: the lead is in other hands, which is all that is told', async () => {
    // Wednesday 9 June, 9:00; away until Friday.
    await goTo(bot, '2027-06-08T23:00:00Z');
    await meantFor(bot, 'priya', 'Eaton');
    const leave = { from: bot.now(), until: new Date('2027-06-10T23:00:00Z') };
    await setAway(bot.app.workplace, { by: actor(people.priya), person: people.priya, ...leave });
    await goTo(bot, '2027-06-09T04:00:00Z');
    const told = (await privately(bot, people.priya)).map(shown);
    expect(told).toEqual([expect.stringContaining('Nothing is asked of you until you are back')]);
    await backEarly(bot.app.workplace, { by: actor(people.priya), person: people.priya });
    await goTo(bot, '2027-06-09T04:10:00Z');
    expect(
      (await privately(bot, people.priya)).filter((each) => buttonsOf(each).includes('Accept lead')),
    ).toEqual([]);
  });

  test('hears next morning of what Slack took only after work had ended', async () => {
    // Thursday 10 June, 14:50.
    await goTo(bot, '2027-06-10T04:50:00Z');
    await meantFor(bot, 'dana', 'Flynn');
    await quiet(bot);
    await bot.hand('faults', { method: 'chat.postMessage', kind: '429', times: 1_000, retryAfter: 1 });
    await bot.hand('clock', { to: '2027-06-10T06:58:00.000Z' }); // 16:58: it is planned, and Slack does not take it
    await bot.hand('clock', { to: '2027-06-10T07:30:00.000Z' }); // 17:30
    await bot.hand('faults', { clear: true });
    const { messages } = bot.app.workplace.store;
    await new Promise((resolve) => setTimeout(resolve, SLACK_IS_BACK_MS));
    expect(await aboutIn(bot, people.dana, 'Flynn')).toEqual([]);
    expect((await messages.owed()).owed).toBe(1);
    await goTo(bot, '2027-06-10T23:01:00Z'); // Friday 9:01
    expect(await aboutIn(bot, people.dana, 'Flynn')).toHaveLength(1);
  });
});
