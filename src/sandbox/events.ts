// Slack's Events API: what happens in the workspace, told to an app that subscribes to it and may see it.
import type { Deed, MessageChange } from './changes.js';
import type { Desk } from './desk.js';
import type { Channel, Json, Message } from './model.js';
import { presentView } from './views.js';
import { presentMessage } from './web-api/present.js';

/** Tells the app from now on what happens where it may see it: its own messages and deeds too, as Slack does. */
export function tellEvents(desk: Desk): void {
  desk.workspace.listen((change) => {
    const { channel } = change;
    if (!channel.members.includes(desk.workspace.botUser)) return;
    announce(desk, `message.${SUBSCRIPTION[kindOf(channel)]}`, () => messageEvent(desk, change));
    if (mentionsApp(desk, change)) announce(desk, 'app_mention', () => mentionEvent(desk, change));
  });
  desk.workspace.watch((deed) => {
    const { type, ...more } = deedEvent(desk, deed);
    // A new public channel is told to every app; everything else to members.
    const everywhere = deed.kind === 'created' && !deed.channel.isPrivate;
    if (!everywhere && !deed.channel.members.includes(desk.workspace.botUser)) return;
    announce(desk, type, () => ({ type, ...more, event_ts: instant(desk) }));
  });
}

type ChannelKind = 'im' | 'group' | 'channel';

const kindOf = (channel: Channel): ChannelKind =>
  channel.dmWith ? 'im' : channel.isPrivate ? 'group' : 'channel';

/** What `message.…` is called in an app's subscriptions. */
const SUBSCRIPTION = { im: 'im', group: 'groups', channel: 'channels' } as const;

/** Sends an event to an app that subscribes to `name`, a moment later: what caused it is answered first. */
function announce(desk: Desk, name: string, draw: () => Json): void {
  if (desk.events !== 'all' && !desk.events.includes(name)) return;
  // What it looks like now: by the time it is sent, the message may be another one.
  const event = structuredClone(draw());
  const end = desk.activity.work();
  setImmediate(() => void desk.delivery.event(event, envelope(desk)).finally(end));
}

/** What surrounds every event. */
function envelope(desk: Desk): Json {
  const { team, app } = desk.workspace.state;
  return {
    token: 'sandbox',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event_time: Math.floor(desk.clock.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: app.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

const instant = (desk: Desk): string => (desk.clock.now().getTime() / 1000).toFixed(6);

function messageEvent(desk: Desk, change: MessageChange): Json {
  const { workspace } = desk;
  const { channel } = change;
  const place = { channel: channel.id, channel_type: kindOf(channel) };
  const shown = (message: Message): Json => presentMessage(workspace, channel, message, true);
  switch (change.kind) {
    case 'posted':
      return { ...shown(change.message), ...place, event_ts: change.message.ts };
    case 'changed': {
      const ts = change.message.edited?.ts ?? instant(desk);
      return {
        type: 'message',
        subtype: 'message_changed',
        hidden: true,
        message: shown(change.message),
        previous_message: shown(change.previous),
        ...place,
        ts,
        event_ts: ts,
      };
    }
    case 'deleted': {
      const ts = instant(desk);
      return {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: change.message.ts,
        previous_message: shown(change.message),
        ...place,
        ts,
        event_ts: ts,
      };
    }
  }
}

/** A person's new message that names the app; what is said to it directly is no mention. */
const mentionsApp = (desk: Desk, { kind, channel, message }: MessageChange): boolean =>
  kind === 'posted' &&
  !message.bot &&
  !channel.dmWith &&
  message.text.includes(`<@${desk.workspace.botUser}>`);

function mentionEvent(desk: Desk, { channel, message }: MessageChange): Json {
  const shown = presentMessage(desk.workspace, channel, message);
  return { ...shown, type: 'app_mention', channel: channel.id, event_ts: message.ts };
}

/** Tells that a person opened one of the app's tabs. */
export function tellHomeOpened(desk: Desk, as: string, tab: 'home' | 'messages'): void {
  const home = desk.workspace.state.homes[as];
  const channel = desk.workspace.directMessage(as);
  announce(desk, 'app_home_opened', () => ({
    type: 'app_home_opened',
    user: as,
    channel: channel.id,
    tab,
    event_ts: instant(desk),
    ...(home && tab === 'home' ? { view: presentView(desk.workspace, home) } : {}),
  }));
}

const REACTION = { reacted: 'reaction_added', unreacted: 'reaction_removed' } as const;
const PIN = { pinned: 'pin_added', unpinned: 'pin_removed' } as const;

function deedEvent(desk: Desk, deed: Deed): Json & { type: string } {
  const { channel, by } = deed;
  switch (deed.kind) {
    case 'created': {
      const { id, name, created } = channel;
      return {
        type: 'channel_created',
        channel: { id, name, name_normalized: name, is_channel: true, created, creator: by },
      };
    }
    case 'archived':
      return { type: channel.isPrivate ? 'group_archive' : 'channel_archive', channel: channel.id, user: by };
    case 'joined':
      return {
        type: 'member_joined_channel',
        user: by,
        channel: channel.id,
        channel_type: channel.isPrivate ? 'G' : 'C',
        team: desk.workspace.state.team.id,
        ...(deed.inviter === undefined ? {} : { inviter: deed.inviter }),
      };
    case 'reacted':
    case 'unreacted':
      return {
        type: REACTION[deed.kind],
        user: by,
        reaction: deed.name,
        item: { type: 'message', channel: channel.id, ts: deed.message.ts },
        item_user: deed.message.user,
      };
    case 'pinned':
    case 'unpinned':
      return {
        type: PIN[deed.kind],
        user: by,
        channel_id: channel.id,
        item: {
          type: 'message',
          channel: channel.id,
          message: presentMessage(desk.workspace, channel, deed.message),
        },
      };
  }
}
