// The first handshake, end to end: a lead comes in, a card goes out, a rep answers, marketing reads why.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bot, lines, people, startBot } from '../bot.js';

const now = new Date().toISOString();

const lead = (id: string, lastName: string) => ({
  id,
  source: 'web',
  firstName: 'Robin',
  lastName,
  email: `${lastName.toLowerCase()}@example.com`,
  company: { name: `${lastName} Legal`, employees: 120, industry: 'Legal services', country: 'AU' },
  occurredAt: now,
  signals: [{ id: `${id}-guide`, source: 'web', type: 'pricing_guide_downloaded', occurredAt: now }],
});

describe.each(lines)('the first handshake on $name', ({ engine, transport }) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot(engine, { transport });
  });
  afterAll(() => bot?.stop());

  test('a rep accepts a lead with one click, and the card becomes a record that says who', async () => {
    expect(await bot.send('leads', [lead('1', 'Ackroyd')])).toEqual({
      status: 202,
      body: { accepted: 1, duplicates: 0, updated: 0, rejected: [] },
    });
    const card = await bot.card('Ackroyd');
    await bot.hand('click', {
      as: people.dana,
      channel: bot.sandbox.channel.id,
      ts: card.ts,
      action: 'Accept lead',
    });
    const record = await bot.until(async () => {
      const { text, blocks } = await bot.card('Ackroyd');
      return /accepted/i.test(text) && { text, blocks };
    });
    expect(JSON.stringify(record.blocks)).toContain('<@UDANA>');
    expect(JSON.stringify(record.blocks)).not.toContain('accept_lead');
    const late = await bot.hand('click', {
      as: people.dana,
      channel: bot.sandbox.channel.id,
      ts: card.ts,
      action: 'Undo accept',
    });
    expect(late.error).toBeUndefined();
    await bot.until(async () => (await bot.card('Ackroyd')).text.includes('answer'));
  });

  test('a rejected lead goes back with its reason, and marketing acknowledges it in the thread', async () => {
    await bot.send('leads', [lead('2', 'Bellamy')]);
    const card = await bot.card('Bellamy');
    const channel = bot.sandbox.channel.id;
    const { modal } = await bot.hand('click', {
      as: people.sam,
      channel,
      ts: card.ts,
      action: 'Reject lead',
    });
    expect(modal.title.text).toBe('Reject lead');
    const empty = await bot.hand('submit', { as: people.sam, values: { next_step: 'archive' } });
    expect(Object.values(empty.errors ?? {}).join()).toContain('at least one criterion');
    const asked = await bot.hand('submit', {
      as: people.sam,
      values: { cited_fit_1: ['company_size'], next_step: 'archive' },
    });
    expect(JSON.stringify(asked.modal)).toContain('What is wrong with the data?');
    const closed = await bot.hand('submit', {
      as: people.sam,
      values: {
        cited_fit_1: ['company_size'],
        next_step: 'archive',
        contradiction: 'That is the parent company.',
      },
    });
    expect(closed.modal).toBeNull();
    const reason = await bot.until(async () => (await bot.card('Bellamy')).thread[0]);
    expect(JSON.stringify(reason.blocks)).toContain('Company size');
    expect(JSON.stringify(reason.blocks)).toContain('120');
    expect(JSON.stringify(reason.blocks)).toContain(`<!subteam^${bot.sandbox.marketingGroup.id}>`);
    await bot.hand('click', { as: people.mia, channel, ts: reason.ts, action: 'Acknowledge reason' });
    await bot.until(async () =>
      JSON.stringify((await bot.card('Bellamy')).thread[0]?.blocks).includes('<@UMIA>'),
    );
  });
});
