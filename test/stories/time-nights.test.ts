// Promises about time itself: weekends, holidays, the nights in which clocks change, standstills, and hours that never come.
import { afterEach, describe, expect, test } from 'vitest';
import type { Charter } from '../../src/charter/charter.js';
import { starterCharter } from '../../src/charter/starter.js';
import { type Bot, people, startBot } from '../bot.js';
import { oneEngine } from '../engines.js';
import { aboutIn, goTo, meantFor, privately, realClock, setMachineClock } from './a-nudge-story.js';
import { offered, quiet, shown } from './a-story.js';

const { working } = starterCharter;
const allDay = { from: '00:00', to: '24:00' };

/** A company that works through the weekend's nights too. */
const roundTheClock: Charter = {
  ...starterCharter,
  working: { ...working, days: { ...working.days, saturday: allDay, sunday: allDay, monday: allDay } },
};

/** When the card says that an answer is due. */
const dueOn = async (bot: Bot, lastName: string): Promise<string> => {
  const [, seconds] = /Answer (?:was )?due:\* <!date\^(\d+)/.exec(shown(await bot.card(lastName))) ?? [];
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 16);
};

describe('time', () => {
  let bot: Bot | null = null;
  afterEach(async () => {
    await bot?.stop();
    bot = null;
    realClock();
  });

  const begin = async (at: string, charter?: Charter): Promise<Bot> => {
    setMachineClock(at);
    bot = await startBot(oneEngine, charter === undefined ? {} : { charter });
    return bot;
  };

  test('a lead on Friday 16:50 before a Monday holiday is due on Tuesday, and nobody hears of it before', async () => {
    // Labour Day, and the clocks go forward on the Sunday: Tuesday's morning comes an hour earlier.
    const here = await begin('2026-10-02T06:50:00Z');
    await meantFor(here, 'dana', 'Abbott');
    expect(await dueOn(here, 'Abbott')).toBe('2026-10-06T01:50');
    await goTo(here, '2026-10-05T23:45:00Z'); // Tuesday 10:45, daylight saving time
    expect(await privately(here, people.dana)).toEqual([]);
    await goTo(here, '2026-10-05T23:56:00Z');
    expect(await aboutIn(here, people.dana, 'Abbott')).toHaveLength(1);
  });

  test('in the night of 4 October 2026 four hours are four hours, though the clock shows five', async () => {
    const here = await begin('2026-10-03T15:00:00Z', roundTheClock); // Sunday 1:00; at 2:00 it is 3:00
    await meantFor(here, 'dana', 'Barker');
    expect(await dueOn(here, 'Barker')).toBe('2026-10-03T19:00');
    await goTo(here, '2026-10-03T16:55:00Z');
    expect(await privately(here, people.dana)).toEqual([]);
    await goTo(here, '2026-10-03T17:06:00Z');
    expect(await aboutIn(here, people.dana, 'Barker')).toHaveLength(1);
    await goTo(here, '2026-10-03T19:06:00Z');
    expect((await here.card('Barker')).thread.at(-1)?.text).toContain('was due');
  });

  test('in the night of 4 April 2027 four hours are four hours, though the clock shows three', async () => {
    const here = await begin('2027-04-03T14:00:00Z', roundTheClock); // Sunday 1:00; at 3:00 it is 2:00
    await meantFor(here, 'dana', 'Carver');
    expect(await dueOn(here, 'Carver')).toBe('2027-04-03T18:00');
    await goTo(here, '2027-04-03T15:55:00Z');
    expect(await privately(here, people.dana)).toEqual([]);
    await goTo(here, '2027-04-03T16:06:00Z');
    expect(await aboutIn(here, people.dana, 'Carver')).toHaveLength(1);
  });

  test('over the weekend of 4 April 2027 a lead of Friday is due on Monday by the clock on the wall', async () => {
    const here = await begin('2027-04-02T05:50:00Z'); // Friday 16:50
    await meantFor(here, 'dana', 'Dexter');
    expect(await dueOn(here, 'Dexter')).toBe('2027-04-05T02:50');
    await goTo(here, '2027-04-05T00:45:00Z'); // Monday 10:45
    expect(await privately(here, people.dana)).toEqual([]);
    await goTo(here, '2027-04-05T00:56:00Z');
    expect(await aboutIn(here, people.dana, 'Dexter')).toHaveLength(1);
  });

  test('after three days in which nothing ran a rep hears once of a lead, not of every rung that was missed', async () => {
    const ladder: Charter['ladder'] = [25, 50, 75, 100, 150, 200, 300, 400, 500].map((atPercent) => ({
      atPercent,
      who: 'rep',
    }));
    const here = await begin('2026-11-09T23:00:00Z', { ...starterCharter, ladder }); // Tuesday 10:00
    await meantFor(here, 'dana', 'Eaton');
    await quiet(here);
    setMachineClock('2026-11-12T23:30:00Z'); // Friday 10:30
    await here.app.runJob('nudge');
    await quiet(here);
    expect(await privately(here, people.dana)).toHaveLength(1);
    await goTo(here, '2026-11-13T05:00:00Z');
    expect(await privately(here, people.dana)).toHaveLength(1);
  });

  test('where nobody ever works nothing is due, and nobody is told anything', async () => {
    const here = await begin('2026-11-09T23:00:00Z', {
      ...starterCharter,
      working: { ...working, days: {} },
    });
    await meantFor(here, 'dana', 'Flynn');
    await offered(here, 'Greer');
    await goTo(here, '2026-11-11T23:00:00Z');
    expect(shown(await here.card('Flynn'))).not.toMatch(/due/i);
    expect(await privately(here, people.dana)).toEqual([]);
    expect((await here.card('Greer')).thread).toEqual([]);
  });
});
