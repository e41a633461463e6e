// Trouble on the way to a bot, planned by hand: each kind does to a real app what it promises, over both transports.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aBench, aButton, type Bench, plain, type Seen, TRANSPORTS } from './a-bot.js';

const CHANNEL = 'CHANDSHAKE';
const actions = [{ type: 'actions' as const, block_id: 'b', elements: [aButton('go', 'Go')] }];
const modal = { type: 'modal' as const, title: plain('T'), blocks: [{ type: 'divider' as const }] };

describe.each(TRANSPORTS)('over %s', (transport) => {
  let bench: Bench;
  let heard: { body: Seen; retry: number | undefined; reason: string | undefined }[];
  beforeEach(async () => {
    heard = [];
    const events = ['message.channels', 'member_joined_channel'];
    bench = await aBench({ transport, events, retryDelaysMs: [0, 1000, 6000] });
    bench.app.use(async ({ body, context, next }) => {
      heard.push({ body, retry: context.retryNum, reason: context.retryReason });
      await next();
    });
    bench.app.message(async () => {});
    bench.app.action({ type: 'block_actions', action_id: 'go' }, async ({ ack, body, client }) => {
      await ack();
      // Of two clicks that are one, the second finds the trigger used up.
      await client.views.open({ trigger_id: body.trigger_id, view: modal }).catch(() => undefined);
    });
  });
  afterEach(() => bench.stop());

  const trouble = (kind: string, delivery = 'events_api', more = {}) =>
    bench.hands('faults', { kind, delivery, ...more });
  const say = (text: string) => bench.hands('say', { as: 'dana', channel: CHANNEL, text });
  const look = async (what: string): Promise<Seen> =>
    (await fetch(`${bench.sandbox.url}/hands/${what}`)).json();
  const texts = () => heard.map(({ body }) => body.event?.text);
  const becomes = (wanted: unknown[]) =>
    vi.waitFor(() => expect(texts()).toEqual(wanted), { timeout: 10_000 });
  const card = async () =>
    String((await bench.client.chat.postMessage({ channel: CHANNEL, text: 'card', blocks: actions })).ts);

  test('an event that is doubled comes twice under one event_id, and the next one once', async () => {
    await trouble('duplicate');
    await say('twice');
    await say('once');
    await becomes(['twice', 'twice', 'once']);
    expect(heard[0]?.body.event_id).toBe(heard[1]?.body.event_id);
  });

  test('a click that is doubled comes with the same trigger, which opens one view', async () => {
    const ts = await card();
    await trouble('duplicate', 'interactive');
    const { body } = await bench.hands('click', { as: 'dana', channel: CHANNEL, ts, action: 'Go' });
    expect(body.modal).toMatchObject({ depth: 1 });
    const triggers = heard.flatMap(({ body }) => body.trigger_id ?? []);
    expect(triggers).toHaveLength(2);
    expect(new Set(triggers).size).toBe(1);
    const { calls } = await look('log');
    expect(calls.filter((c: Seen) => c.method === 'views.open').map((c: Seen) => c.error)).toEqual([
      undefined,
      'exchanged_trigger_id',
    ]);
  });

  test('an event that is held back comes after the next one', async () => {
    await trouble('reorder');
    await say('first');
    await say('second');
    await becomes(['second', 'first']);
  });

  test('an event that is lost on the way comes again, and says that it does', async () => {
    await trouble('drop');
    await say('lost');
    await becomes(['lost']);
    expect(heard[0]?.retry).toBe(1);
  });

  test('a click that is lost on the way is told to the person and never comes', async () => {
    const ts = await card();
    await trouble('drop', '*');
    const { status, body } = await bench.hands('click', { as: 'dana', channel: CHANNEL, ts, action: 'Go' });
    expect({ status, error: body.error }).toEqual({ status: 502, error: 'dispatch_failed' });
    expect(heard.flatMap(({ body }) => body.actions ?? [])).toEqual([]);
  });

  test('a click that is slow arrives when its trigger has expired', async () => {
    const ts = await card();
    await trouble('slow', 'interactive', { ms: 3100 });
    const { status, body } = await bench.hands('click', { as: 'dana', channel: CHANNEL, ts, action: 'Go' });
    expect({ status, modal: body.modal }).toEqual({ status: 200, modal: null });
    const { calls } = await look('log');
    expect(calls.at(-1)).toMatchObject({ method: 'views.open', error: 'expired_trigger_id' });
  });

  test('an event whose connection breaks before the ack was heard, and is heard again', async () => {
    await trouble('disconnect');
    await say('again');
    await becomes(['again', 'again']);
    expect(heard[0]?.body.event_id).toBe(heard[1]?.body.event_id);
    expect(heard[1]?.retry).toBeGreaterThan(0);
    if (transport === 'http') expect(heard[1]?.reason).toBe('connection_failed');
  });

  test('an event can come before the call that caused it has returned', async () => {
    await bench.hands('faults', { kind: 'late_answer', method: 'conversations.join', ms: 500 });
    let returned = false;
    const joining = bench.client.conversations.join({ channel: 'CMARKETING' }).then(() => {
      returned = true;
    });
    await vi.waitFor(() =>
      expect(heard[0]?.body.event).toMatchObject({ user: 'UBOT', channel: 'CMARKETING' }),
    );
    expect(returned).toBe(false);
    await joining;
  });

  test('what is planned is listed, and forgotten when asked', async () => {
    await trouble('drop', '*', { times: 3 });
    const planned = async () => (await look('faults')).deliveries;
    expect(await planned()).toMatchObject([{ delivery: '*', kind: 'drop', times: 3 }]);
    await bench.hands('faults', { clear: true });
    expect(await planned()).toEqual([]);
    expect(await trouble('reorder', 'interactive')).toMatchObject({ status: 400 });
  });
});
