// conversations.*, changing: opening, joining, making, filling and archiving channels.
import { objectId } from '../ids.js';
import type { Json, Person } from '../model.js';
import { manageScope } from '../scopes.js';
import { type Call, type Method, SlackError } from './call.js';
import { channelOf, ownChannel, unarchived } from './lookup.js';
import { presentChannel } from './present.js';

const NAME_MAX = 80;
const INVITED_MAX = 1000;

export const open: Method = (call) => {
  const { workspace } = call.desk;
  if (call.text('channel')) return { channel: presentChannel(workspace, channelOf(call)), no_op: true };
  const [user, ...others] = call.list('users');
  if (!user) throw new SlackError('users_list_not_supplied');
  // Slack opens a group of up to nine; the sandbox has direct messages with the bot only.
  if (others.length > 0) throw new SlackError('too_many_users');
  const person = workspace.person(user);
  if (!person) throw new SlackError('user_not_found');
  if (person.isBot) throw new SlackError('cannot_dm_bot');
  if (person.deleted) throw new SlackError('user_disabled');
  const known = workspace.channels.some((c) => c.dmWith === user);
  const channel = workspace.directMessage(user);
  workspace.changed(user);
  return {
    ...(known ? { no_op: true, already_open: true } : {}),
    channel: call.flag('return_im') ? presentChannel(workspace, channel) : { id: channel.id },
  };
};

export const join: Method = (call) => {
  const { workspace } = call.desk;
  const channel = channelOf(call);
  if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type');
  unarchived(channel);
  const warning = channel.members.includes(workspace.botUser) ? 'already_in_channel' : undefined;
  workspace.join(channel, workspace.botUser);
  return {
    channel: presentChannel(workspace, channel),
    ...(warning ? { warning, response_metadata: { warnings: [warning] } } : {}),
  };
};

export const create: Method = (call) => {
  const { workspace } = call.desk;
  const isPrivate = call.flag('is_private');
  call.needScope(manageScope({ isPrivate }));
  const name = freshName(call);
  const channel = workspace.createChannel(objectId('C'), name, { isPrivate, by: workspace.botUser });
  return { channel: presentChannel(workspace, channel) };
};

/** Throws invalid_name_required, invalid_name_maxlength, invalid_name_punctuation, invalid_name_specials, name_taken. */
function freshName(call: Call): string {
  const name = call.text('name');
  if (!name) throw new SlackError('invalid_name_required');
  if (name.length > NAME_MAX) throw new SlackError('invalid_name_maxlength');
  if (/^[-_]+$/.test(name)) throw new SlackError('invalid_name_punctuation');
  // Letters of any script, but no capitals; digits, hyphens and underscores.
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
  if (call.desk.workspace.channel(name)) throw new SlackError('name_taken');
  return name;
}

export const invite: Method = (call) => {
  const { workspace } = call.desk;
  const channel = unarchived(ownChannel(call));
  if (channel.dmWith) throw new SlackError('method_not_supported_for_channel_type');
  call.needScope(manageScope(channel));
  const ids = call.list('users');
  if (ids.length === 0) throw new SlackError('no_user');
  if (ids.length > INVITED_MAX) throw new SlackError('too_many_users');
  const judged = ids.map((user) => ({
    user,
    error: inviteError(call, workspace.person(user), channel.members),
  }));
  const refused: Json[] = judged.flatMap(({ user, error }) => (error ? [{ user, ok: false, error }] : []));
  const [first] = refused;
  // All or nobody, unless the caller takes what works.
  if (first && !(call.flag('force') && refused.length < ids.length))
    throw new SlackError(String(first.error), [], { errors: refused });
  for (const { user, error } of judged) if (!error) workspace.join(channel, user, workspace.botUser);
  return { channel: presentChannel(workspace, channel), ...(first ? { errors: refused } : {}) };
};

function inviteError(call: Call, person: Person | undefined, members: readonly string[]): string | undefined {
  if (!person || person.deleted) return 'user_not_found';
  if (person.id === call.desk.workspace.botUser) return 'cant_invite_self';
  return members.includes(person.id) ? 'already_in_channel' : undefined;
}

export const archive: Method = (call) => {
  const { workspace } = call.desk;
  const channel = channelOf(call);
  if (channel.dmWith) throw new SlackError('method_not_supported_for_channel_type');
  call.needScope(manageScope(channel));
  if (channel.isArchived) throw new SlackError('already_archived');
  if (channel.name === 'general') throw new SlackError('cant_archive_general');
  if (!channel.members.includes(workspace.botUser)) throw new SlackError('not_in_channel');
  workspace.archive(channel, workspace.botUser);
  return {};
};
