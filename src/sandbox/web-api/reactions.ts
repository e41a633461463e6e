// reactions.*: the bot's emoji under messages.
import type { Message } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { channelOf, messageOf } from './lookup.js';

export const add: Method = (call) => {
  const { message, name, me } = target(call);
  const reactions = message.reactions ?? [];
  const same = reactions.find((r) => r.name === name);
  if (same?.users.includes(me)) throw new SlackError('already_reacted');
  if (same) same.users.push(me);
  else message.reactions = [...reactions, { name, users: [me] }];
  call.desk.workspace.changed('everybody');
  return {};
};

export const remove: Method = (call) => {
  const { message, name, me } = target(call);
  const same = message.reactions?.find((r) => r.name === name && r.users.includes(me));
  if (!same) throw new SlackError('no_reaction');
  same.users = same.users.filter((user) => user !== me);
  message.reactions = (message.reactions ?? []).filter((r) => r.users.length > 0);
  call.desk.workspace.changed('everybody');
  return {};
};

function target(call: Call): { message: Message; name: string; me: string } {
  const name = call.needed('name').replace(/^:|:$/g, '');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new SlackError('invalid_name');
  const channel = channelOf(call, 'post');
  return { message: messageOf(call, channel, 'timestamp'), name, me: call.desk.workspace.botUser };
}
