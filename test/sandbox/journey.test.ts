// One walk through everything a bot does with Slack, with a real Bolt app against the sandbox.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBench, aButton, type Bench, mrkdwn, plain, type Seen, TRANSPORTS } from './a-bot.js';

let bench: Bench;
let submitted: Seen;

const offer = [
  { type: 'section' as const, text: mrkdwn('A lead') },
  {
    type: 'actions' as const,
    block_id: 'answer',
    elements: [aButton('accept', 'Accept'), aButton('reject', 'Reject')],
  },
];

const reasons = (title = 'Reject') => ({
  type: 'modal' as const,
  callback_id: 'reject',
  title: plain(title),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: plain('Why'),
      element: {
        type: 'checkboxes' as const,
        action_id: 'why',
        options: [
          { text: plain('Too small'), value: 'small' },
          { text: plain('Not now'), value: 'later' },
        ],
      },
    },
    {
      type: 'input' as const,
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'plain_text_input' as const, action_id: 'note', max_length: 10 },
    },
  ],
});

describe.each(TRANSPORTS)('over %s', (transport) => {
  beforeAll(async () => {
    bench = await aBench({ transport });
    const { app } = bench;
    app.action('accept', async ({ ack, respond, body, client }) => {
      await respond({ text: 'Taken' });
      if (body.type === 'block_actions' && body.channel && body.message) {
        await client.chat.update({
          channel: body.channel.id,
          ts: body.message.ts,
          text: `Accepted by ${body.user.id}`,
        });
      }
      await ack();
    });
    app.action('reject', async ({ ack, body, client }) => {
      if (body.type === 'block_actions')
        await client.views.open({ trigger_id: body.trigger_id, view: reasons() });
      await ack();
    });
    app.view('reject', async ({ ack, view }) => {
      submitted = view.state.values;
      const note = view.state.values.note?.note?.value;
      if (note === 'bad') return ack({ response_action: 'errors', errors: { note: 'Say something nicer.' } });
      if (note === 'more') return ack({ response_action: 'update', view: reasons('Once more') });
      return ack();
    });
    app.command('/charter', async ({ ack, command }) => {
      await ack(
        command.text === 'loud' ? { response_type: 'in_channel', text: 'Heard' } : `You said ${command.text}`,
      );
    });
    app.event('app_home_opened', async ({ event, client }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: offer.slice(0, 1) } });
    });
    app.message(async ({ message, say }) => {
      if (message.subtype === undefined)
        await say({ text: `Echo: ${message.text}`, thread_ts: message.thread_ts ?? message.ts });
    });
  });
  afterAll(() => bench.stop());

  const postOffer = async () => {
    const { ts } = await bench.client.chat.postMessage({
      channel: 'CHANDSHAKE',
      text: 'A lead',
      blocks: offer,
    });
    return String(ts);
  };
  const shown = (seen: Seen, ts: string) => seen.channels[0].messages.find((m: Seen) => m.ts === ts);

  test('a click on a button redraws the card and answers the clicker through the response URL', async () => {
    const ts = await postOffer();
    const { status, body } = await bench.hands('click', {
      as: 'UDANA',
      channel: 'mql-handshake',
      ts,
      action: 'Accept',
    });
    expect(status).toBe(200);
    expect(shown(body, ts)).toMatchObject({
      text: 'Accepted by UDANA',
      blocks: [],
      edited: { user: 'UBOT' },
    });
    expect(body.ephemerals.at(-1)).toMatchObject({ channel: 'CHANDSHAKE', text: 'Taken' });
    expect((await bench.see('USAM')).ephemerals).toEqual([]);
  });

  test('a modal checks required inputs itself, shows the bot’s field errors, keeps values over an update, and closes', async () => {
    const ts = await postOffer();
    const opened = await bench.hands('click', { as: 'UDANA', channel: 'CHANDSHAKE', ts, action: 'reject' });
    expect(opened.body.modal).toMatchObject({ callback_id: 'reject', errors: {} });

    submitted = undefined;
    const empty = await bench.hands('submit', { as: 'UDANA', values: { Note: 'much too long a note' } });
    expect(Object.keys(empty.body.errors)).toEqual(['why', 'note']);
    expect(submitted).toBeUndefined();

    const refused = await bench.hands('submit', {
      as: 'UDANA',
      values: { why: ['Too small', 'later'], Note: 'bad' },
    });
    expect(refused.body.errors).toEqual({ note: 'Say something nicer.' });
    expect(refused.body.modal.errors).toEqual({ note: 'Say something nicer.' });
    expect(submitted.why.why.selected_options.map((o: Seen) => o.value)).toEqual(['small', 'later']);

    const again = await bench.hands('submit', { as: 'UDANA', values: { note: 'more' } });
    expect(again.body.modal.title.text).toBe('Once more');
    expect(again.body.modal.state.values.why.why.selected_options).toHaveLength(2);

    const done = await bench.hands('submit', { as: 'UDANA', values: { note: null } });
    expect(done.body.modal).toBeNull();
    expect(submitted.note.note).toEqual({ type: 'plain_text_input', value: null });
  });

  test('a slash command’s answer is seen by the person alone unless it is meant for the channel', async () => {
    const quiet = await bench.hands('command', {
      as: 'UMIA',
      channel: '#mql-handshake',
      text: '/charter help me',
    });
    expect(quiet.body.ephemerals.at(-1).text).toBe('You said help me');
    const loud = await bench.hands('command', { as: 'UMIA', channel: 'CHANDSHAKE', text: '/charter loud' });
    expect(loud.body.channels[0].messages.at(-1).text).toBe('Heard');
  });

  test('a command nobody answers fails in front of the person with Slack’s error', async () => {
    const { status, body } = await bench.hands('command', {
      as: 'UMIA',
      channel: 'CHANDSHAKE',
      text: '/nothing',
    });
    expect({ status, error: body.error }).toEqual({ status: 504, error: 'operation_timeout' });
    expect(body.message).toContain('"operation_timeout"');
  });

  test('opening Home asks the bot to publish it', async () => {
    const { body } = await bench.hands('home', { as: 'ULEO' });
    expect(body.home.blocks[0].text.text).toBe('A lead');
  });

  test('a message in a thread reaches the bot with its thread_ts', async () => {
    const ts = await postOffer();
    const { body } = await bench.hands('say', {
      as: 'USAM',
      channel: 'CHANDSHAKE',
      text: 'Hi @dana',
      thread_ts: ts,
    });
    expect(shown(body, ts).thread.map((m: Seen) => m.text)).toEqual(['Hi <@UDANA>', 'Echo: Hi <@UDANA>']);
  });
});
