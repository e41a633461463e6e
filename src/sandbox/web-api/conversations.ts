// conversations.*: channels, their members, and what was said in them.
import type { Channel, Message } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { channelOf, page, pageBounds, readableChannel } from './lookup.js';
import { presentChannel, presentMessage } from './present.js';

const kindOf = (channel: Channel): string =>
  channel.dmWith ? 'im' : channel.isPrivate ? 'private_channel' : 'public_channel';

export const list: Method = (call) => {
  const { workspace } = call.desk;
  const types = (call.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  const visible = workspace.channels.filter(
    (c) => types.includes(kindOf(c)) && (!c.isPrivate || c.members.includes(workspace.botUser)),
  );
  const { items, response_metadata } = page(call, visible);
  return { channels: items.map((c) => presentChannel(workspace, c)), response_metadata };
};

export const info: Method = (call) => ({ channel: presentChannel(call.desk.workspace, channelOf(call)) });

export const members: Method = (call) => {
  const { items, response_metadata } = page(call, channelOf(call).members);
  return { members: items, response_metadata };
};

export const join: Method = (call) => {
  const channel = channelOf(call);
  if (channel.dmWith) throw new SlackError('method_not_supported_for_channel_type');
  call.desk.workspace.join(channel, call.desk.workspace.botUser);
  return { channel: presentChannel(call.desk.workspace, channel) };
};

export const open: Method = (call) => {
  const { workspace } = call.desk;
  const given = call.text('channel');
  const users = call.text('users')?.split(',') ?? [];
  if (given) return { channel: presentChannel(workspace, channelOf(call)) };
  const [user] = users;
  if (!user) throw new SlackError('users_list_not_supplied');
  if (users.length > 1) throw new SlackError('too_many_users');
  const person = workspace.person(user);
  if (!person) throw new SlackError('user_not_found');
  if (person.isBot) throw new SlackError('cannot_dm_bot');
  const channel = workspace.directMessage(user);
  workspace.changed(user);
  return { channel: call.flag('return_im') ? presentChannel(workspace, channel) : { id: channel.id } };
};

/** Whether a message lies in the time asked for. A ts compares as text: its width never changes. */
function within(call: Call): (message: Message) => boolean {
  const oldest = bound(call.text('oldest'), '0');
  const latest = bound(call.text('latest'), '9999999999');
  const inclusive = call.flag('inclusive');
  return ({ ts }) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
}

function bound(given: string | undefined, absent: string): string {
  const [seconds = absent, micros = ''] = (given ?? absent).split('.');
  return `${seconds.padStart(10, '0')}.${micros.padEnd(6, '0')}`;
}

export const history: Method = (call) => {
  const { workspace } = call.desk;
  const channel = readableChannel(call);
  const inTime = within(call);
  const size = { absent: 100, max: 999 };
  const roots = workspace.newestRoots(channel, pageBounds(call, size).to + 1, inTime);
  const { items, more, response_metadata } = page(call, roots, size);
  const withMetadata = call.flag('include_all_metadata');
  return {
    messages: items.map((m) => presentMessage(workspace, channel, m, withMetadata)),
    has_more: more,
    pin_count: 0,
    response_metadata,
  };
};

export const replies: Method = (call) => {
  const { workspace } = call.desk;
  const channel = readableChannel(call);
  const asked = workspace.message(channel, call.needed('ts'));
  if (!asked) throw new SlackError('thread_not_found');
  const parent = asked.threadTs ? (workspace.message(channel, asked.threadTs) ?? asked) : asked;
  const inTime = within(call);
  const found = workspace.replies(channel, parent.ts).filter(inTime);
  const { items, more, response_metadata } = page(call, found, { absent: 1000, max: 1000 });
  const withMetadata = call.flag('include_all_metadata');
  return {
    // The parent heads every page, as in Slack.
    messages: [parent, ...items].map((m) => presentMessage(workspace, channel, m, withMetadata)),
    has_more: more,
    response_metadata,
  };
};
