// Menus that load their options from the bot: asking as a person types, and remembering what was offered.
import { z } from 'zod';
import { check } from '../block-kit/interpret.js';
import { optionGroup, plainOption } from '../block-kit/objects.js';
import { list } from '../block-kit/rule.js';
import type { Desk } from '../desk.js';
import { findOption, optionsOf } from '../element-state.js';
import { type Words, wordList } from '../enter.js';
import { HttpError } from '../http.js';
import { blockSuggestion, messageStateKey } from '../interactions.js';
import type { Element, Json, Option } from '../model.js';
import { ackObject, readAck } from './acks.js';
import { personBy, placesMeant, type Target, targetBy } from './find.js';

/** Slack asks only once this many characters are typed, where the element does not say otherwise. */
const MIN_QUERY_LENGTH = 3;
/** Options remembered for one menu, and menus remembered at all: the ones asked for last. */
const OPTIONS_KEPT = 500;
const MENUS_KEPT = 200;

const optionsBody = z.strictObject({
  as: z.string(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  view: z.union([z.boolean(), z.string()]).optional(),
  action: z.string(),
  block_id: z.string().optional(),
  query: z.string(),
});

/** POST /hands/options: what the menu offers for these typed characters, `{ options }` or `{ option_groups }`. */
export async function loadOptions(desk: Desk, body: unknown): Promise<Json> {
  const asked = optionsBody.parse(body);
  const as = personBy(desk, asked.as).id;
  const target = targetBy(placesMeant(desk, as, asked), asked);
  if (!loadsOptions(target.element))
    throw new HttpError(
      400,
      'not_external',
      `"${asked.action}" has its options already. Choose one of them.`,
    );
  return ask(desk, as, target, asked.query);
}

const loadsOptions = ({ type }: Element): boolean =>
  type === 'external_select' || type === 'multi_external_select';

/**
 * The element with the options that these words may mean. A menu that loads them is asked for each word it has not
 * offered yet, as if a person typed it. Throws an HttpError when the bot does not answer.
 */
export async function withOffers(desk: Desk, as: string, target: Target, words: Words): Promise<Element> {
  const { element } = target;
  if (!loadsOptions(element)) return element;
  for (const word of wordList(words)) {
    const known = { ...element, options: offersOf(desk, as, target) };
    if (findOption(known, word) === undefined) await ask(desk, as, target, word);
  }
  return { ...element, options: offersOf(desk, as, target) };
}

async function ask(desk: Desk, as: string, target: Target, query: string): Promise<Json> {
  const { element } = target;
  const least = Number(element.min_query_length ?? MIN_QUERY_LENGTH);
  if (query.length < least) {
    const message = `"${element.action_id}" asks the bot once ${least} characters are typed. Type more.`;
    throw new HttpError(400, 'query_too_short', message);
  }
  const payload = blockSuggestion(desk, as, target.place, target, query);
  const body = readAck(
    await desk.delivery.interaction(payload, true),
    `Loading options of "${element.action_id}"`,
  );
  const offered = readOffer(ackObject(body));
  const all = [...optionsOf({ ...element, ...offered }), ...offersOf(desk, as, target)];
  const key = offerKey(as, target);
  desk.offered.delete(key);
  desk.offered.set(key, all.slice(0, OPTIONS_KEPT));
  const [oldest] = desk.offered.keys();
  if (desk.offered.size > MENUS_KEPT && oldest !== undefined) desk.offered.delete(oldest);
  return offered;
}

type Offer = Pick<Element, 'options' | 'option_groups'>;

/** Options as Slack takes them from an answer; anything else is refused. */
function readOffer(answer: Json | null): Offer {
  const groups = answer?.option_groups;
  const [key, rule] =
    groups === undefined ? (['options', plainOption] as const) : (['option_groups', optionGroup] as const);
  const complaints = check(answer?.[key], list(rule, 100, 0), [key], 'modal');
  if (complaints.length === 0) return { [key]: answer?.[key] };
  const message = `The options could not be loaded: the bot's answer was refused. ${complaints.join(' ')}`;
  throw new HttpError(502, 'invalid_options', message);
}

const offersOf = (desk: Desk, as: string, target: Target): Option[] => {
  const { initial_option: one, initial_options: many } = target.element as {
    initial_option?: Option;
    initial_options?: Option[];
  };
  return [...(desk.offered.get(offerKey(as, target)) ?? []), ...(one ? [one] : []), ...(many ?? [])];
};

function offerKey(as: string, { place, block, element }: Target): string {
  const where = place.in === 'view' ? `${as}:${place.view.id}` : messageStateKey(as, place);
  return `${where}:${block.block_id}:${element.action_id}`;
}
