// Finding what a call names, or answering with Slack's error for it.
import type { Channel, Message, Person } from '../model.js';
import { type Call, SlackError } from './call.js';

/** The channel with the id in `channel`, if the bot may know of it. Throws invalid_arguments, channel_not_found. */
export function channelOf(call: Call): Channel {
  return visible(call, call.desk.workspace.channelById(call.needed('channel')));
}

/** The channel, which the bot must be a member of. Throws channel_not_found, not_in_channel. */
export function ownChannel(call: Call): Channel {
  return entered(call, channelOf(call));
}

/**
 * Where to write: a channel's id or name, or a person's id for their direct message.
 * Throws invalid_arguments, channel_not_found, is_archived, not_in_channel.
 */
export function writableChannel(call: Call, argument = 'channel'): Channel {
  const { workspace } = call.desk;
  const given = call.needed(argument);
  const person = workspace.person(given);
  const reachable = person && !person.isBot && !person.deleted;
  const found = reachable ? workspace.directMessage(given) : workspace.channel(given);
  return entered(call, unarchived(visible(call, found)));
}

/** Throws is_archived: nothing may change in an archived channel. */
export function unarchived(channel: Channel): Channel {
  if (channel.isArchived) throw new SlackError('is_archived');
  return channel;
}

const isMember = (call: Call, channel: Channel): boolean =>
  channel.members.includes(call.desk.workspace.botUser);

function visible(call: Call, channel: Channel | undefined): Channel {
  // A private channel the bot is not in does not exist for it.
  if (!channel || (channel.isPrivate && !isMember(call, channel))) throw new SlackError('channel_not_found');
  return channel;
}

function entered(call: Call, channel: Channel): Channel {
  if (!isMember(call, channel)) throw new SlackError('not_in_channel');
  return channel;
}

const TS = /^\d{1,10}\.\d{6}$/;

/** The message named by an argument. Throws invalid_arguments, message_not_found. */
export function messageOf(call: Call, channel: Channel, argument = 'ts'): Message {
  const message = call.desk.workspace.message(channel, call.needed(argument));
  if (!message || message.tombstone) throw new SlackError('message_not_found');
  return message;
}

/** The message that an emoji or a pin is about. Throws no_item_specified, bad_timestamp, message_not_found. */
export function itemOf(call: Call, channel: Channel): Message {
  const given = call.text('timestamp');
  if (given === undefined) throw new SlackError('no_item_specified');
  if (!TS.test(given)) throw new SlackError('bad_timestamp');
  return messageOf(call, channel, 'timestamp');
}

/** The person named by an argument. Throws invalid_arguments, user_not_found. */
export function personOf(call: Call, argument = 'user'): Person {
  const person = call.desk.workspace.person(call.needed(argument));
  if (!person) throw new SlackError('user_not_found');
  return person;
}

const encode = (n: number): string => Buffer.from(`next:${n}`).toString('base64');

interface PageSize {
  absent: number;
  max: number;
}

const PAGE_SIZE: PageSize = { absent: 100, max: 1000 };

/** Where the page asked for begins, and where it ends. Throws invalid_cursor, invalid_limit. */
export function pageBounds(call: Call, size: PageSize): { from: number; to: number } {
  const cursor = call.text('cursor');
  const decoded = cursor ? Buffer.from(cursor, 'base64').toString() : 'next:0';
  const from = Number(/^next:(\d+)$/.exec(decoded)?.[1] ?? Number.NaN);
  if (Number.isNaN(from)) throw new SlackError('invalid_cursor');
  return { from, to: from + call.count('limit', size.absent, size.max) };
}

/** One page of a list and the cursor of the next one. Throws invalid_cursor, invalid_limit. */
export function page<T>(call: Call, items: readonly T[], size = PAGE_SIZE) {
  const { from, to } = pageBounds(call, size);
  const more = to < items.length;
  return { items: items.slice(from, to), more, response_metadata: { next_cursor: more ? encode(to) : '' } };
}
