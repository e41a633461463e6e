// Promises about the jobs: managers see how each ran last, on their Home tab and by a command, and nobody else does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { answerTo, type Staff, setUp, staff } from './a-charter-story.js';
import { shown } from './a-story.js';

describe.each(engines)('the runs of the jobs on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  const homeOf = async (who: Staff): Promise<string> => {
    await bot.hand('home', { as: staff[who] });
    const { home } = await bot.until(async () => {
      const seen = await bot.see(staff[who]);
      return seen.home !== null && seen;
    });
    return shown({ blocks: home.blocks });
  };

  test('are shown to Slack admins until somebody has set up, and to nobody else', async () => {
    await bot.app.runJob('nudge');
    expect(await answerTo(bot, 'rita', '/funnel jobs')).toMatch(
      /\*nudge\* reminds of what is due\nLast run <!date[^>]+>, took \d+ ms, did 0/,
    );
    const told = await answerTo(bot, 'dana', '/funnel jobs');
    expect(told).toContain('Only managers and the owner of the charter see how the jobs run.');
    expect(told).toContain('ask a Slack admin to run `/funnel setup`');
  });

  test('are shown to managers afterwards, people or groups, with what failed on top', async () => {
    await setUp(bot, { owner: [staff.marcus], marketing_leader: [staff.mia], manager_groups: ['SLEADERS'] });
    await bot.hand('close', { as: staff.rita, all: true });
    const { jobRuns } = bot.app.workplace.store;
    await jobRuns.add({
      job: 'bring-back',
      startedAt: bot.now(),
      tookMs: 2_100,
      did: 0,
      failed: 'the database was away',
    });
    const text = await answerTo(bot, 'sasha', '/funnel jobs'); // one of the leaders' group
    expect(text).toContain('*bring-back* offers recycled leads on their day');
    expect(text).toContain('took 2.1 s, *failed:* the database was away.');
    expect(text.indexOf('*bring-back*')).toBeLessThan(text.indexOf('*nudge*'));
    expect(await answerTo(bot, 'tom', '/funnel jobs')).toContain(
      'Please ask <!subteam^SLEADERS> <@UMARCUS>.',
    );
  });

  test('are on the Home tab of a manager, and on no rep’s', async () => {
    expect(await homeOf('sasha')).toContain('*nudge* reminds of what is due');
    expect(await homeOf('dana')).not.toContain('The jobs');
  });
});
