// pins.*: the messages pinned to a channel.
import type { Channel, Message } from '../model.js';
import { type Call, type Method, SlackError } from './call.js';
import { itemOf, ownChannel, unarchived } from './lookup.js';
import { presentMessage } from './present.js';

const PINS_MAX = 100;

export const add: Method = (call) => {
  const { channel, message } = target(call);
  if (isPinned(channel, message)) throw new SlackError('already_pinned');
  if (channel.pins.length >= PINS_MAX) throw new SlackError('too_many_pins');
  call.desk.workspace.pin(channel, message, 'pinned');
  return {};
};

export const remove: Method = (call) => {
  const { channel, message } = target(call);
  if (!isPinned(channel, message)) throw new SlackError('no_pin');
  call.desk.workspace.pin(channel, message, 'unpinned');
  return {};
};

export const list: Method = (call) => {
  const { workspace } = call.desk;
  const channel = ownChannel(call);
  const newestFirst = [...channel.pins].reverse();
  return {
    items: newestFirst.flatMap(({ ts, by, at }) => {
      const message = workspace.message(channel, ts);
      if (!message) return [];
      const shown = presentMessage(workspace, channel, message);
      return [{ type: 'message', channel: channel.id, created: at, created_by: by, message: shown }];
    }),
  };
};

const isPinned = (channel: Channel, { ts }: Message): boolean => channel.pins.some((pin) => pin.ts === ts);

function target(call: Call): { channel: Channel; message: Message } {
  const channel = unarchived(ownChannel(call));
  return { channel, message: itemOf(call, channel) };
}
