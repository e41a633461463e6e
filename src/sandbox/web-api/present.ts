// How messages, channels, people and groups look in the Web API's answers and in payloads.
import type { Channel, Json, Message, Person, UserGroup } from '../model.js';
import type { Workspace } from '../workspace.js';

/** A message as conversations.history shows it; metadata only when asked for. */
export function presentMessage(
  workspace: Workspace,
  channel: Channel,
  message: Message,
  withMetadata = false,
): Json {
  const { app, team } = workspace.state;
  const replies = workspace.replies(channel, message.ts);
  const last = replies.at(-1);
  return {
    type: 'message',
    user: message.tombstone ? 'USLACKBOT' : message.user,
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(message.bot ? { bot_id: app.botId, app_id: app.id } : {}),
    ...(message.tombstone ? { subtype: 'tombstone', hidden: true } : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.threadTs
      ? { thread_ts: message.threadTs, parent_user_id: parentUser(workspace, channel, message) }
      : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(last
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((r) => r.user))],
          reply_users_count: new Set(replies.map((r) => r.user)).size,
          latest_reply: last.ts,
        }
      : {}),
    ...(message.reactions?.length
      ? { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }
      : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

const parentUser = (workspace: Workspace, channel: Channel, message: Message): string | undefined =>
  message.threadTs ? workspace.message(channel, message.threadTs)?.user : undefined;

export function presentChannel(workspace: Workspace, channel: Channel): Json {
  if (channel.dmWith) {
    return {
      id: channel.id,
      is_im: true,
      is_channel: false,
      user: channel.dmWith,
      is_archived: false,
      is_org_shared: false,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: false,
    is_general: channel.name === 'general',
    is_member: channel.members.includes(workspace.botUser),
    num_members: channel.members.length,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.topic, creator: '', last_set: 0 },
    context_team_id: workspace.state.team.id,
  };
}

export function presentPerson(workspace: Workspace, person: Person): Json {
  const { team, app } = workspace.state;
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: false,
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetSeconds(person.tz, workspace.clock.now()),
    is_admin: person.isAdmin,
    is_owner: false,
    is_bot: person.isBot,
    is_app_user: false,
    updated: 0,
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      first_name: person.realName.split(' ')[0],
      ...(person.isBot ? { bot_id: app.botId, api_app_id: app.id } : { email: person.email }),
      team: team.id,
    },
  };
}

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

/** Seconds east of UTC at an instant in a zone. */
function offsetSeconds(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en-AU', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
