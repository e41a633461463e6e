// Building what Slack sends when a person acts: actions, suggestions, submitted and closed views, commands, shortcuts.
import type { Desk } from './desk.js';
import { entryOf, stateOf, stateRule } from './element-state.js';
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
  `${as}:${place.channel.id}:${tsOf(place)}`;

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

const instant = (desk: Desk): string => (desk.clock.now().getTime() / 1000).toFixed(6);

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
  const shown = stateRule(element.type)
    ? {}
    : { text: element.text, value: element.value, style: element.style };
  const action = {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    ...JSON.parse(JSON.stringify(shown)),
    ...chosen,
    action_ts: instant(desk),
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
  const shown = shownFields(desk, place);
  if (place.in === 'view') return shown;
  const original = { ts: tsOf(place), ephemeral: place.in === 'ephemeral' };
  return {
    ...shown,
    state: { values: valuesIn(desk, as, place) },
    response_url: responseUrl(desk, { person: as, channel: place.channel.id, original }),
  };
}

const tsOf = (place: Exclude<Place, { in: 'view' }>): string =>
  place.in === 'message' ? place.message.ts : place.ephemeral.ts;

/** Where it happened: the view, or the channel with the message. */
function shownFields(desk: Desk, place: Place): Json {
  if (place.in === 'view') {
    return {
      container: { type: 'view', view_id: place.view.id },
      view: presentView(desk.workspace, place.view),
    };
  }
  const { channel } = place;
  const ephemeral = place.in === 'ephemeral';
  const threadTs = ephemeral ? place.ephemeral.threadTs : place.message.threadTs;
  return {
    container: {
      type: 'message',
      message_ts: tsOf(place),
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    },
    channel: { id: channel.id, name: channelName(channel) },
    // Slack does not keep ephemerals, so it cannot show one to the app again.
    ...(ephemeral ? {} : { message: presentMessage(desk.workspace, channel, place.message) }),
  };
}

/** Asks for the options of a menu that loads them, with what the person has typed so far. */
export function blockSuggestion(
  desk: Desk,
  as: string,
  place: Place,
  at: { block: Block; element: Element },
  query: string,
): Json {
  return {
    type: 'block_suggestion',
    ...common(desk, as),
    ...shownFields(desk, place),
    block_id: at.block.block_id,
    action_id: at.element.action_id,
    value: query,
  };
}

/** A shortcut from the composer or the search bar, or on a message. */
export function shortcut(
  desk: Desk,
  as: string,
  callbackId: string,
  on?: { channel: Channel; message: Message },
): Json {
  const all = {
    ...common(desk, as),
    callback_id: callbackId,
    trigger_id: desk.triggers.give(as),
    action_ts: instant(desk),
  };
  if (!on) return { type: 'shortcut', ...all };
  const { channel, message } = on;
  const original = { ts: message.ts, ephemeral: false };
  return {
    type: 'message_action',
    ...all,
    channel: { id: channel.id, name: channelName(channel) },
    message_ts: message.ts,
    message: presentMessage(desk.workspace, channel, message),
    response_url: responseUrl(desk, { person: as, channel: channel.id, original }),
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
  const entry = entryOf(view.values, block.block_id, element.action_id);
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

const escapes = ({ shouldEscape, commands }: Desk, command: string): boolean =>
  shouldEscape || commands.some((one) => one.command === command && one.should_escape === true);

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
    text: escapes(desk, command) ? withMentions(desk, text) : text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl(desk, { person: as, channel: channel.id }),
    trigger_id: desk.triggers.give(as),
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
