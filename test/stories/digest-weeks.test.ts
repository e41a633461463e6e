// Promises of the week in weeks that are unlike others: with a holiday, with nobody there to tell it, and held against a past.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainPlan } from '../../src/commands/season/plan.js';
import { season } from '../../src/commands/season/season.js';
import { calendarDay } from '../../src/slack/mrkdwn.js';
import { type Bot, type SeenMessage, startBot } from '../bot.js';
import { engines, oneEngine } from '../engines.js';
import { draftThat, proposeThreshold, setUp, sign, staff } from './a-charter-story.js';
import { realClock, setMachineClock } from './a-nudge-story.js';
import { accepted, aRow, offered, quiet, shown } from './a-story.js';

const digests = async (bot: Bot): Promise<SeenMessage[]> =>
  (await bot.channel()).filter(({ text }) => text.startsWith('The week:'));

const digestOf = (bot: Bot, day: string): Promise<SeenMessage> =>
  bot.until(async () => (await digests(bot)).find(({ text }) => text.startsWith(`The week: ${day}`)));

/** Lets the bot sleep until an instant, and look then whether a week is to be told. */
async function wakeAt(bot: Bot, instant: string): Promise<void> {
  setMachineClock(instant);
  await bot.app.runJob('digest');
  await quiet(bot);
}

/** What the digest says of a week that is told at this instant. */
async function toldAt(bot: Bot, instant: string, day: string): Promise<string> {
  await wakeAt(bot, instant);
  return shown(await digestOf(bot, day));
}

describe('a week with a holiday', () => {
  let bot: Bot;
  beforeAll(async () => {
    // Thursday 24 December 2026, 10:00 in Sydney: Friday is Christmas, and Monday is off for Saturday's Boxing Day.
    setMachineClock('2026-12-23T23:00:00Z');
    bot = await startBot(oneEngine, { transport: 'http' });
    await setUp(bot);
  });
  afterAll(async () => {
    await bot?.stop();
    realClock();
  });

  test('is told on the first day that is worked again, and names the day that was not', async () => {
    await offered(bot, 'Ackroyd');
    await accepted(bot, 'dana', 'Ackroyd');
    await wakeAt(bot, '2026-12-27T22:00:00Z'); // Monday, 9:00
    await wakeAt(bot, '2026-12-28T21:45:00Z');
    expect(await digests(bot)).toEqual([]);
    const told = await toldAt(bot, '2026-12-28T22:00:00Z', '21 Dec 2026 to 27 Dec 2026'); // Tuesday, 9:00
    expect(told).toContain(`Not worked: ${calendarDay('2026-12-25')}. Clocks stood still.`);
    expect(told).toContain('1 lead came in');
    expect(await digests(bot)).toHaveLength(1);
  });

  test('leaves the Monday that nobody worked to the next one', async () => {
    await offered(bot, 'Bramley');
    const told = await toldAt(bot, '2027-01-03T22:00:00Z', '28 Dec 2026 to 3 Jan 2027');
    const off = ['2026-12-28', '2027-01-01'].map(calendarDay).join(', ');
    expect(told).toContain(`Not worked: ${off}.`);
  });
});

describe.each(engines.slice(1))('after three days of downtime on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    // Friday 5 February 2027, 9:00 in Sydney.
    setMachineClock('2027-02-04T22:00:00Z');
    bot = await startBot(engine);
    await setUp(bot, { manager: [staff.rita] });
  });
  afterAll(async () => {
    await bot?.stop();
    realClock();
  });

  test('three processes tell the week once', async () => {
    await offered(bot, 'Bramley');
    await accepted(bot, 'dana', 'Bramley');
    await quiet(bot);
    await bot.app.stop();
    setMachineClock('2027-02-07T22:10:00Z'); // Monday, ten past nine
    const three = await Promise.all([bot.another(), bot.another(), bot.another()]);
    const told = await Promise.all(three.map((app) => app.runJob('digest')));
    expect(told.sort()).toEqual([0, 0, 1]);
    const digest = await digestOf(bot, '1 Feb 2027 to 7 Feb 2027');
    expect(digest.text).toContain('1 lead came in');
    await Promise.all(three.map((app) => app.runJob('digest')));
    await quiet(bot);
    expect(await digests(bot)).toHaveLength(1);
  });
});

describe('a week held against the weeks before', () => {
  let bot: Bot;
  beforeAll(async () => {
    // Monday 24 May 2027, 8:30 in Sydney, with eighteen weeks behind it and a charter that was signed in the second.
    setMachineClock('2027-05-23T22:30:00Z');
    const plan = { ...plainPlan, until: new Date('2027-05-23T22:30:00Z'), weeks: 18, amendedInWeek: 1 };
    // Over HTTP: a socket is dropped whose pong is days late, and people would have to wait for the next.
    bot = await startBot(oneEngine, { past: season(8, plan), transport: 'http' });
    await quiet(bot);
  });
  afterAll(async () => {
    await bot?.stop();
    realClock();
  });

  test('reads as noise while it is as weeks are', async () => {
    const told = await toldAt(bot, '2027-05-23T23:00:00Z', '17 May 2027 to 23 May 2027');
    expect(told).toMatch(
      /Noise, as weeks differ anyway, against up to 15 weeks: MQLs offered \d+ \(usual \d+/,
    );
    expect(told).not.toContain('Signal:');
  });

  test('reads as a signal once more was offered than weeks differ by', async () => {
    setMachineClock('2027-05-26T00:00:00Z');
    const many = Array.from({ length: 45 }, (_, place) => aRow(bot, `Flood${place + 1}`));
    await bot.send('leads', many);
    await bot.card('Flood45');
    await quiet(bot);
    const told = await toldAt(bot, '2027-05-30T23:00:00Z', '24 May 2027 to 30 May 2027');
    expect(told).toMatch(/Signal: MQLs offered went up\. 4\d is outside of what weeks do by themselves/);
    // Nobody has answered: that is no lack of weeks to hold it against.
    expect(told).toContain('Nothing of the week to hold against others: Acceptance, Answered in time');
    expect(told).not.toContain('Not enough data: ');
  });

  test('is held against nothing once another charter has come into force, and says so', async () => {
    setMachineClock('2027-06-02T00:00:00Z');
    await offered(bot, 'Quill');
    await proposeThreshold(bot, 'rita', 60);
    const draft = await draftThat(bot, 'Draft of charter version 3');
    await sign(bot, 'marcus', draft);
    await sign(bot, 'sasha', draft);
    await draftThat(bot, 'Charter version 3* is in force since');
    const told = await toldAt(bot, '2027-06-06T23:00:00Z', '31 May 2027 to 6 June 2027');
    expect(told).toContain(
      'Charter version 3 came into force this week: weeks are counted anew from the next one on.',
    );
    expect(told).toMatch(
      /Not enough data: MQLs offered.*0 weeks of the 12 that a baseline needs since charter version 3/,
    );
    expect(told).not.toMatch(/Signal:|Noise,/);
  });
});
