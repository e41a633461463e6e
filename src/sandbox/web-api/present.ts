// How messages, files, channels, people and groups look in the Web API's answers and in payloads.
import { FILES_PREFIX, filetypeOf } from '../file-kinds.js';
import type { Channel, Json, Message, Person, SharedFile, UserGroup } from '../model.js';
import type { Workspace } from '../workspace.js';

/** What a message shows, also of one that is not sent yet. */
export function presentDraft(workspace: Workspace, message: Omit<Message, 'ts'>): Json {
  const { app, team } = workspace.state;
  return {
    type: 'message',
    user: message.tombstone ? 'USLACKBOT' : message.user,
    text: message.text,
    team: team.id,
    ...(message.bot ? { bot_id: app.botId, app_id: app.id } : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.files ? { files: presentFiles(workspace, message.files) } : {}),
  };
}

/** A message as conversations.history shows it; metadata only when asked for. */
export function presentMessage(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  withMetadata = false,
): Json {
  const subtype = subtypeOf(message);
  return {
    ...presentDraft(workspace, message),
    ts: message.ts,
    ...(subtype ? { subtype } : {}),
    ...(message.tombstone ? { hidden: true } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.threadTs
      ? { thread_ts: message.threadTs, parent_user_id: parentUser(workspace, channel, message) }
      : {}),
    ...threadCounters(workspace, channel, message),
    ...(message.reactions?.length
      ? { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }
      : {}),
    ...(channel.pins.some((pin) => pin.ts === message.ts) ? { pinned_to: [channel.id] } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

const subtypeOf = (message: Message): string | undefined => {
  if (message.tombstone) return 'tombstone';
  if (message.broadcast) return 'thread_broadcast';
  return message.files && !message.bot ? 'file_share' : undefined;
};

/** What a parent says about its thread; nothing while there are no replies. */
function threadCounters(workspace: Workspace, channel: Channel, message: Message): Json {
  const replies = workspace.replies(channel, message.ts);
  const last = replies.at(-1);
  if (!last) return {};
  const users = [...new Set(replies.map((r) => r.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: last.ts,
  };
}

const parentUser = (workspace: Workspace, channel: Channel, message: Message): string | undefined =>
  message.threadTs ? workspace.message(channel, message.threadTs)?.user : undefined;

export function presentChannel(workspace: Workspace, channel: Channel): Json {
  const { id, created, isPrivate, isArchived } = channel;
  const common = { id, created, is_archived: isArchived, is_org_shared: false, is_mpim: false };
  if (channel.dmWith) return { ...common, is_im: true, is_channel: false, user: channel.dmWith };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    creator: channel.creator,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_private: isPrivate,
    is_general: channel.name === 'general',
    is_shared: false,
    is_member: channel.members.includes(workspace.botUser),
    num_members: channel.members.length,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.topic, creator: '', last_set: 0 },
    context_team_id: workspace.state.team.id,
  };
}

/** A person as users.info shows them; someone deactivated has no time zone and no powers any more. */
export function presentPerson(workspace: Workspace, person: Person, withEmail: boolean): Json {
  const { team } = workspace.state;
  const now = workspace.clock.now();
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: person.deleted,
    ...(person.deleted
      ? {}
      : {
          real_name: person.realName,
          tz: person.tz,
          tz_label: zoneLabel(person.tz, now),
          tz_offset: offsetSeconds(person.tz, now),
          is_admin: person.isAdmin,
          is_owner: person.isOwner,
          is_primary_owner: person.isOwner,
          is_restricted: person.isGuest,
          is_ultra_restricted: false,
        }),
    is_bot: person.isBot,
    is_app_user: false,
    updated: 0,
    profile: profileOf(workspace, person, withEmail),
  };
}

function profileOf(workspace: Workspace, person: Person, withEmail: boolean): Json {
  const { team, app } = workspace.state;
  const [firstName = '', ...lastNames] = person.realName.split(' ');
  return {
    title: person.title,
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.name,
    display_name_normalized: person.name,
    first_name: firstName,
    last_name: lastNames.join(' '),
    status_text: '',
    status_emoji: '',
    ...(person.isBot ? { bot_id: app.botId, api_app_id: app.id } : withEmail ? { email: person.email } : {}),
    team: team.id,
  };
}

/** A file as files.info shows it. */
export function presentFile(workspace: Workspace, file: SharedFile): Json {
  const { state, url } = workspace;
  const address = `${url}${FILES_PREFIX}${state.team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  const filetype = filetypeOf(file.name);
  const shared = file.channels.flatMap((id) => workspace.channelById(id) ?? []);
  const ids = (fits: (channel: Channel) => boolean): string[] => shared.filter(fits).map((c) => c.id);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    size: file.size,
    mode: 'hosted',
    editable: false,
    is_external: false,
    is_public: shared.some((c) => !c.isPrivate),
    file_access: 'visible',
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `${url}/files/${file.user}/${file.id}/${name}`,
    channels: ids((c) => !c.isPrivate),
    groups: ids((c) => c.isPrivate && !c.dmWith),
    ims: ids((c) => c.dmWith !== undefined),
  };
}

/** Files by their ids, as they appear in messages and in `state.values`. */
export const presentFiles = (workspace: Workspace, ids: readonly string[]): Json[] =>
  workspace.state.files.filter((file) => ids.includes(file.id)).map((file) => presentFile(workspace, file));

export function presentGroup(workspace: Workspace, group: UserGroup, withUsers: boolean): Json {
  return {
    id: group.id,
    team_id: workspace.state.team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    description: '',
    date_delete: 0,
    user_count: group.users.length,
    ...(withUsers ? { users: group.users } : {}),
  };
}

/** A zone's name in the words of Slack, e.g. `Australian Eastern Daylight Time`. */
const zoneLabel = (zone: string, at: Date): string => zonePart(zone, at, 'long') ?? zone;

function zonePart(timeZone: string, at: Date, timeZoneName: 'long' | 'longOffset'): string | undefined {
  const parts = new Intl.DateTimeFormat('en-AU', { timeZone, timeZoneName }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value;
}

/** Seconds east of UTC at an instant in a zone. */
function offsetSeconds(zone: string, at: Date): number {
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(zonePart(zone, at, 'longOffset') ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
