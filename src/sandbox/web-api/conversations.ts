// conversations.*, reading: channels, their members, and what was said in them.
import type { Message } from '../model.js';
import { historyScope, readScope } from '../scopes.js';
import { type Call, type Method, SlackError } from './call.js';
import { channelOf, ownChannel, page, pageBounds } from './lookup.js';
import { presentChannel, presentMessage } from './present.js';

/** The kinds of channels that may be asked for; the sandbox has no `mpim`. */
const KINDS: Record<string, { isPrivate: boolean; im: boolean } | undefined> = {
  public_channel: { isPrivate: false, im: false },
  private_channel: { isPrivate: true, im: false },
  im: { isPrivate: true, im: true },
  mpim: undefined,
};

export const list: Method = (call) => {
  const { workspace } = call.desk;
  const types = call.list('types');
  const kinds = (types.length > 0 ? types : ['public_channel']).flatMap((type) => {
    if (!Object.hasOwn(KINDS, type)) throw new SlackError('invalid_types');
    return KINDS[type] ?? [];
  });
  for (const { isPrivate, im } of kinds)
    call.needScope(readScope({ isPrivate, ...(im ? { dmWith: '' } : {}) }));
  const visible = workspace.channels.filter(
    (c) =>
      kinds.some(({ isPrivate, im }) => c.isPrivate === isPrivate && (c.dmWith !== undefined) === im) &&
      (!c.isPrivate || c.members.includes(workspace.botUser)) &&
      !(c.isArchived && call.flag('exclude_archived')),
  );
  const { items, response_metadata } = page(call, visible);
  return { channels: items.map((c) => presentChannel(workspace, c)), response_metadata };
};

export const info: Method = (call) => {
  const channel = channelOf(call);
  call.needScope(readScope(channel));
  return { channel: presentChannel(call.desk.workspace, channel) };
};

export const members: Method = (call) => {
  const channel = channelOf(call);
  call.needScope(readScope(channel));
  const { items, response_metadata } = page(call, channel.members);
  return { members: items, response_metadata };
};

/** Whether a message lies in the time asked for. A ts compares as text: its width never changes. */
function within(call: Call): (message: Message) => boolean {
  const oldest = bound(call, 'oldest', '0');
  const latest = bound(call, 'latest', '9999999999');
  const inclusive = call.flag('inclusive');
  return ({ ts }) => (inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest);
}

function bound(call: Call, name: 'oldest' | 'latest', absent: string): string {
  const given = call.text(name) ?? absent;
  if (!/^\d{1,10}(\.\d{1,6})?$/.test(given)) throw new SlackError(`invalid_ts_${name}`);
  const [seconds = '', micros = ''] = given.split('.');
  return `${seconds.padStart(10, '0')}.${micros.padEnd(6, '0')}`;
}

export const history: Method = (call) => {
  const { workspace } = call.desk;
  const channel = ownChannel(call);
  call.needScope(historyScope(channel));
  const inTime = within(call);
  const size = { absent: 100, max: 999 };
  const roots = workspace.newestRoots(channel, pageBounds(call, size).to + 1, inTime);
  const { items, more, response_metadata } = page(call, roots, size);
  const withMetadata = call.flag('include_all_metadata');
  return {
    messages: items.map((m) => presentMessage(workspace, channel, m, withMetadata)),
    has_more: more,
    pin_count: channel.pins.length,
    response_metadata,
  };
};

export const replies: Method = (call) => {
  const { workspace } = call.desk;
  const channel = ownChannel(call);
  call.needScope(historyScope(channel));
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
