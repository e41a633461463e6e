// reactions.*: emoji under messages.
import { type Call, type Method, SlackError } from './call.js';
import { permalinkOf } from './chat.js';
import { itemOf, ownChannel, unarchived } from './lookup.js';
import { presentMessage } from './present.js';

/** Different emoji under one message. */
const EMOJI_MAX = 50;

export const add: Method = (call) => {
  const { channel, message, reaction } = target(call);
  const known = message.reactions ?? [];
  if (known.length >= EMOJI_MAX && !known.some((r) => r.name === reaction.name))
    throw new SlackError('too_many_emoji');
  if (!call.desk.workspace.react(channel, message, reaction)) throw new SlackError('already_reacted');
  return {};
};

export const remove: Method = (call) => {
  const { channel, message, reaction } = target(call);
  if (!call.desk.workspace.unreact(channel, message, reaction)) throw new SlackError('no_reaction');
  return {};
};

export const get: Method = (call) => {
  const { workspace, url } = call.desk;
  const channel = ownChannel(call);
  const message = itemOf(call, channel);
  const shown = presentMessage(workspace, channel, message);
  const permalink = permalinkOf(url, channel, message);
  return { type: 'message', channel: channel.id, message: { ...shown, permalink } };
};

/** Throws invalid_name, and what finding the message throws. */
function target(call: Call) {
  const name = (call.text('name') ?? '').replace(/^:|:$/g, '');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  const channel = unarchived(ownChannel(call));
  return { channel, message: itemOf(call, channel), reaction: { name, by: call.desk.workspace.botUser } };
}
