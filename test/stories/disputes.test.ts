// Promises of what follows a rejection: marketing answers it in words, managers rule on a dispute, and both sides read why.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, people, startBot } from '../bot.js';
import { engines } from '../engines.js';
import { modalText, press, setUp, staff, submitAs, toldBy } from './a-charter-story.js';
import { privately } from './a-nudge-story.js';
import { aReason, cardThat, inThread, offered, quiet, rejected, shown } from './a-story.js';

const misfit = { company: { name: 'Deep Pit', employees: 300, industry: 'Mining', country: 'AU' } };

describe.each(engines)('after a rejection on $name', (engine) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine);
    const done = await setUp(bot, { manager: [staff.sasha], sales: [people.dana, people.sam] });
    expect(modalText(done)).toContain('Sales:');
  });
  afterAll(() => bot?.stop());

  const demo = (id: string) => ({
    ...misfit,
    signals: ['pricing_guide_downloaded', 'demo_requested'].map((type) => ({
      id: `${id}-${type}`,
      type,
      occurredAt: bot.now().toISOString(),
    })),
  });

  /** A lead that Dana rejected over its industry, and the reason in its thread. */
  async function rejectedLead(lastName: string, values = aReason) {
    await offered(bot, lastName, demo(lastName));
    return rejected(bot, 'dana', lastName, values);
  }

  async function disputed(lastName: string) {
    const reason = await rejectedLead(lastName);
    await press(bot, 'mia', reason, 'Dispute reason');
    await submitAs(bot, 'mia', { words: 'We agreed to try <mining> this quarter.' });
    return inThread(bot, lastName, 'marketing disputes why');
  }

  test('sales is told kindly who may answer it, and marketing who may rule', async () => {
    const reason = await rejectedLead('Arden');
    for (const action of ['Acknowledge reason', 'Say what was fixed', 'Dispute reason'])
      expect(await toldBy(bot, 'dana', () => press(bot, 'dana', reason, action))).toContain(
        'Only marketing and the marketing leader may answer a rejection.',
      );
    await press(bot, 'mia', reason, 'Dispute reason');
    await submitAs(bot, 'mia', { words: 'It is a fit.' });
    const dispute = await inThread(bot, 'Arden', 'marketing disputes why');
    for (const action of ['Uphold rejection', 'Overturn rejection'])
      expect(await toldBy(bot, 'mia', () => press(bot, 'mia', dispute, action))).toContain(
        'Only managers and the owner of the charter may rule on a dispute.',
      );
  });

  test('what was only acknowledged may still be disputed, but not without words', async () => {
    const reason = await rejectedLead('Bristow');
    await press(bot, 'leo', reason, 'Acknowledge reason');
    const read = await inThread(bot, 'Bristow', 'Acknowledged by');
    await press(bot, 'mia', read, 'Dispute reason');
    expect((await submitAs(bot, 'mia', { words: '   ' })).errors).toEqual({
      words: expect.stringContaining('Write a sentence'),
    });
    expect((await submitAs(bot, 'mia', { words: 'It is a fit.' })).modal).toBeNull();
    expect(await cardThat(bot, 'Bristow', 'Marketing disputes it')).toBeDefined();
  });

  test('a dispute reaches the manager in the thread and in private, with both sides before them', async () => {
    const dispute = await disputed('Carver');
    expect(dispute.text).toContain(`<@${staff.sasha}>`);
    expect(shown(dispute)).toContain('> We agreed to try &lt;mining&gt; this quarter.');
    const alone = await bot.until(async () =>
      (await privately(bot, staff.sasha)).find((message) => shown(message).includes('Carver')),
    );
    expect(shown(alone)).toContain('Failed: Industry');
    expect(shown(alone)).toContain('Open the card');
  });

  test('upheld, it stands: both sides read why, the private message is a record, and it is not disputed again', async () => {
    const dispute = await inThread(bot, 'Carver', 'marketing disputes why');
    await press(bot, 'sasha', dispute, 'Uphold rejection');
    await submitAs(bot, 'sasha', { words: 'Mining is for the next quarter.' });
    const ruling = await inThread(bot, 'Carver', 'upheld the rejection');
    expect(ruling.text).toContain(`For <@${people.mia}> and <@${people.dana}>`);
    expect(shown(ruling)).toContain('> Mining is for the next quarter.');
    await quiet(bot);
    const alone = (await privately(bot, staff.sasha)).find((message) => shown(message).includes('Carver'));
    expect(shown(alone ?? { blocks: [] })).not.toContain('uphold_rejection');
    expect(await cardThat(bot, 'Carver', 'a manager upheld it')).toBeDefined();
    const reason = shown(await inThread(bot, 'Carver', 'Rejected by'));
    expect(reason).toContain('*Upheld* by');
    expect(reason).not.toContain('dispute_rejection');
  });

  test('overturned, the lead is offered again in the same cycle, to somebody else first, and the card tells it', async () => {
    const dispute = await disputed('Doyle');
    await press(bot, 'sasha', dispute, 'Overturn rejection');
    await submitAs(bot, 'sasha', { words: 'The charter lists them.' });
    const ruling = await inThread(bot, 'Doyle', 'overturned the rejection');
    expect(ruling.text).toContain(`The lead is offered again, to <@${people.sam}> first`);
    const card = await cardThat(bot, 'Doyle', 'Lead to answer again');
    expect(shown(card)).toContain(`*Meant for:* <@${people.sam}>`);
    expect(shown(card)).toMatch(/\*Earlier:\* rejected by <@UDANA>.*Failed: Industry/);
    expect(shown(card)).toContain('> The charter lists them.');
    expect(shown(card)).not.toContain('Offered for the');
    expect(shown(await inThread(bot, 'Doyle', '*Overturned* by'))).toContain('> The charter lists them.');
  });

  test('fixed with what changed, it is offered again as a new cycle once the data says so too', async () => {
    const reason = await rejectedLead('Eames', { ...aReason, next_step: 'fix' });
    await press(bot, 'mia', reason, 'Say what was fixed');
    await submitAs(bot, 'mia', { words: 'The industry was that of the parent.' });
    await cardThat(bot, 'Eames', 'Marketing has fixed the cause');
    const company = { name: 'Deep Pit', industry: 'Legal services' };
    const occurredAt = new Date(bot.now().getTime() + 1000).toISOString();
    await bot.send('leads', [{ id: 'eames', source: 'web', occurredAt, company }]);
    const card = await cardThat(bot, 'Eames', 'Lead to answer again');
    expect(shown(card)).toContain('Offered for the 2nd time');
    expect(shown(card)).toContain('• Industry: from Mining to Legal services; now met');
    expect(shown(card)).toContain('> The industry was that of the parent.');
  });

  test('what no rule can judge is met again when marketing says that it is fixed', async () => {
    const reason = await rejectedLead('Farrow', {
      cited_fit_1: [],
      other: ['other'],
      note: 'The phone number rings somebody else.',
      next_step: 'fix',
    } as never);
    await press(bot, 'mia', reason, 'Say what was fixed');
    await submitAs(bot, 'mia', { words: 'They gave us another number.' });
    const card = await cardThat(bot, 'Farrow', 'Lead to answer again');
    expect(shown(card)).toContain('> The phone number rings somebody else.');
    expect(shown(card)).toContain('> They gave us another number.');
  });
});
