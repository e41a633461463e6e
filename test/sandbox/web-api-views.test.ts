// Views in the sandbox's Web API: what a trigger opens, what is refused, and what an update keeps.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { modal, text, times } from './a-block.js';
import { aClient, mrkdwn, plain, type Seen } from './a-bot.js';
import { aListener, aModal, type Listener } from './a-listener.js';

let bot: Listener;
beforeAll(async () => {
  bot = await aListener();
});
afterAll(() => bot.stop());
beforeEach(() => bot.hands('close', { as: 'UDANA', all: true }));

/** Calls a view method; the error's code, or the view. */
const view = (method: string, args: Record<string, unknown>): Promise<Seen> =>
  aClient(bot.sandbox)
    .apiCall(method, args)
    .then(
      (answer: Seen) => answer.view,
      (error: Seen) => error.data.error,
    );
const trigger = async (): Promise<string> => {
  await bot.hands('command', { as: 'UDANA', channel: 'general', text: '/x' });
  return bot.field('trigger_id');
};

test('a trigger opens one modal, and none when the view is refused', async () => {
  const trigger_id = await trigger();
  expect(await view('views.open', { trigger_id, view: modal({ title: plain(text(25)) }) })).toBe(
    'invalid_arguments',
  );
  expect(await view('views.open', { trigger_id, view: aModal() })).toMatchObject({
    type: 'modal',
    callback_id: '',
  });
  expect(await view('views.open', { trigger_id, view: aModal() })).toBe('exchanged_trigger_id');
  expect(await view('views.open', { trigger_id: 'made-up', view: aModal() })).toBe('invalid_trigger_id');
});

test('a stack holds three modals, each of which knows the one below', async () => {
  expect(await view('views.push', { trigger_id: await trigger(), view: aModal() })).toBe('not_found');
  const first = await view('views.open', { trigger_id: await trigger(), view: aModal() });
  const second = await view('views.push', { trigger_id: await trigger(), view: aModal() });
  const third = await view('views.push', { trigger_id: await trigger(), view: aModal() });
  expect(third).toMatchObject({ root_view_id: first.id, previous_view_id: second.id });
  expect(await view('views.push', { trigger_id: await trigger(), view: aModal() })).toBe(
    'push_limit_reached',
  );
});

test('an external id names one view, and finds it again', async () => {
  const external_id = 'lead-1';
  const opened = await view('views.open', { trigger_id: await trigger(), view: aModal({ external_id }) });
  expect(await view('views.push', { trigger_id: await trigger(), view: aModal({ external_id }) })).toBe(
    'duplicate_external_id',
  );
  const updated = await view('views.update', {
    external_id,
    view: aModal({ external_id, private_metadata: 'm' }),
  });
  expect(updated).toMatchObject({ id: opened.id, private_metadata: 'm' });
  expect(updated.hash).not.toBe(opened.hash);
});

test('an update with an old hash is refused and changes nothing', async () => {
  const opened = await view('views.open', { trigger_id: await trigger(), view: aModal() });
  const { hash } = await view('views.update', { view_id: opened.id, hash: opened.hash, view: aModal() });
  expect(await view('views.update', { view_id: opened.id, hash: opened.hash, view: modal() })).toBe(
    'hash_conflict',
  );
  expect((await bot.see('UDANA')).modal).toMatchObject({ hash, blocks: [{ block_id: 'i' }] });
});

test('a view above 250 KB is too large although each block of it is not', async () => {
  const blocks = times(100, () => ({ type: 'section', text: mrkdwn(text(3000)) }));
  expect(await view('views.open', { trigger_id: await trigger(), view: modal({ blocks }) })).toBe(
    'view_too_large',
  );
  expect(await view('views.publish', { user_id: 'UDANA', view: { type: 'home', blocks } })).toBe(
    'view_too_large',
  );
});

test('a Home is one view, whose hash changes each time', async () => {
  const publish = (more: object = {}) =>
    view('views.publish', { user_id: 'USAM', view: { type: 'home', blocks: [] }, ...more });
  const first = await publish();
  const second = await publish({ hash: first.hash });
  expect(second.id).toBe(first.id);
  expect(await publish({ hash: first.hash })).toBe('hash_conflict');
});
