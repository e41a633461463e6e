// What one person sees: their channels, the messages only they see, the modal in front of them and their Home.
import type { Desk } from './desk.js';
import { valuesIn } from './interactions.js';
import type { Channel, Ephemeral, Json, Message, View } from './model.js';
import { modalsOf, presentView, topModal } from './views.js';
import { presentFiles } from './web-api/present.js';

/** Messages of each channel shown at most, the newest; a client would load older ones on scrolling. */
const MESSAGES_SHOWN = 200;

/** The picture a person has of the workspace, oldest messages first. */
export function see(desk: Desk, as: string): Json {
  const { workspace } = desk;
  const home = workspace.state.homes[as];
  const modal = topModal(workspace, as);
  return {
    as,
    now: desk.clock.now().toISOString(),
    away: workspace.state.people.filter((p) => p.presence === 'away').map((p) => p.id),
    channels: workspace.channels
      .filter((c) => c.members.includes(as) && !c.isArchived)
      .map((c) => seeChannel(desk, as, c)),
    ephemerals: workspace.state.ephemerals
      .filter((e) => e.viewer === as)
      .map((e) => ({
        ...seeState(desk, as, e),
        channel: e.channel,
        ts: e.ts,
        user: workspace.botUser,
        text: e.text,
        blocks: e.blocks,
        ...(e.threadTs ? { thread_ts: e.threadTs } : {}),
      })),
    modal: modal ? { ...seeView(desk, modal), depth: modalsOf(workspace, as).length } : null,
    home: home ? seeView(desk, home) : null,
  };
}

/** What the person chose in an ephemeral so far. */
function seeState(desk: Desk, as: string, ephemeral: Ephemeral): Json {
  const channel = desk.workspace.channel(ephemeral.channel);
  const values = channel ? valuesIn(desk, as, { in: 'ephemeral', channel, ephemeral }) : {};
  return Object.keys(values).length > 0 ? { state: { values } } : {};
}

const seeView = (desk: Desk, view: View): Json => ({
  ...presentView(desk.workspace, view),
  errors: view.errors,
});

function seeChannel(desk: Desk, as: string, channel: Channel): Json {
  const roots = desk.workspace.newestRoots(channel, MESSAGES_SHOWN).reverse();
  return {
    id: channel.id,
    name: channel.dmWith
      ? (desk.workspace.person(desk.workspace.botUser)?.realName ?? channel.name)
      : channel.name,
    isPrivate: channel.isPrivate,
    isDm: channel.dmWith !== undefined,
    topic: channel.topic,
    messages: roots.map((message) => ({
      ...seeMessage(desk, as, channel, message),
      thread: desk.workspace
        .replies(channel, message.ts)
        .map((reply) => seeMessage(desk, as, channel, reply)),
    })),
  };
}

function seeMessage(desk: Desk, as: string, channel: Channel, message: Message): Json {
  const values = message.blocks ? valuesIn(desk, as, { in: 'message', channel, message }) : {};
  return {
    ts: message.ts,
    user: message.user,
    text: message.text,
    blocks: message.blocks ?? [],
    ...(message.files ? { files: presentFiles(desk.workspace, message.files) } : {}),
    ...(channel.pins.some((pin) => pin.ts === message.ts) ? { pinned: true } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.reactions?.length ? { reactions: message.reactions } : {}),
    ...(message.tombstone ? { deleted: true } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(Object.keys(values).length > 0 ? { state: { values } } : {}),
  };
}

/** Who is in the workspace and where they can be: for pages and scripts that want to act as somebody. */
export function seePeople(desk: Desk): Json {
  const { people, groups, channels, team, app } = desk.workspace.state;
  return {
    people: people
      .filter((p) => !p.isBot && !p.deleted)
      .map(({ email: _email, isBot: _isBot, ...person }) => ({
        ...person,
        groups: groups.filter((g) => g.users.includes(person.id)).map((g) => g.handle),
      })),
    groups,
    channels: channels
      .filter((c) => !c.dmWith)
      .map(({ id, name, isPrivate, isArchived, members, topic }) => ({
        id,
        name,
        isPrivate,
        isArchived,
        members,
        topic,
      })),
    team,
    bot: { id: app.botUser, name: desk.workspace.person(app.botUser)?.realName },
    jobs: desk.jobs,
    commands: desk.commands,
    shortcuts: desk.shortcuts,
    intake: desk.intake !== undefined,
    now: desk.clock.now().toISOString(),
  };
}
