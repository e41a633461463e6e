// Finding what a person means: who they are, which channel, which message, which button.
import { everyElement } from '../block-kit/walk.js';
import type { Desk } from '../desk.js';
import { findOption, optionsOf } from '../element-state.js';
import { findPerson } from '../enter.js';
import { HttpError } from '../http.js';
import { blocksOf, type Place } from '../interactions.js';
import type { Block, Channel, Element, Message, Option, Person, View } from '../model.js';
import { topModal } from '../views.js';

/** The person by id or name. Throws a 404 HttpError. */
export function personBy(desk: Desk, as: string): Person {
  const person = findPerson(desk.workspace, as);
  if (!person || person.isBot || person.deleted) {
    throw new HttpError(
      404,
      'user_not_found',
      `Nobody here is called "${as}". GET /hands/people lists everyone.`,
    );
  }
  return person;
}

/** A channel the person is in, by id or name; `dm` is their direct message with the bot. Throws a 404 HttpError. */
export function channelBy(desk: Desk, as: string, given: string): Channel {
  const channel = given === 'dm' ? desk.workspace.directMessage(as) : desk.workspace.channel(given);
  if (!channel?.members.includes(as)) {
    throw new HttpError(
      404,
      'channel_not_found',
      `${as} is in no channel "${given}". GET /hands/see?as=${as} lists theirs.`,
    );
  }
  return channel;
}

/** A message of a channel the person is in. Throws a 404 HttpError. */
export function messageBy(
  desk: Desk,
  as: string,
  given: string,
  ts: string,
): { channel: Channel; message: Message } {
  const channel = channelBy(desk, as, given);
  const message = desk.workspace.message(channel, ts);
  if (message && !message.tombstone) return { channel, message };
  throw new HttpError(
    404,
    'message_not_found',
    `#${channel.name} has no message ${ts || 'without a ts'}. GET /hands/see?as=${as} lists what there is.`,
  );
}

/** The open modal. Throws a 404 HttpError when there is none. */
export function modalOf(desk: Desk, as: string): View {
  const view = topModal(desk.workspace, as);
  if (!view) throw new HttpError(404, 'no_modal', `${as} has no open modal. Open one first.`);
  return view;
}

/**
 * Where a person acts: `modal`, `home`, or a message or ephemeral of a channel.
 * Without a ts every message of the channel comes into question, newest first. Throws a 404 HttpError.
 */
export function placesBy(
  desk: Desk,
  as: string,
  where: { channel: string; ts?: string | undefined },
): Place[] {
  if (where.channel === 'modal') return [{ in: 'view', view: modalOf(desk, as) }];
  if (where.channel === 'home') {
    const view = desk.workspace.state.homes[as];
    if (!view) throw new HttpError(404, 'no_home', `${as} has no Home yet. POST /hands/home opens it.`);
    return [{ in: 'view', view }];
  }
  const channel = channelBy(desk, as, where.channel);
  const ephemerals = desk.workspace.state.ephemerals.filter(
    (e) => e.viewer === as && e.channel === channel.id,
  );
  const places: (Place & { ts: string })[] = [
    ...channel.messages.map((message) => ({ in: 'message' as const, channel, message, ts: message.ts })),
    ...ephemerals.map((ephemeral) => ({ in: 'ephemeral' as const, channel, ephemeral, ts: ephemeral.ts })),
  ];
  if (where.ts === undefined) return places.sort((a, b) => (a.ts < b.ts ? 1 : -1));
  const found = places.filter(({ ts }) => ts === where.ts);
  if (found.length > 0) return found;
  throw new HttpError(
    404,
    'message_not_found',
    `#${channel.name} shows ${as} no message ${where.ts}. It may have been deleted.`,
  );
}

/** `modal` or `home` for a view that is open: true means the modal. Throws a 409 HttpError for a view left behind. */
function viewPlace(desk: Desk, as: string, view: true | string): 'modal' | 'home' {
  if (view === desk.workspace.state.homes[as]?.id) return 'home';
  if (view === true || view === modalOf(desk, as).id) return 'modal';
  throw new HttpError(409, 'view_not_on_top', 'This view is no longer in front. Look at what is shown now.');
}

/** The places meant by `view` (true, or the id of the modal or the Home) or `channel` and `ts`. Throws HttpErrors. */
export function placesMeant(
  desk: Desk,
  as: string,
  asked: { view?: boolean | string | undefined; channel?: string | undefined; ts?: string | undefined },
): Place[] {
  const channel = asked.view ? viewPlace(desk, as, asked.view) : asked.channel;
  if (!channel)
    throw new HttpError(400, 'no_place', 'Say where: a channel with ts, or view: true for the open modal.');
  return placesBy(desk, as, { channel, ts: asked.ts });
}

export interface Target {
  place: Place;
  block: Block;
  element: Element;
  /** The option, when an overflow menu's entry was named. */
  option?: Option;
}

/**
 * The element named by its action_id, its visible label or an overflow entry's label, in the first place that has it.
 * Throws a 404 HttpError when there is none, 409 when several in one place fit and `blockId` or `value` do not decide.
 */
export function targetBy(
  places: readonly Place[],
  named: { action: string; block_id?: string | undefined; value?: string | undefined },
): Target {
  for (const place of places) {
    const all = everyElement(blocksOf(place)).filter(
      ({ block, item }) =>
        (named.block_id === undefined || block.block_id === named.block_id) &&
        (named.value === undefined || item.value === named.value || HOLDS_SEVERAL.includes(item.type)),
    );
    const byId = all.filter(({ item }) => item.action_id === named.action);
    const found =
      byId.length > 0 ? byId : all.filter(({ block, item }) => labelFits(block, item, named.action));
    const [first, second] = found;
    if (!first) continue;
    if (second)
      throw ambiguous(
        named.action,
        found.map(({ block }) => block.block_id),
      );
    const overflow =
      first.item.type === 'overflow' ? findOption(first.item, named.value ?? named.action) : undefined;
    const element = first.item.type === 'feedback_buttons' ? feedbackMeant(first.item, named) : first.item;
    return { place, block: first.block, element, ...(overflow ? { option: overflow } : {}) };
  }
  const offered = places
    .flatMap((p) => everyElement(blocksOf(p)))
    .map(({ item }) => labelOf(item) ?? item.action_id);
  const list = [...new Set(offered)].slice(0, 20).join(', ');
  throw new HttpError(
    404,
    'action_not_found',
    `Nothing here is called "${named.action}". There is: ${list || 'nothing to click'}.`,
  );
}

/** Elements with several things to click, told apart by their values. */
const HOLDS_SEVERAL = ['overflow', 'feedback_buttons'];

/** The one of two feedback buttons that the value or the label means, as the element the bot hears of. */
function feedbackMeant(element: Element, named: { action: string; value?: string | undefined }): Element {
  const buttons = ['positive_button', 'negative_button'].flatMap((key) => {
    const button = element[key] as Pick<Element, 'text' | 'value'> | undefined;
    return button ? [button] : [];
  });
  const meant = buttons.find((b) => b.value === named.value || b.text?.text === named.action);
  if (meant) return { ...element, ...meant };
  const values = buttons.map((b) => b.value).join(', ');
  throw new HttpError(
    400,
    'no_such_option',
    `"${named.action}" holds two buttons. Say which by value: ${values}.`,
  );
}

const ambiguous = (action: string, blocks: string[]): HttpError =>
  new HttpError(
    409,
    'ambiguous_action',
    `Several things here are called "${action}". Add block_id (${blocks.join(', ')}) or the button's value.`,
  );

const labelOf = (element: Element): string | undefined => element.text?.text;

function labelFits(block: Block, element: Element, label: string): boolean {
  if (labelOf(element) === label || block.label?.text === label) return true;
  return (
    element.type === 'overflow' && optionsOf(element).some((o) => o.text.text === label || o.value === label)
  );
}
