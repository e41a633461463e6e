// Promises of `/funnel diagnose`: the funnel as it is, the four questions, what was found, and the steps that follow.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, type Seen, type Shown, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { type Staff, setUp, staff } from './a-charter-story.js';
import { accepted, offered, rejected, shown } from './a-story.js';

interface Told {
  ts: string;
  text: string;
  blocks: Shown[];
}

// What the database cannot change is told once.
describe.each(engines.slice(0, 1))('diagnosing the funnel on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  const told = async (who: Staff): Promise<Told[]> =>
    (await bot.see(staff[who])).ephemerals as unknown as Told[];

  /** What an act tells somebody alone; it may come a moment after. */
  const answerOf = async (who: Staff, act: () => Promise<Seen>): Promise<Told> => {
    const before = (await told(who)).length;
    await act();
    return bot.until(async () => (await told(who))[before]);
  };
  const diagnose = (who: Staff, words = ''): Promise<Told> =>
    answerOf(who, () =>
      bot.hand('command', {
        as: staff[who],
        channel: bot.sandbox.channel.id,
        text: `/funnel diagnose ${words}`,
      }),
    );
  const pressOn = (who: Staff, { ts }: { ts: string }, action: string): Promise<Seen> =>
    bot.hand('click', { as: staff[who], channel: bot.sandbox.channel.id, ts, action });

  test('days without anything say what is missing, and the agreement is judged all the same', async () => {
    const answer = shown(await diagnose('rita'));
    expect(answer).toContain('Nothing to diagnose');
    expect(answer).toContain('No lead came in');
    expect(answer).toContain('Version 1 is provisional: it is not signed.');
  });

  test('unknown words are answered with how it is used', async () => {
    const answer = shown(await diagnose('rita', 'by colour'));
    expect(answer).toContain(
      '“by colour” is not understood here. Choose one of source, rep, segment, campaign.',
    );
    expect(answer).toContain('/funnel diagnose [30d');
  });

  test('the map is a picture with its table, and every question has its answer', async () => {
    await setUp(bot, { manager: [staff.rita] });
    for (const name of ['Abbott', 'Carver']) await offered(bot, name);
    await offered(bot, 'Barker', {
      company: { name: 'Barker Mining', employees: 120, industry: 'Mining', country: 'AU' },
      signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
        id: `barker-${type}`,
        type,
        occurredAt: bot.now().toISOString(),
      })),
    });
    await accepted(bot, 'dana', 'Abbott');
    await rejected(bot, 'sam', 'Barker');
    // Figures come a second behind what happens.
    await bot.hand('job', { name: 'count' });
    const answer = await diagnose('rita', '30d');
    const types = answer.blocks.map(({ type }) => type);
    expect(types).toContain('data_visualization');
    expect(types.filter((type) => type === 'data_table')).toHaveLength(2);
    const words = shown(answer);
    expect(words).toContain('Of 3 leads offered, sales accepted 33 % (n = 3, 95 % interval 6 to 79 %)');
    expect(words).toContain('1. Is there one written MQL and SQL definition');
    expect(words).toContain('4. Does one owner watch one dashboard');
    expect(words).toContain('The charter is not signed');
    expect(words).toContain('Not enough data to look for');
  });

  test('the ledger gives every handshake one fate, and they add up to 100 %', async () => {
    const diagnosis = await diagnose('rita', '30d');
    const ledger = shown(await answerOf('rita', () => pressOn('rita', diagnosis, 'Leak ledger')));
    expect(ledger).toContain('Every one of the 3 handshakes');
    for (const words of [
      'Accepted, in work',
      'Rejected, archived',
      'Unanswered, in time',
      '33.3 %',
      '100.0 %',
    ])
      expect(ledger).toContain(words);
  });

  test('velocity says what is missing where it cannot be told', async () => {
    const diagnosis = await diagnose('rita', '30d');
    const velocity = shown(await answerOf('rita', () => pressOn('rita', diagnosis, 'Velocity')));
    expect(velocity).toContain('Not enough data to compare. There is no SQL in these days.');
  });

  test('proposals say so when the figures speak for none', async () => {
    const diagnosis = await diagnose('rita', '30d');
    const answer = shown(
      await answerOf('rita', () => pressOn('rita', diagnosis, 'Proposals for the charter')),
    );
    expect(answer).toContain('speak for no change');
  });

  test('a finding opens the charter at its part', async () => {
    const diagnosis = await diagnose('rita', '30d');
    const { modal } = await pressOn('rita', diagnosis, 'Open the charter there');
    expect(JSON.stringify(modal)).toContain('People and review');
  });

  test('sharing posts it in the channel with who asked, once, and without buttons', async () => {
    const diagnosis = await diagnose('rita', '30d');
    await pressOn('rita', diagnosis, 'Share in the channel');
    await pressOn('rita', diagnosis, 'Share in the channel');
    const shared = await bot.until(async () =>
      (await bot.channel()).find(({ text }) => text.includes('<@URITA> shares')),
    );
    expect(shared.blocks.some(({ type }) => type === 'actions')).toBe(false);
    const again = (await bot.channel()).filter(({ text }) => text.includes('<@URITA> shares'));
    expect(again).toHaveLength(1);
  });

  test('reps stand one by one for managers only, and never in the channel', async () => {
    const leader = shown(await diagnose('sasha', '30d by rep'));
    expect(leader).toContain('Everybody else');
    expect(leader).not.toContain('Sam Okafor');
    expect(shown(await diagnose('rita', '30d by rep'))).toMatch(/Dana.*Sam/s);
  });

  test('whoever is neither manager nor leader is told who may', async () => {
    const answer = await diagnose('dana', '30d');
    expect(answer.text).toContain('Only managers');
    expect(answer.text).toContain('may diagnose the funnel');
  });
});
