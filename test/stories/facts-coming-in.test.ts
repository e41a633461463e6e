// Promises about what comes in: twins by e-mail, corrections, history, early signals and late facts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverHere } from '../../src/intake/keep.js';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { accepted, aRow, aSignalRow, cardsOf, inThread, offered, quiet, shown } from './a-story.js';

describe.each(engines)('what comes in on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  const ago = (days: number) => new Date(bot.now().getTime() - days * 86_400_000).toISOString();

  test('the same e-mail address from a second source is told in the first thread, not offered a second time', async () => {
    await offered(bot, 'Anders', { email: 'Robin.Anders@example.com' });
    const twin = aRow(bot, 'Anders', { source: 'crm', id: 'crm-77', email: ' robin.anders@EXAMPLE.com' });
    await bot.send('leads', [twin]);
    expect((await inThread(bot, 'Anders', 'same e-mail address')).text).toContain('crm, lead crm-77');
    await bot.send('leads', [{ ...twin, phone: '+61 2 5550 0107' }]);
    await quiet(bot);
    const cards = await cardsOf(bot, 'Anders');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.thread).toHaveLength(1);
  });

  test('two leads of one e-mail address in one delivery are offered once', async () => {
    const twins = ['web', 'crm'].map((source) => aRow(bot, 'Brandt', { source }));
    await bot.send('leads', twins);
    await inThread(bot, 'Brandt', 'same e-mail address');
    await quiet(bot);
    expect(await cardsOf(bot, 'Brandt')).toHaveLength(1);
  });

  test('a correction that unmakes the MQL is told in the thread, and the lead can still be answered', async () => {
    await offered(bot, 'Calder');
    const company = { name: 'Calder Legal', employees: 5 };
    await bot.send('leads', [{ id: 'calder', source: 'web', occurredAt: bot.now().toISOString(), company }]);
    const told = await inThread(bot, 'Calder', 'no longer meets the MQL definition');
    expect(told.text).toMatch(/Score now (39|40)/);
    await accepted(bot, 'dana', 'Calder');
  });

  test('a lead that comes in the same again and again is one card and one lead', async () => {
    const row = aRow(bot, 'Denny');
    const first = await bot.send('leads', [row], 'denny-1');
    expect(first.body).toMatchObject({ accepted: 1, duplicates: 0 });
    for (const id of ['denny-1', 'denny-2', 'denny-1'])
      expect((await bot.send('leads', [row], id)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    await bot.card('Denny');
    await quiet(bot);
    expect(await cardsOf(bot, 'Denny')).toHaveLength(1);
  });

  test('a signal that comes before its lead waits for it and counts', async () => {
    const { signals: _none, ...bare } = aRow(bot, 'Early');
    const signal = aSignalRow(bot, 'Early', 'demo_requested');
    expect((await bot.send('signals', [signal])).body).toMatchObject({ accepted: 1 });
    expect(await cardsOf(bot, 'Early')).toEqual([]);
    await bot.send('leads', [bare]);
    expect(shown(await bot.card('Early'))).toContain('Demo requested');
  });

  test('a signal from another system finds its lead by the source it names', async () => {
    const { signals: _none, ...bare } = aRow(bot, 'Fenner');
    await bot.send('leads', [bare]);
    await bot.send('signals', [aSignalRow(bot, 'Fenner', 'demo_requested', { source: 'calendar' })]);
    await quiet(bot);
    expect(await cardsOf(bot, 'Fenner')).toEqual([]);
    const named = { source: 'calendar', leadSource: 'web', id: 'fenner-2' };
    await bot.send('signals', [aSignalRow(bot, 'Fenner', 'demo_requested', named)]);
    await bot.card('Fenner');
  });

  test('an older fact that comes in late changes nothing, and a newer one does', async () => {
    await offered(bot, 'Gibson');
    const old = { name: 'Gibson Legal', employees: 5 };
    await bot.send('leads', [
      { id: 'gibson', source: 'web', occurredAt: ago(3), company: old, phone: '+61 2 5550 0103' },
    ]);
    const card = await bot.until(async () => {
      const now = await bot.card('Gibson');
      return shown(now).includes('5550 0103') && now;
    });
    expect(shown(card)).toContain('120 employees');
    await quiet(bot);
    expect((await bot.card('Gibson')).thread).toEqual([]);
  });

  test('an import of history is judged and never offered, and what is news about it afterwards is no crossing', async () => {
    const { app } = bot;
    const deliver = deliverHere({ takeIn: app.takeIn, now: bot.now });
    await deliver({ history: true, leads: [aRow(bot, 'Hobbs')], signals: [] });
    await bot.send('signals', [aSignalRow(bot, 'Hobbs', 'content_downloaded')]);
    await quiet(bot);
    expect(await cardsOf(bot, 'Hobbs')).toEqual([]);
    const early = aRow(bot, 'Irving', { company: { name: 'Irving Legal', employees: 5, country: 'AU' } });
    await deliver({ history: true, leads: [early], signals: [] });
    const company = { name: 'Irving Legal', employees: 50, industry: 'Legal services' };
    await bot.send('leads', [{ id: 'irving', source: 'web', occurredAt: bot.now().toISOString(), company }]);
    await bot.card('Irving');
  });

  test('a lead that falls short is not offered, and is once a signal makes it an MQL', async () => {
    const { signals: _none, ...bare } = aRow(bot, 'Jarvis');
    await bot.send('leads', [bare]);
    await bot.send('signals', [aSignalRow(bot, 'Jarvis', 'content_downloaded')]);
    await quiet(bot);
    expect(await cardsOf(bot, 'Jarvis')).toEqual([]);
    await bot.send('signals', [aSignalRow(bot, 'Jarvis', 'pricing_guide_downloaded')]);
    await bot.card('Jarvis');
    await accepted(bot, 'priya', 'Jarvis');
    expect((await bot.see(people.priya)).error).toBeUndefined();
  });
});
