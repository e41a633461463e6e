// What the Web API changes in the sandbox's workspace: channels, pins, reactions and people, as others then see them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Deed, MessageChange } from '../../src/sandbox/changes.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { seedWorkspace } from '../../src/sandbox/seed.js';
import { Workspace } from '../../src/sandbox/workspace.js';
import { aClient, type Seen } from './a-bot.js';
import { aStillClock, aWire, type Wire } from './ask.js';

let wire: Wire;
beforeEach(async () => {
  wire = await aWire();
});
afterEach(() => wire.sandbox.stop());

const channel = 'CHANDSHAKE';
const say = async (more: Record<string, unknown> = {}): Promise<string> =>
  (await wire.ask('chat.postMessage', { channel, text: 'Hello', ...more })).ts;

test('a channel is made, filled, written to and archived', async () => {
  const made = (await wire.ask('conversations.create', { name: 'launch-2027', is_private: true })).channel;
  expect(made).toMatchObject({ is_private: true, is_member: true, creator: 'UBOT', num_members: 1 });
  const invited = await wire.ask('conversations.invite', { channel: made.id, users: 'UDANA,USAM' });
  expect(invited.channel.num_members).toBe(3);
  expect(await wire.errorOf('chat.postMessage', { channel: made.id, text: 'Welcome' })).toBe('ok');
  expect((await wire.look('see?as=dana')).channels.map((c: Seen) => c.name)).toContain('launch-2027');
  expect((await wire.look('see?as=mia')).channels.map((c: Seen) => c.name)).not.toContain('launch-2027');

  expect(await wire.errorOf('conversations.archive', { channel: made.id })).toBe('ok');
  expect(await wire.errorOf('conversations.archive', { channel: made.id })).toBe('already_archived');
  expect(await wire.errorOf('chat.postMessage', { channel: made.id, text: 'Too late' })).toBe('is_archived');
  expect(await wire.errorOf('conversations.invite', { channel: made.id, users: 'UMIA' })).toBe('is_archived');
  expect((await wire.ask('conversations.history', { channel: made.id })).messages).toHaveLength(1);
  const listed = async (exclude_archived: boolean) =>
    (await wire.ask('conversations.list', { types: 'private_channel', exclude_archived })).channels;
  expect((await listed(false)).map((c: Seen) => c.id)).toEqual(['CDEALS', made.id]);
  expect((await listed(true)).map((c: Seen) => c.id)).toEqual(['CDEALS']);
});

test('one invited person who cannot come keeps everybody out, unless the rest may', async () => {
  const { channel: made } = await wire.ask('conversations.create', { name: 'deals-2027' });
  const users = 'UDANA,UNADIA';
  const refused = await wire.ask('conversations.invite', { channel: made.id, users });
  expect(refused).toMatchObject({
    error: 'user_not_found',
    errors: [{ user: 'UNADIA', ok: false, error: 'user_not_found' }],
  });
  expect((await wire.ask('conversations.members', { channel: made.id })).members).toEqual(['UBOT']);
  expect(await wire.errorOf('conversations.invite', { channel: made.id, users, force: true })).toBe('ok');
  expect((await wire.ask('conversations.members', { channel: made.id })).members).toEqual(['UBOT', 'UDANA']);
});

test('joining twice is a warning, not an error', async () => {
  expect(await wire.errorOf('conversations.join', { channel: 'CMARKETING' })).toBe('ok');
  expect(await wire.ask('conversations.join', { channel: 'CMARKETING' })).toMatchObject({
    ok: true,
    warning: 'already_in_channel',
  });
});

test('a pin shows in the history and in the list, and goes with its message', async () => {
  const timestamp = await say();
  await wire.ask('pins.add', { channel, timestamp });
  expect(await wire.errorOf('pins.add', { channel, timestamp })).toBe('already_pinned');
  const history = await wire.ask('conversations.history', { channel, limit: 1 });
  expect(history).toMatchObject({ pin_count: 1, messages: [{ pinned_to: [channel] }] });
  const { items } = await wire.ask('pins.list', { channel });
  expect(items).toMatchObject([{ type: 'message', created_by: 'UBOT', message: { ts: timestamp } }]);
  await wire.ask('chat.delete', { channel, ts: timestamp });
  expect((await wire.ask('pins.list', { channel })).items).toEqual([]);
});

test('reactions of several people count under one emoji', async () => {
  const timestamp = await say();
  await wire.ask('reactions.add', { channel, timestamp, name: ':eyes:' });
  await wire.hands('react', { as: 'dana', channel, ts: timestamp, name: 'eyes' });
  const { message } = await wire.ask('reactions.get', { channel, timestamp });
  expect(message).toMatchObject({
    reactions: [{ name: 'eyes', users: ['UBOT', 'UDANA'], count: 2 }],
    permalink: expect.stringContaining(`/archives/${channel}/p`),
  });
});

test('a message takes no more than fifty different emoji', async () => {
  const timestamp = await say();
  for (let i = 0; i < 50; i += 1) await wire.ask('reactions.add', { channel, timestamp, name: `e${i}` });
  expect(await wire.errorOf('reactions.add', { channel, timestamp, name: 'one_more' })).toBe(
    'too_many_emoji',
  );
});

test('people come with what Slack tells of them', async () => {
  const person = async (user: string) => (await wire.ask('users.info', { user })).user;
  expect(await person('URITA')).toMatchObject({
    name: 'rita',
    real_name: 'Rita Nguyen',
    is_admin: true,
    is_owner: true,
    is_bot: false,
    tz: 'Australia/Sydney',
    tz_label: expect.stringMatching(/^Australian Eastern (Daylight|Standard) Time$/),
    profile: { title: 'RevOps manager', display_name: 'rita', first_name: 'Rita', last_name: 'Nguyen' },
  });
  const gone = await person('UNADIA');
  expect(gone).toMatchObject({ deleted: true, profile: { real_name: 'Nadia Farouk' } });
  expect(gone).not.toHaveProperty('tz');
  expect((await wire.ask('users.getPresence', { user: 'UPRIYA' })).presence).toBe('away');
  expect((await wire.ask('users.getPresence', { user: 'UDANA' })).presence).toBe('active');
  await wire.hands('presence', { as: 'dana', presence: 'away' });
  expect((await wire.ask('users.getPresence', { user: 'UDANA' })).presence).toBe('away');
});

test('somebody left the group and not the channel, and somebody left the firm', async () => {
  const { users } = await wire.ask('usergroups.users.list', { usergroup: 'SSALES' });
  expect(users).toEqual(['UDANA', 'USAM', 'UPRIYA']);
  expect((await wire.ask('conversations.members', { channel })).members).toContain('UTOM');
  const { people } = await wire.look('people');
  expect(people.map((p: Seen) => p.id)).not.toContain('UNADIA');
  expect((await wire.hands('say', { as: 'nadia', channel, text: 'Still here?' })).error).toBe(
    'user_not_found',
  );
});

test('the client’s own pagination walks through all people once', async () => {
  const seen: string[] = [];
  for await (const page of aClient(wire.sandbox).paginate('users.list', { limit: 4 }))
    seen.push(...((page as Seen).members as Seen[]).map((m) => m.id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(12);
});

test('whoever listens hears of every message and of every other deed, after it was done', async () => {
  const workspace = new Workspace(seedWorkspace(), aStillClock('2026-11-02T00:00:00Z'), () => undefined);
  const heard: string[] = [];
  workspace.listen((change: MessageChange) =>
    heard.push(
      `${change.kind} ${change.message.text}${'previous' in change ? ` (${change.previous.text})` : ''}`,
    ),
  );
  workspace.watch((deed: Deed) => heard.push(`${deed.kind} by ${deed.by}`));
  const place = workspace.createChannel('CNEW', 'new', { isPrivate: false, by: 'UDANA' });
  workspace.join(place, 'USAM', 'UDANA');
  workspace.join(place, 'USAM');
  const parent = workspace.post(place, { user: 'UBOT', bot: true, text: 'one' });
  const reply = workspace.post(place, { user: 'UBOT', bot: true, text: 'two', threadTs: parent.ts });
  workspace.edit(place, parent, { text: 'uno' });
  workspace.react(place, parent, { name: 'eyes', by: 'USAM' });
  workspace.unreact(place, parent, { name: 'eyes', by: 'USAM' });
  workspace.remove(place, parent);
  workspace.remove(place, reply);
  workspace.archive(place, 'UDANA');
  expect(heard).toEqual([
    'created by UDANA',
    'joined by USAM',
    'posted one',
    'posted two',
    'changed uno (one)',
    'reacted by USAM',
    'unreacted by USAM',
    'changed This message was deleted. (uno)',
    'deleted two',
    'deleted This message was deleted.',
    'archived by UDANA',
  ]);
});

test('a sandbox without a file forgets, so two of them never meet', async () => {
  await say();
  const other = await startSandbox({ port: 0 });
  const { messages } = await aClient(other).conversations.history({ channel });
  await other.stop();
  expect(messages).toEqual([]);
});
