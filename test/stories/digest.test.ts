// Promises of the week as people see it in Slack: one message, its thread, what is private, and every week on request.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, type SeenMessage, startBot } from '../bot.js';
import { oneEngine } from '../engines.js';
import { directMessages, press, type Staff, setUp, staff, toldBy } from './a-charter-story.js';
import { accepted, aReason, click, offered, quiet, rejected, shown } from './a-story.js';

/** Sunday 7 February 2027, 20:00 in Sydney: the week is told in thirteen hours. */
const BEGIN = new Date('2027-02-07T09:00:00Z');

describe('the digest', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(oneEngine, { at: BEGIN });
    await setUp(bot, { manager: [staff.rita] });
  });
  afterAll(() => bot?.stop());

  const digests = async (): Promise<SeenMessage[]> =>
    (await bot.channel()).filter(({ text }) => text.startsWith('The week:'));
  const digestOf = (day: string): Promise<SeenMessage> =>
    bot.until(async () => (await digests()).find(({ text }) => text.startsWith(`The week: ${day}`)));
  const privately = (who: Staff, says: string): Promise<SeenMessage> =>
    bot.until(async () => (await directMessages(bot, who)).find(({ text }) => text.startsWith(says)));
  const typesOf = ({ blocks }: SeenMessage): string[] => blocks.map(({ type }: { type: string }) => type);

  /** What a command tells somebody alone, once it says that; it may come a moment after, in more than one message. */
  async function answerTo(who: Staff, text: string, says = ''): Promise<string> {
    const told = async () => (await bot.see(staff[who])).ephemerals as { text: string; blocks?: unknown }[];
    const before = (await told()).length;
    await bot.hand('command', { as: staff[who], channel: bot.sandbox.channel.id, text });
    return bot.until(async () => {
      const answers = (await told()).slice(before);
      const words = answers.map((each) => shown({ text: each.text, blocks: each.blocks ?? [] })).join('\n');
      return answers.length > 0 && words.includes(says) && words;
    });
  }

  test('tells on Monday at nine what came in and what became of it, with a chart and its table', async () => {
    await offered(bot, 'Ackroyd');
    await accepted(bot, 'dana', 'Ackroyd');
    await click(bot, 'dana', await bot.card('Ackroyd'), 'Log first touch');
    await offered(bot, 'Bramley');
    await rejected(bot, 'sam', 'Bramley', { ...aReason, cited_fit_1: [], cited_intent_1: ['demo_webinar'] });
    expect(await answerTo('dana', '/funnel digest me on')).toContain('privately, when the week is told');
    await bot.advance('PT12H55M');
    await quiet(bot);
    expect(await digests()).toHaveLength(0);
    await bot.advance('PT5M');
    const digest = await digestOf('1 Feb 2027 to 7 Feb 2027');
    expect(digest.text).toMatch(/2 leads came in.*2 became MQLs.*2 were offered to sales/);
    expect(digest.text).toMatch(/Charter version 1 is provisional: it is unsigned/);
    expect(typesOf(digest)).toEqual(expect.arrayContaining(['data_visualization', 'data_table', 'actions']));
  });

  test('tells a rep who asked their own figures, and managers the rest, and nobody else', async () => {
    const own = await privately('dana', 'Your own figures');
    expect(own.text).toMatch(/1 lead offered; 1 accepted, 0 rejected/);
    const rest = await privately('rita', 'For managers. The week: 1 Feb 2027');
    expect(shown(rest)).toContain('"user_id":"USAM"');
    expect(await answerTo('rita', '/funnel digest', 'For managers')).toContain('The week:');
    expect(await answerTo('dana', '/funnel digest')).not.toMatch(/For managers|USAM/);
    expect(shown(await digestOf('1 Feb 2027'))).not.toMatch(/USAM|UDANA/);
  });

  test('is shown again for any day of the week, for the one that runs, and with usage for words unknown', async () => {
    const again = await answerTo('mia', '/funnel digest 2027-02-03');
    expect(again).toContain('The week: 1 Feb 2027 to 7 Feb 2027');
    expect(again).toContain('data_visualization');
    expect(await answerTo('mia', '/funnel digest now')).toContain('This week so far');
    expect(await answerTo('mia', '/funnel digest 2027-01-01')).toMatch(/was not told.*`2027-02-01`/);
    for (const words of ['yesterday', '2027-02-31', '2027-02'])
      expect(await answerTo('mia', `/funnel digest ${words}`)).toContain('is not understood here');
  });

  test('says of a quiet week in two lines that it was one', async () => {
    const digest = await digestOf('1 Feb 2027');
    expect(await toldBy(bot, 'leo', () => press(bot, 'leo', digest, 'Send me my own figures'))).toContain(
      'You get your own figures of each week',
    );
    await bot.advance('P7D');
    const next = await digestOf('8 Feb 2027');
    expect(next.text).toMatch(/A quiet week.*unsigned/);
    expect(typesOf(next)).toEqual(['section']);
    expect(await digests()).toHaveLength(2);
    expect((await directMessages(bot, 'leo')).filter(({ text }) => /own figures/.test(text))).toHaveLength(0);
    expect(await answerTo('dana', '/funnel digest me')).toContain('Nothing was offered to you');
    expect(await answerTo('dana', '/funnel digest me off')).toContain('no more');
  });
});
