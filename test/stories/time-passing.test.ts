// Promises about time: an undo that ends, a score that fades without a word, and rejected leads that come back on their day.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { starterCharter } from '../../src/charter/starter.js';
import { undoAccept } from '../../src/journey/answer.js';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import {
  accepted,
  aSignalRow,
  cardsOf,
  cardThat,
  click,
  dayAfter,
  offered,
  quiet,
  rejected,
  shown,
} from './a-story.js';

/** An industry that is not served, and enough points without it even after three days. */
const misfit = (bot: Bot, lastName: string) => ({
  company: { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' },
  signals: ['pricing_guide_downloaded', 'demo_requested', 'demo_webinar_attended'].map((type) => ({
    id: `${lastName}-${type}`,
    type,
    occurredAt: bot.now().toISOString(),
  })),
});

describe.each(engines)('as time passes on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, {
      // Tuesday 8 June 2027, 10:00 in Sydney: what comes back in the morning has come back at this hour of its day.
      at: new Date('2027-06-08T00:00:00Z'),
      // What is told as time passes is another story: see the nudges.
      charter: { ...starterCharter, ladder: [] },
    });
  });
  afterAll(() => bot?.stop());

  test('an accept can be undone for five minutes, and not after', async () => {
    await offered(bot, 'Ames');
    const record = await accepted(bot, 'dana', 'Ames');
    expect(shown(record)).toContain('Undo accept');
    await bot.advance('PT4M');
    await click(bot, 'dana', record, 'Undo accept');
    await cardThat(bot, 'Ames', 'New lead to answer');
    const again = await accepted(bot, 'dana', 'Ames');
    await bot.advance('PT6M');
    // A sweep takes the button away; whoever clicked just before is refused, and told why.
    const late = await undoAccept(bot.app.workplace, handshakeOn(again), people.dana);
    expect(late.refused).toEqual({ kind: 'undo too late' });
    await bot.advance('PT5M');
    await bot.until(async () => !shown(await bot.card('Ames')).includes('Undo accept'));
    expect((await bot.card('Ames')).text).toContain(`accepted by <@${people.dana}>`);
  });

  /** The handshake that the buttons of this card carry. */
  const handshakeOn = ({ blocks }: { blocks: unknown[] }): string =>
    /"value":"([0-9a-f-]{36})"/.exec(JSON.stringify(blocks))?.[1] ?? '';

  test('a recycled lead comes back on its day, not before, and says that it is the second time', async () => {
    await offered(bot, 'Booth', misfit(bot, 'booth'));
    const day = dayAfter(bot, 2);
    await rejected(bot, 'sam', 'Booth', { cited_fit_1: ['industry'], next_step: 'recycle', next_on: day });
    await bot.advance('P1D');
    await quiet(bot);
    expect(await cardsOf(bot, 'Booth')).toHaveLength(1);
    await bot.advance('P1D');
    const again = await bot.until(async () => (await cardsOf(bot, 'Booth'))[1]);
    expect(again.text).toContain('Lead to answer again');
    expect(shown(again)).toContain('2nd time');
    expect(dayAfter(bot, 0) >= day).toBe(true);
    await quiet(bot);
    expect(await cardsOf(bot, 'Booth')).toHaveLength(2);
  });

  test('a recycled lead comes back earlier when a cited criterion turns met, and an archived one never', async () => {
    await offered(bot, 'Crane', misfit(bot, 'crane'));
    await offered(bot, 'Drake', misfit(bot, 'drake'));
    await rejected(bot, 'sam', 'Crane', {
      cited_fit_1: ['industry'],
      next_step: 'recycle',
      next_on: dayAfter(bot, 90),
    });
    await rejected(bot, 'sam', 'Drake', { cited_fit_1: ['industry'], next_step: 'archive' });
    const corrected = ['crane', 'drake'].map((id) => ({
      id,
      source: 'web',
      occurredAt: bot.now().toISOString(),
      company: { name: 'Deep Pit', industry: 'Engineering services' },
    }));
    await bot.send('leads', corrected);
    await bot.until(async () => (await cardsOf(bot, 'Crane'))[1]);
    await bot.send('signals', [aSignalRow(bot, 'Drake', 'content_downloaded')]);
    await bot.advance('P1D');
    await quiet(bot);
    expect(await cardsOf(bot, 'Drake')).toHaveLength(1);
  });

  test('a lead rejected over a signal that the data had does not come back because a night went by', async () => {
    await offered(bot, 'Eaton', misfit(bot, 'eaton'));
    await rejectOverSignal('Eaton');
    await bot.advance('P2D');
    await bot.app.runJob('judge-again');
    await quiet(bot);
    expect(await cardsOf(bot, 'Eaton')).toHaveLength(1);
  });

  async function rejectOverSignal(lastName: string): Promise<void> {
    const card = await bot.card(lastName);
    await click(bot, 'sam', card, 'Reject lead');
    const values = { cited_intent_1: ['pricing_guide'], next_step: 'recycle', next_on: dayAfter(bot, 60) };
    await bot.hand('submit', { as: people.sam, values });
    await bot.hand('submit', { as: people.sam, values: { contradiction: 'A robot downloaded it.' } });
    await cardThat(bot, lastName, 'rejected by');
  }

  test('a score that fades below the threshold withdraws nothing and says nothing', async () => {
    await offered(bot, 'Flynn', {
      company: { name: 'Flynn', employees: 300, industry: 'Mining', country: 'AU' },
      signals: fading(),
    });
    await bot.advance('P3D');
    await bot.app.runJob('judge-again');
    await quiet(bot);
    const [card] = await cardsOf(bot, 'Flynn');
    expect(card?.text).toContain('New lead to answer');
    expect(card?.thread).toEqual([]);
    await bot.send('leads', [
      { id: 'flynn', source: 'web', occurredAt: bot.now().toISOString(), phone: '+61 2 5550 0109' },
    ]);
    await bot.until(async () => /now 4\d/.test(shown(await bot.card('Flynn'))));
    await quiet(bot);
    expect((await bot.card('Flynn')).thread).toEqual([]);
  });

  /** Just over the threshold today: 25 points for fit, 20 for the guide and 5.5 for two older downloads. */
  const fading = () =>
    (
      [
        ['pricing_guide_downloaded', 0],
        ['content_downloaded', 26],
        ['content_downloaded', 26.1],
      ] as const
    ).map(([type, days]) => ({
      id: `flynn-${type}-${days}`,
      type,
      occurredAt: new Date(bot.now().getTime() - days * 86_400_000).toISOString(),
    }));
});
