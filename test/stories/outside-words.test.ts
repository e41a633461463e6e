// The promise that outside words stay words: no name of a lead can mention, link, format or break anything.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { accepted, aRow, cardsOf, click, marked, rejected, shown } from './a-story.js';

/** What somebody may write into a form, and what a message may never hold because of it. */
const hostile: [what: string, name: string, never: string][] = [
  ['a mention of everybody', '<!channel> Hale', '<!channel>'],
  ['a mention of a person', '<@UDANA> Hale', '<@UDANA>'],
  ['a link', '<https://evil.example|Hale>', '<https://evil.example'],
  ['a tag', '<img src=x onerror=alert(1)> Hale', '<img'],
  ['an entity', '&lt;!here&gt; Hale', '&lt;!here&gt; Hale'],
  ['a formula', '=HYPERLINK("https://evil.example") Hale', '<https://evil.example'],
  ['five hundred letters', 'Hale'.repeat(125), 'Hale'.repeat(125)],
  ['line breaks', 'Hale\n\n*Answer due:* never', 'Hale\n'],
  ['a right-to-left override', 'Hale \u202Eelah', '\u202E'],
];

describe.each(engines)('outside words on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
  });
  afterAll(() => bot?.stop());

  test.each(hostile)(
    '%s in names stays text on the card, in its text, in the record and in the thread',
    async (what, name, never) => {
      const lastName = `Q${hostile.findIndex(([of]) => of === what)}z`;
      const industry = { name, employees: 300, industry: name.slice(0, 400), country: 'AU' };
      const signals = ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
        id: `${lastName}-${type}`,
        type,
        occurredAt: bot.now().toISOString(),
      }));
      const { body } = await bot.send('leads', [
        aRow(bot, lastName, {
          firstName: lastName,
          lastName: name,
          jobTitle: name,
          campaign: name,
          company: industry,
          signals,
        }),
      ]);
      expect(body).toMatchObject({ accepted: 1, rejected: [] });
      const card = await bot.card(lastName);
      expect(marked(card)).toContain(lastName);
      expect(marked(card)).not.toContain(never);
      const { modal, error } = await click(bot, 'sam', card, 'Reject lead');
      expect([error, modal?.callback_id]).toEqual([undefined, 'reject_reasons']);
      await bot.hand('close', { as: people.sam });
      const reason = await rejected(bot, 'sam', lastName, {
        cited_fit_1: ['industry'],
        note: name,
        next_step: 'archive',
      });
      // A note may have lines of its own, and be long; it is quoted line by line.
      const quoted = what === 'line breaks' || what === 'five hundred letters';
      if (!quoted) expect(marked(reason).replaceAll(`<@${people.sam}>`, '')).not.toContain(never);
      const [record] = await cardsOf(bot, lastName);
      expect(record?.text).toContain(`rejected by <@${people.sam}>`);
      expect(marked(record ?? card)).not.toContain(never);
    },
  );

  test('a lead called *bold* or _slanted_ is accepted like any other', async () => {
    await bot.send('leads', [aRow(bot, 'Ivory', { firstName: '*bold* _slanted_ ~gone~ `code`' })]);
    await bot.card('Ivory');
    await accepted(bot, 'dana', 'Ivory');
  });

  test.each([
    ['a NUL', 'Robin\u0000 said no to this offer.'],
    ['half an emoji', 'Robin said no \ud83d to this offer.'],
  ])('a note with %s is kept as well as it can be, and the reason reaches marketing', async (what, note) => {
    const lastName = what.includes('NUL') ? 'Jasper' : 'Keats';
    const company = { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' };
    const signals = ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
      id: `${lastName}-${type}`,
      type,
      occurredAt: bot.now().toISOString(),
    }));
    await bot.send('leads', [aRow(bot, lastName, { company, signals })]);
    const reason = await rejected(bot, 'sam', lastName, {
      cited_fit_1: ['industry'],
      note,
      next_step: 'archive',
    });
    expect(shown(reason)).toContain('to this offer.');
  });
});
