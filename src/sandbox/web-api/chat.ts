// chat.*: posting, changing and removing messages.
import type { Channel, Message } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { readContent } from './content.js';
import { channelOf, messageOf } from './lookup.js';
import { presentMessage } from './present.js';

export const postMessage: Method = (call) => {
  const { workspace } = call.desk;
  const channel = channelOf(call, 'post');
  const content = readContent(call, 'post');
  const threadTs = threadOf(call, channel);
  const message = workspace.post(channel, {
    user: workspace.botUser,
    bot: true,
    ...content,
    ...(threadTs ? { threadTs } : {}),
    ...(threadTs && call.flag('reply_broadcast') ? { broadcast: true } : {}),
  });
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
  const channel = channelOf(call);
  const message = ownMessage(call, channel, 'cant_update_message');
  const content = readContent(call, 'update');
  message.text = content.text;
  // Text alone takes the blocks away; metadata that is not mentioned stays.
  delete message.blocks;
  delete message.attachments;
  Object.assign(message, content);
  message.edited = { user: workspace.botUser, ts: workspace.nextTs(channel) };
  for (const key of call.desk.messageState.keys()) {
    if (key.endsWith(`:${channel.id}:${message.ts}`)) call.desk.messageState.delete(key);
  }
  workspace.changed('everybody');
  return {
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: presentMessage(workspace, channel, message, true),
  };
};

export const remove: Method = (call) => {
  const channel = channelOf(call);
  const message = ownMessage(call, channel, 'cant_delete_message');
  call.desk.workspace.remove(channel, message);
  return { channel: channel.id, ts: message.ts };
};

export const postEphemeral: Method = (call) => {
  const { workspace } = call.desk;
  const channel = channelOf(call, 'post');
  const viewer = call.needed('user');
  if (!workspace.person(viewer)) throw new SlackError('user_not_found');
  if (!channel.members.includes(viewer)) throw new SlackError('user_not_in_channel');
  const { text, blocks } = readContent(call, 'post');
  const threadTs = threadOf(call, channel);
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
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  const permalink = `${call.desk.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink };
};
