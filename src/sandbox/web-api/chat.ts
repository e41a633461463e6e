// chat.*: posting, changing and removing messages.
import type { Channel, Message } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { readContent } from './content.js';
import { channelOf, messageOf, personOf, unarchived, writableChannel } from './lookup.js';
import { presentMessage } from './present.js';

/** The message a call describes, from the bot. Throws what readContent throws, and thread_not_found. */
export function draftOf(call: Call, channel: Channel, use: 'post' | 'files' = 'post'): Omit<Message, 'ts'> {
  const content = readContent(call, use);
  const threadTs = threadOf(call, channel);
  return {
    user: call.desk.workspace.botUser,
    bot: true,
    ...content,
    ...(threadTs ? { threadTs } : {}),
    ...(threadTs && call.flag('reply_broadcast') ? { broadcast: true } : {}),
  };
}

export const postMessage: Method = (call) => {
  const { workspace } = call.desk;
  const channel = writableChannel(call);
  const message = workspace.post(channel, draftOf(call, channel));
  return { channel: channel.id, ts: message.ts, message: presentMessage(workspace, channel, message, true) };
};

/** The thread to reply in; a reply's own ts leads to its parent, as in Slack. Throws thread_not_found. */
function threadOf(call: Call, channel: Channel): string | undefined {
  const given = call.text('thread_ts');
  if (!given) return undefined;
  const parent = call.desk.workspace.message(channel, given);
  if (!parent) throw new SlackError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

/** A message of the bot's own. Throws message_not_found and the error given for other people's messages. */
function ownMessage(call: Call, channel: Channel, foreign: string): Message {
  const message = messageOf(call, channel);
  if (!message.bot) throw new SlackError(foreign);
  return message;
}

export const update: Method = (call) => {
  const { workspace } = call.desk;
  const channel = unarchived(channelOf(call));
  const message = ownMessage(call, channel, 'cant_update_message');
  const content = readContent(call, 'update');
  workspace.edit(channel, message, content);
  for (const key of call.desk.messageState.keys()) {
    if (key.endsWith(`:${channel.id}:${message.ts}`)) call.desk.messageState.delete(key);
  }
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: presentMessage(workspace, channel, message, true),
  };
};

export const remove: Method = (call) => {
  const channel = unarchived(channelOf(call));
  const message = ownMessage(call, channel, 'cant_delete_message');
  call.desk.workspace.remove(channel, message);
  return { channel: channel.id, ts: message.ts };
};

export const postEphemeral: Method = (call) => {
  const { workspace } = call.desk;
  const channel = writableChannel(call);
  const viewer = personOf(call).id;
  if (!channel.members.includes(viewer)) throw new SlackError('user_not_in_channel');
  const { text, blocks, threadTs } = draftOf(call, channel);
  const ephemeral = workspace.postEphemeral(channel, viewer, {
    text,
    blocks: blocks ?? [],
    ...(threadTs ? { threadTs } : {}),
  });
  return { message_ts: ephemeral.ts };
};

export const getPermalink: Method = (call) => {
  const channel = channelOf(call);
  const message = messageOf(call, channel, 'message_ts');
  return { channel: channel.id, permalink: permalinkOf(call.desk.url, channel, message) };
};

/** The address of a message; of a reply, within its thread. */
export function permalinkOf(url: string, channel: Channel, { ts, threadTs }: Message): string {
  const thread = threadTs ? `?thread_ts=${threadTs}&cid=${channel.id}` : '';
  return `${url}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`;
}
