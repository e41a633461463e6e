// Any bot can live in the sandbox: a Bolt app of somebody else's goes through everything, over both ways Slack has.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBench, type Bench, type Seen, TRANSPORTS } from './a-bot.js';
import { teach } from './any-bot.js';

const CHANNEL = 'CHANDSHAKE';

describe.each(TRANSPORTS)('somebody else’s bot over %s', (transport) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await aBench({ transport });
    teach(bench.app);
  });
  afterAll(() => bench.stop());

  const hand = async (deed: string, body: Record<string, unknown>): Promise<Seen> => {
    const reply = await bench.hands(deed, body);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    return reply.body;
  };
  const shared = (seen: Seen): Seen[] => seen.channels.find((c: Seen) => c.id === CHANNEL).messages;

  test('goes from a message over a button, a form, its correction and Home to a command and its answer', async () => {
    const said = await hand('say', { as: 'dana', channel: CHANNEL, text: 'I have an enquiry' });
    const card = shared(said).at(-1);
    expect(card.text).toBe('An enquiry?');

    const opened = await hand('click', {
      as: 'dana',
      channel: CHANNEL,
      ts: card.ts,
      action: 'Write it down',
    });
    expect(opened.modal).toMatchObject({ callback_id: 'enquiry', depth: 1 });
    const typed = await hand('options', { as: 'dana', view: true, action: 'topic', query: 'ad' });
    expect(typed.options.map((o: Seen) => o.value)).toEqual(['advisory']);

    const refused = await hand('submit', {
      as: 'dana',
      values: { email: 'x@spam.example', topic: 'Advisory' },
    });
    expect(refused.errors).toEqual({ who: 'We know this one. Give another address.' });
    const corrected = await hand('submit', { as: 'dana', values: { 'E-mail': 'kim@example.com' } });
    expect(corrected.modal).toBeNull();
    expect(corrected.home.blocks[0].text.text).toBe('kim@example.com asks about Advisory');

    const told = await hand('command', { as: 'dana', channel: CHANNEL, text: '/enquiries all of them' });
    expect(shared(told).at(-1).text).toBe('<@UDANA> asks for all of them');
    const replaced = await hand('click', { as: 'dana', channel: CHANNEL, ts: card.ts, action: 'Never mind' });
    expect(shared(replaced).find((m) => m.ts === card.ts).text).toBe('Forgotten.');
  });

  test('is called by shortcuts, by its name and by an emoji, and told when a form was closed', async () => {
    const { ts } = await hand('say', { as: 'sam', channel: CHANNEL, text: 'Hello @handshake' });
    const thread = (seen: Seen): string[] =>
      shared(seen)
        .find((m) => m.ts === ts)
        .thread.map((m: Seen) => m.text);
    expect(thread(await bench.see('USAM'))).toEqual(['You called?']);
    const thanked = await hand('react', { as: 'sam', channel: CHANNEL, ts, name: ':eyes:' });
    expect(thread(thanked)).toEqual(['You called?', 'Thanks for :eyes:']);

    const quoted = await hand('shortcut', { as: 'sam', callback_id: 'quote', channel: CHANNEL, ts });
    expect(quoted.ephemerals.at(-1).text).toBe('Quoted: Hello <@UBOT>');
    const begun = await hand('shortcut', { as: 'sam', callback_id: 'new_enquiry' });
    expect(begun.modal.callback_id).toBe('enquiry');
    const closed = await hand('close', { as: 'sam' });
    const direct = closed.channels.find((c: Seen) => c.isDm);
    expect(direct.messages.at(-1).text).toBe('Closed without an enquiry.');
  });

  test('is not asked for options before enough is typed, and cannot be given one it did not offer', async () => {
    await hand('shortcut', { as: 'mia', callback_id: 'new_enquiry' });
    const short = await bench.hands('options', { as: 'mia', view: true, action: 'topic', query: 'a' });
    expect(short).toMatchObject({ status: 400, body: { error: 'query_too_short' } });
    const strange = await bench.hands('choose', {
      as: 'mia',
      view: true,
      action: 'topic',
      values: 'Gardening',
    });
    expect(strange).toMatchObject({ status: 400, body: { error: 'no_such_option' } });
    const direct = await hand('choose', { as: 'mia', view: true, action: 'topic', values: 'payroll' });
    expect(direct.modal.state.values.about.topic.selected_option.text.text).toBe('Payroll');
  });
});
