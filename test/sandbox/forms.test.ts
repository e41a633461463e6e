// Modals in the sandbox: stacks, hashes, filling in, the client's own checks, and the bot's answers to a submission.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sandboxCredentials } from '../../src/sandbox/credentials.js';
import { aClient, plain, type Seen } from './a-bot.js';
import { aListener, aModal, type Listener } from './a-listener.js';

let bot: Listener;
beforeEach(async () => {
  bot = await aListener();
});
afterEach(() => bot.stop());

test('views stack up to three, refuse a stale hash, and close one by one', async () => {
  const client = aClient(bot.sandbox);
  const failure = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: Seen) => error.data.error,
    );
  const { view } = await bot.openModal(aModal());
  const push = async () => {
    await bot.hands('command', { as: 'UDANA', channel: 'general', text: '/x' });
    const trigger_id = bot.field('trigger_id');
    return client.views.push({ trigger_id, view: aModal() as Seen });
  };
  await push();
  const top: Seen = await push();
  expect(top.view).toMatchObject({ root_view_id: view.id });
  expect(await failure(push())).toBe('push_limit_reached');
  const updated: Seen = await client.views.update({
    view_id: view.id,
    hash: view.hash,
    view: aModal() as Seen,
  });
  expect(updated.view.hash).not.toBe(view.hash);
  expect(
    await failure(client.views.update({ view_id: view.id, hash: view.hash, view: aModal() as Seen })),
  ).toBe('hash_conflict');
  expect(await failure(client.views.update({ view_id: 'VNONE', view: aModal() as Seen }))).toBe('not_found');
  expect((await bot.hands('close', { as: 'UDANA' })).body.modal.depth).toBe(2);
  expect((await bot.hands('close', { as: 'UDANA', all: true })).body.modal).toBeNull();
});

test('closing tells the bot only when the view asked for it', async () => {
  await bot.openModal(aModal());
  await bot.hands('close', { as: 'UDANA' });
  expect(bot.heard).toHaveLength(1);
  await bot.openModal(aModal({ notify_on_close: true, private_metadata: 'm' }));
  await bot.hands('close', { as: 'UDANA' });
  expect(bot.payload()).toMatchObject({
    type: 'view_closed',
    is_cleared: false,
    view: { private_metadata: 'm' },
  });
});

test('what was entered stays over an update where block and action are the same', async () => {
  const { view } = await bot.openModal(aModal());
  await bot.hands('choose', { as: 'UDANA', view: true, action: 'name', values: 'Ada' });
  expect(bot.heard).toHaveLength(1);
  await aClient(bot.sandbox).views.update({ view_id: view.id, view: aModal({ title: plain('U') }) as Seen });
  await bot.hands('submit', { as: 'UDANA', values: {} });
  expect(bot.payload().view).toMatchObject({
    title: { text: 'U' },
    state: { values: { i: { name: { type: 'plain_text_input', value: 'Ada' } } } },
  });
});

test('options in several groups of checkboxes under one label each find their own', async () => {
  const group = (block_id: string, values: string[]) => ({
    type: 'input',
    block_id,
    optional: true,
    label: plain('Criteria'),
    element: {
      type: 'checkboxes',
      action_id: 'criteria',
      options: values.map((v) => ({ text: plain(`Label ${v}`), value: v })),
    },
  });
  await bot.openModal(aModal({ blocks: [group('g1', ['a', 'b']), group('g2', ['c'])] }));
  const unknown = await bot.hands('submit', { as: 'UDANA', values: { Colour: 'red' } });
  expect(unknown).toMatchObject({ status: 400, body: { error: 'no_such_input' } });
  await bot.hands('submit', { as: 'UDANA', values: { Criteria: ['Label b', 'c'] } });
  const { g1, g2 } = bot.payload().view.state.values;
  expect([g1, g2].map((g) => g.criteria.selected_options.map((o: Seen) => o.value))).toEqual([['b'], ['c']]);
});

test.each([
  ['email_text_input', {}, 'no address', 'Please enter a valid email address.'],
  ['url_text_input', {}, 'no url', 'Please enter a valid URL.'],
  ['url_text_input', {}, 'javascript:alert(1)', 'Please enter a valid URL.'],
  ['number_input', { is_decimal_allowed: true }, '0x1f', 'Please enter a valid number.'],
  [
    'number_input',
    { is_decimal_allowed: true, min_value: '-1.5' },
    '-2',
    'Please enter a number of at least -1.5.',
  ],
  ['number_input', { is_decimal_allowed: false }, '1.5', 'Please enter a whole number.'],
  ['number_input', { is_decimal_allowed: true, max_value: '2' }, '3', 'Please enter a number of at most 2.'],
  ['plain_text_input', { min_length: 5 }, 'abc', 'Please enter at least 5 characters.'],
])('the client itself refuses %s %o %s', async (type, more, value, sentence) => {
  const element = { type, action_id: 'a', ...more };
  await bot.openModal(aModal({ blocks: [{ type: 'input', block_id: 'i', label: plain('L'), element }] }));
  const { body } = await bot.hands('submit', { as: 'UDANA', values: { L: value } });
  expect(body.errors).toEqual({ i: sentence });
  expect(bot.heard).toHaveLength(1);
});

test('a submission answered with errors for no input, or with a bad view, is the bot’s fault and is said so', async () => {
  await bot.openModal(aModal());
  bot.answers.push({
    status: 200,
    body: JSON.stringify({ response_action: 'errors', errors: { nope: 'x' } }),
  });
  const stray = await bot.hands('submit', { as: 'UDANA', values: {} });
  expect(stray).toMatchObject({
    status: 502,
    body: { error: 'invalid_response', message: expect.stringContaining('"nope"') },
  });
  bot.answers.push({
    status: 200,
    body: JSON.stringify({ response_action: 'update', view: { type: 'modal' } }),
  });
  expect((await bot.hands('submit', { as: 'UDANA', values: {} })).body.message).toContain(
    'missing required field: title',
  );
  bot.answers.push({ status: 200, body: JSON.stringify({ response_action: 'clear' }) });
  expect((await bot.hands('submit', { as: 'UDANA', values: {} })).body.modal).toBeNull();
});

test('typing into an input that dispatches tells the bot, and a view left behind takes no more input', async () => {
  const element = { type: 'plain_text_input', action_id: 'name' };
  const block = { type: 'input', block_id: 'i', dispatch_action: true, label: plain('Name'), element };
  const { view } = await bot.openModal(aModal({ blocks: [block] }));
  await bot.hands('choose', { as: 'UDANA', view: view.id, action: 'name', values: 'Ada' });
  expect(bot.payload()).toMatchObject({
    container: { type: 'view', view_id: view.id },
    view: { state: { values: { i: { name: { value: 'Ada' } } } } },
    actions: [{ type: 'plain_text_input', action_id: 'name', value: 'Ada' }],
  });
  await bot.openModal(aModal());
  const late = await bot.hands('choose', { as: 'UDANA', view: view.id, action: 'name', values: 'Bob' });
  expect(late).toMatchObject({ status: 409, body: { error: 'view_not_on_top' } });
});

test.each([
  ['users_select', 'Mia Castellano', { selected_user: 'UMIA' }],
  ['multi_users_select', ['@mia', 'ULEO'], { selected_users: ['UMIA', 'ULEO'] }],
  ['channels_select', '#general', { selected_channel: 'CGENERAL' }],
  ['datepicker', '2026-11-30', { selected_date: '2026-11-30' }],
  ['timepicker', '09:30', { selected_time: '09:30' }],
  ['datetimepicker', '2026-11-30T09:30:00Z', { selected_date_time: 1_796_031_000 }],
])('a %s is filled in with %o', async (type, value, expected) => {
  const block = { type: 'input', block_id: 'i', label: plain('L'), element: { type, action_id: 'a' } };
  await bot.openModal(aModal({ blocks: [block] }));
  await bot.hands('submit', { as: 'UDANA', values: { a: value } });
  expect(bot.payload().view.state.values.i.a).toEqual({ type, ...expected });
});

test('a date that is not on the calendar is not offered', async () => {
  const block = {
    type: 'input',
    block_id: 'i',
    label: plain('L'),
    element: { type: 'datepicker', action_id: 'a' },
  };
  await bot.openModal(aModal({ blocks: [block] }));
  const { status, body } = await bot.hands('submit', { as: 'UDANA', values: { a: '2026-02-30' } });
  expect({ status, error: body.error }).toEqual({ status: 400, error: 'no_such_option' });
});

test('files are handed in with a form, and the bot fetches them with its token', async () => {
  const element = { type: 'file_input', action_id: 'papers', filetypes: ['csv'], max_files: 2 };
  await bot.openModal(
    aModal({ blocks: [{ type: 'input', block_id: 'i', label: plain('Papers'), element }] }),
  );
  const aFile = (name: string) => ({ name, content: Buffer.from('id\n1\n').toString('base64') });
  const submit = (papers: unknown) => bot.hands('submit', { as: 'UDANA', values: { papers } });

  expect((await submit([])).body.errors).toEqual({ i: 'Please complete this required field.' });
  expect(await submit(aFile('leads.exe'))).toMatchObject({ status: 400, body: { error: 'wrong_file_type' } });
  const many = await submit([aFile('a.csv'), aFile('b.csv'), aFile('c.csv')]);
  expect(many).toMatchObject({ status: 400, body: { error: 'too_many_values' } });
  await submit([aFile('leads.CSV')]);
  const { type, files } = bot.payload().view.state.values.i.papers;
  expect({ type, files }).toMatchObject({
    type: 'file_input',
    files: [{ id: expect.stringMatching(/^F/), name: 'leads.CSV', size: 5, user: 'UDANA' }],
  });
  const authorization = `Bearer ${sandboxCredentials.botToken}`;
  const fetched = await fetch(files[0].url_private, { headers: { authorization } });
  expect(await fetched.text()).toBe('id\n1\n');
});

test('a form that asks where to answer gives a response URL for the chosen channel', async () => {
  const element = { type: 'conversations_select', action_id: 'where', response_url_enabled: true };
  await bot.openModal(aModal({ blocks: [{ type: 'input', block_id: 'i', label: plain('Where'), element }] }));
  await bot.hands('submit', { as: 'UDANA', values: { where: '#general' } });
  const [{ channel_id, response_url, block_id, action_id }] = bot.payload().response_urls;
  expect({ channel_id, block_id, action_id }).toEqual({
    channel_id: 'CGENERAL',
    block_id: 'i',
    action_id: 'where',
  });
  const answer = JSON.stringify({ text: 'Here', response_type: 'in_channel' });
  expect((await fetch(response_url, { method: 'POST', body: answer })).status).toBe(200);
  const general = (await bot.see('UMIA')).channels.find((c: Seen) => c.id === 'CGENERAL');
  expect(general.messages.at(-1).text).toBe('Here');
});

test('private metadata travels with the view, and closing the whole stack tells of each view that asked', async () => {
  const view = (callback_id: string) =>
    aModal({ callback_id, notify_on_close: true, private_metadata: `of ${callback_id}` });
  await bot.openModal(view('below'));
  bot.answers.push({ status: 200, body: JSON.stringify({ response_action: 'push', view: view('above') }) });
  await bot.hands('submit', { as: 'UDANA', values: {} });
  expect(bot.payload().view.private_metadata).toBe('of below');
  await bot.hands('close', { as: 'UDANA', all: true });
  const closed = bot.heard
    .slice(-2)
    .map(({ body }) => JSON.parse(new URLSearchParams(body).get('payload') ?? ''));
  expect(closed.map(({ type, is_cleared }) => [type, is_cleared])).toEqual([
    ['view_closed', true],
    ['view_closed', true],
  ]);
  expect(closed.map((c) => c.view.private_metadata).sort()).toEqual(['of above', 'of below']);
});
