// Promises to whoever looks a lead up: lists by how leads stand, one lead's whole story, and a file to take away.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  accepted,
  aRow,
  aSignalRow,
  cardThat,
  click,
  offered,
  rejected,
  shown,
  toldSince,
} from './a-story.js';

describe.each(engines)('looking leads up on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
    for (const name of ['Abbott', 'Carver']) await offered(bot, name);
    await offered(bot, 'Barker', {
      company: { name: 'Barker Legal', employees: 120, industry: 'Mining', country: 'AU' },
      signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
        id: `barker-${type}`,
        type,
        occurredAt: bot.now().toISOString(),
      })),
    });
    await offered(bot, 'Dexter');
    await accepted(bot, 'dana', 'Abbott');
    await rejected(bot, 'sam', 'Barker', {
      cited_fit_1: ['industry'],
      note: '=cmd|calc!A1 is what they answered',
      next_step: 'archive',
    });
    await cardThat(bot, 'Barker', 'rejected by');
  });
  afterAll(() => bot?.stop());

  /** What `/funnel …` answers to that person alone. */
  const funnel = async (words: string, as: string = people.dana): Promise<string> => {
    const before = await bot.see(as);
    await bot.hand('command', { as, channel: bot.sandbox.channel.id, text: `/funnel ${words}` });
    const { ephemerals } = await bot.see(as);
    return ephemerals
      .slice(before.ephemerals.length)
      .map((told) => shown(told as never))
      .join('\n');
  };

  test('the open ones are listed, the newest first, without those that have ended', async () => {
    const list = await funnel('leads');
    expect(list).toContain('Open leads');
    expect(list.indexOf('Robin Dexter')).toBeLessThan(list.indexOf('Robin Abbott'));
    expect(list).not.toContain('Robin Barker');
  });

  test('lists are narrowed by how leads stand, whose they are, and where they came from', async () => {
    expect(await funnel('leads rejected')).toMatch(/Robin Barker.*rejected by <@USAM>/s);
    expect(await funnel('leads mine')).toContain('Robin Abbott');
    expect(await funnel('leads mine', people.priya)).toContain('There are none now.');
    expect(await funnel('leads all source web')).toContain('Robin Barker');
    expect(await funnel('leads all source trade fair')).toContain('There are none now.');
    expect(await funnel('leads whose horse')).toContain('is not understood here');
  });

  test('a list longer than a page is turned, and turned back', async () => {
    const rows = Array.from({ length: 9 }, (_, n) => aRow(bot, `Page${n}x`));
    for (const row of rows) await bot.send('leads', [row]);
    await bot.hand('command', {
      as: people.leo,
      channel: bot.sandbox.channel.id,
      text: '/funnel leads all',
    });
    const last = async () =>
      (await bot.see(people.leo)).ephemerals.at(-1) as never as { ts: string; text: string };
    const first = await last();
    expect(first.text).toContain('Page8x');
    expect(first.text).not.toContain('Barker');
    await click(bot, 'leo', first, 'Older');
    const second = await bot.until(async () => {
      const page = await last();
      return page.text.includes('Barker') && page;
    });
    expect(second.text).not.toContain('Page8x');
    await click(bot, 'leo', second, 'Newest');
    await bot.until(async () => (await last()).text.includes('Page8x'));
  });

  test('one lead has its whole story: facts, signals, score over time, and who did what and why', async () => {
    await bot.send('signals', [aSignalRow(bot, 'Barker', 'budget_confirmed')]);
    const story = await funnel('lead barker');
    expect(story).toContain('Robin Barker · Barker Legal');
    expect(story).toMatch(/<@USAM> rejected it: Industry\. Next: archive\. “=cmd\|calc!A1/);
    expect(story).toMatch(/became an MQL/);
    expect(story).toContain('Budget confirmed');
    expect(story).toContain('company.employees: 120');
    expect(story).toContain('Why this score?');
  });

  test('words that fit several leads give a choice, and words that fit none say what to try', async () => {
    expect(await funnel('lead robin')).toContain('choose one');
    expect(await funnel('lead %')).toContain('No lead is called “%”');
  });

  test('guests see nothing, and nobody but managers and leaders takes leads out as a file', async () => {
    expect(await funnel('leads', 'UGWEN')).toMatch(/^Only .* may look leads up here/);
    expect(await funnel('export')).toMatch(/^Only managers, .* may take leads out as a file/);
  });

  test('a manager gets the file in private, and no cell of it runs as a formula', async () => {
    const before = await bot.see(people.rita);
    await bot.hand('command', {
      as: people.rita,
      channel: bot.sandbox.channel.id,
      text: '/funnel export rejected',
    });
    expect(toldSince(before, await bot.see(people.rita))[0]).toContain('comes to your direct messages');
    const file = await bot.until(async () => {
      const { channels } = await bot.see(people.rita);
      const message = channels
        .flatMap(({ messages }) => messages)
        .find(({ text }) => text.includes('spreadsheet'));
      return (message as never as { files?: { url_private: string }[] } | undefined)?.files?.[0];
    });
    const text = await (
      await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-sandbox' } })
    ).text();
    const [head, line, ...others] = text.trim().split('\r\n');
    expect(head).toMatch(/^source,lead,name,/);
    expect(line).toContain('web,barker,Robin Barker');
    expect(line).toContain(",Industry,'=cmd|calc!A1");
    expect(others).toEqual([]);
  });
});
