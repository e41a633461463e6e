// Finding what a call names, or answering with Slack's error for it.
import type { Channel, Message, Person } from '../model.js';
import { type Call, SlackError } from './call.js';

/** The channel named by `channel`: an id, a name, or a person's id for the direct message. Throws channel_not_found. */
export function channelOf(call: Call, access: 'see' | 'post' = 'see'): Channel {
  const { workspace } = call.desk;
  const given = call.text('channel') ?? '';
  const person = workspace.person(given);
  const channel = person && !person.isBot ? workspace.directMessage(given) : workspace.channel(given);
  const isMember = channel?.members.includes(workspace.botUser) ?? false;
  // A private channel the bot is not in does not exist for it.
  if (!channel || (channel.isPrivate && !isMember)) throw new SlackError('channel_not_found');
  if (access === 'post' && !isMember) throw new SlackError('not_in_channel');
  return channel;
}

/** The channel, which the bot must be a member of to read. Throws channel_not_found, not_in_channel. */
export const readableChannel = (call: Call): Channel => channelOf(call, 'post');

/** The message named by an argument. Throws message_not_found. */
export function messageOf(call: Call, channel: Channel, argument = 'ts'): Message {
  const message = call.desk.workspace.message(channel, call.text(argument) ?? '');
  if (!message || message.tombstone) throw new SlackError('message_not_found');
  return message;
}

/** The person named by `user`. Throws user_not_found. */
export function personOf(call: Call): Person {
  const person = call.desk.workspace.person(call.needed('user'));
  if (!person) throw new SlackError('user_not_found');
  return person;
}

const encode = (n: number): string => Buffer.from(`next:${n}`).toString('base64');

interface PageSize {
  absent: number;
  max: number;
}

const PAGE_SIZE: PageSize = { absent: 100, max: 1000 };

/** Where the page asked for begins, and where it ends. Throws invalid_cursor. */
export function pageBounds(call: Call, size: PageSize): { from: number; to: number } {
  const cursor = call.text('cursor');
  const decoded = cursor ? Buffer.from(cursor, 'base64').toString() : 'next:0';
  const from = Number(/^next:(\d+)$/.exec(decoded)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new SlackError('invalid_cursor');
  return { from, to: from + call.count('limit', size.absent, size.max) };
}

/** One page of a list and the cursor of the next one. Throws invalid_cursor. */
export function page<T>(call: Call, items: readonly T[], size = PAGE_SIZE) {
  const { from, to } = pageBounds(call, size);
  const more = to < items.length;
  return { items: items.slice(from, to), more, response_metadata: { next_cursor: more ? encode(to) : '' } };
}
