// Building what Slack sends when a person acts: block actions, submitted and closed views, slash commands, events.
import type { Desk } from './desk.js';
import { stateOf, stateRule } from './element-state.js';
import type { Block, Channel, Element, Ephemeral, Json, Message, StateValues, View } from './model.js';
import type { ResponseTarget } from './triggers.js';
import { presentView } from './views.js';
import { presentMessage } from './web-api/present.js';

/** Where a person acts. */
export type Place =
  | { in: 'message'; channel: Channel; message: Message }
  | { in: 'ephemeral'; channel: Channel; ephemeral: Ephemeral }
  | { in: 'view'; view: View };

export const blocksOf = (place: Place): readonly Block[] => {
  switch (place.in) {
    case 'message':
      return place.message.blocks ?? [];
    case 'ephemeral':
      return place.ephemeral.blocks;
    case 'view':
      return place.view.blocks;
  }
};

/** What a person has entered so far in this place. */
export function valuesIn(desk: Desk, as: string, place: Place): StateValues {
  if (place.in === 'view') return place.view.values;
  const key = messageStateKey(as, place);
  return stateOf(blocksOf(place), desk.messageState.get(key));
}

export const messageStateKey = (as: string, place: Exclude<Place, { in: 'view' }>): string =>
  `${as}:${place.channel.id}:${place.in === 'message' ? place.message.ts : place.ephemeral.ts}`;

/** What every interaction says about who and where. */
function common(desk: Desk, as: string): Json {
  const { team, app } = desk.workspace.state;
  const name = desk.workspace.person(as)?.name;
  return {
    user: { id: as, username: name, name, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: app.id,
    token: 'sandbox',
    enterprise: null,
    is_enterprise_install: false,
  };
}

const responseUrl = (desk: Desk, target: ResponseTarget): string =>
  `${desk.url}/hooks/respond/${desk.responseUrls.give(target)}`;

const channelName = (channel: Channel): string =>
  channel.dmWith ? 'directmessage' : channel.isPrivate ? 'privategroup' : channel.name;

/** The payload of one action; `chosen` is what a selection adds, e.g. `{ selected_option }`. */
export function blockActions(
  desk: Desk,
  as: string,
  place: Place,
  at: { block: Block; element: Element },
  chosen: Json,
): Json {
  const { block, element } = at;
  const now = desk.clock.now().getTime() / 1000;
  const shown = stateRule(element.type)
    ? {}
    : { text: element.text, value: element.value, style: element.style };
  const action = {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...JSON.parse(JSON.stringify(shown)),
    ...chosen,
    action_ts: now.toFixed(6),
  };
  return {
    type: 'block_actions',
    ...common(desk, as),
    trigger_id: desk.triggers.give(as),
    ...placeFields(desk, as, place),
    actions: [action],
  };
}

function placeFields(desk: Desk, as: string, place: Place): Json {
  if (place.in === 'view') {
    return {
      container: { type: 'view', view_id: place.view.id },
      view: presentView(desk.workspace, place.view),
    };
  }
  const { channel } = place;
  const ephemeral = place.in === 'ephemeral';
  const ts = ephemeral ? place.ephemeral.ts : place.message.ts;
  const threadTs = ephemeral ? place.ephemeral.threadTs : place.message.threadTs;
  return {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    channel: { id: channel.id, name: channelName(channel) },
    // Slack does not keep ephemerals, so it cannot show one to the app again.
    ...(ephemeral ? {} : { message: presentMessage(desk.workspace, channel, place.message) }),
    state: { values: valuesIn(desk, as, place) },
    response_url: responseUrl(desk, { person: as, channel: channel.id, original: { ts, ephemeral } }),
  };
}

export function viewSubmission(desk: Desk, as: string, view: View): Json {
  return {
    type: 'view_submission',
    ...common(desk, as),
    trigger_id: desk.triggers.give(as),
    view: presentView(desk.workspace, view),
    response_urls: view.blocks.flatMap((block) => responseUrlFor(desk, as, view, block)),
  };
}

/** Inputs with `response_url_enabled` give the app a way to answer in the chosen channel. */
function responseUrlFor(desk: Desk, as: string, view: View, block: Block): Json[] {
  const element = block.element;
  if (block.type !== 'input' || element?.response_url_enabled !== true) return [];
  const entry = view.values[block.block_id]?.[element.action_id];
  const channel = entry?.selected_conversation ?? entry?.selected_channel;
  if (typeof channel !== 'string') return [];
  return [
    {
      block_id: block.block_id,
      action_id: element.action_id,
      channel_id: channel,
      response_url: responseUrl(desk, { person: as, channel }),
    },
  ];
}

export function viewClosed(desk: Desk, as: string, view: View, all: boolean): Json {
  return {
    type: 'view_closed',
    ...common(desk, as),
    view: presentView(desk.workspace, view),
    is_cleared: all,
  };
}

export function slashCommand(
  desk: Desk,
  as: string,
  channel: Channel,
  command: string,
  text: string,
): Record<string, string> {
  const { team, app } = desk.workspace.state;
  return {
    token: 'sandbox',
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: as,
    user_name: desk.workspace.person(as)?.name ?? as,
    command,
    text: desk.shouldEscape ? withMentions(desk, text) : text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl(desk, { person: as, channel: channel.id }),
    trigger_id: desk.triggers.give(as),
  };
}

/** What surrounds every event. */
export function eventEnvelope(desk: Desk): Json {
  const { team, app } = desk.workspace.state;
  return {
    token: 'sandbox',
    team_id: team.id,
    context_team_id: team.id,
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

export function messageEvent(desk: Desk, channel: Channel, message: Message): Json {
  return {
    ...presentMessage(desk.workspace, channel, message),
    channel: channel.id,
    channel_type: channel.dmWith ? 'im' : channel.isPrivate ? 'group' : 'channel',
    event_ts: message.ts,
  };
}

export function homeOpened(desk: Desk, as: string): Json {
  const home = desk.workspace.state.homes[as];
  const channel = desk.workspace.directMessage(as);
  return {
    type: 'app_home_opened',
    user: as,
    channel: channel.id,
    tab: 'home',
    event_ts: (desk.clock.now().getTime() / 1000).toFixed(6),
    ...(home ? { view: presentView(desk.workspace, home) } : {}),
  };
}

/** Words as Slack's composer sends them: `&<>` escaped, `@name` and `#channel` turned into references. */
export function withMentions(desk: Desk, text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .replace(/(?<![\w@])@([a-z0-9._-]+)/gi, (whole, name: string) => {
      const person = desk.workspace.state.people.find((p) => p.name === name.toLowerCase());
      const group = desk.workspace.state.groups.find((g) => g.handle === name.toLowerCase());
      return person ? `<@${person.id}>` : group ? `<!subteam^${group.id}>` : whole;
    })
    .replace(/(?<![\w#])#([a-z0-9_-]+)/gi, (whole, name: string) => {
      const channel = desk.workspace.channels.find((c) => !c.dmWith && c.name === name.toLowerCase());
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    });
}
