// What people enter into elements: where each type keeps its value, what it holds at first, and how words become values.
import { everyElement } from './block-kit/walk.js';
import type { Block, Element, Json, Option, StateValues } from './model.js';

/** How an element's value is told: typed text, options, ids from the workspace, a date or time, or files. */
type Source =
  | 'text'
  | 'options'
  | 'people'
  | 'conversations'
  | 'date'
  | 'time'
  | 'instant'
  | 'rich_text'
  | 'files';

export interface StateRule {
  /** The key in `state.values`. */
  field: string;
  /** The property that says what it holds at first. */
  initial: string;
  many: boolean;
  source: Source;
}

const one = (field: string, initial: string, source: Source): StateRule => ({
  field,
  initial,
  many: false,
  source,
});
const many = (field: string, initial: string, source: Source): StateRule => ({
  field,
  initial,
  many: true,
  source,
});
const typed = one('value', 'initial_value', 'text');

/** Every element that holds a value. Buttons and overflow menus act and hold nothing. */
const STATES: Record<string, StateRule> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: one('rich_text_value', 'initial_value', 'rich_text'),
  checkboxes: many('selected_options', 'initial_options', 'options'),
  radio_buttons: one('selected_option', 'initial_option', 'options'),
  static_select: one('selected_option', 'initial_option', 'options'),
  external_select: one('selected_option', 'initial_option', 'options'),
  multi_static_select: many('selected_options', 'initial_options', 'options'),
  multi_external_select: many('selected_options', 'initial_options', 'options'),
  users_select: one('selected_user', 'initial_user', 'people'),
  multi_users_select: many('selected_users', 'initial_users', 'people'),
  conversations_select: one('selected_conversation', 'initial_conversation', 'conversations'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations', 'conversations'),
  channels_select: one('selected_channel', 'initial_channel', 'conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels', 'conversations'),
  datepicker: one('selected_date', 'initial_date', 'date'),
  timepicker: one('selected_time', 'initial_time', 'time'),
  datetimepicker: one('selected_date_time', 'initial_date_time', 'instant'),
  // Nothing can be in a file input at first.
  file_input: many('files', '', 'files'),
};

export const stateRule = (type: string): StateRule | undefined =>
  Object.hasOwn(STATES, type) ? STATES[type] : undefined;

/** The entry of one element in `state.values` as it is at first; undefined when it holds nothing. */
function initialState(element: Element): Json | undefined {
  const rule = stateRule(element.type);
  if (!rule) return undefined;
  return { type: element.type, [rule.field]: element[rule.initial] ?? (rule.many ? [] : null) };
}

/** The state of a set of blocks, keeping what was entered where block_id, action_id and type stayed the same. */
export function stateOf(blocks: readonly Block[], before: StateValues = {}): StateValues {
  let values: StateValues = {};
  for (const { block, item } of everyElement(blocks)) {
    const initial = initialState(item);
    if (!initial) continue;
    const kept = entryOf(before, block.block_id, item.action_id);
    values = withEntry(values, { block, element: item }, kept?.type === item.type ? kept : initial);
  }
  return values;
}

/** The entry under these ids. An app may call a block "constructor", which every object seems to have. */
export function entryOf(values: StateValues, blockId: string, actionId: string): Json | undefined {
  const ofBlock = Object.hasOwn(values, blockId) ? values[blockId] : undefined;
  return ofBlock && Object.hasOwn(ofBlock, actionId) ? ofBlock[actionId] : undefined;
}

/** The values with one entry more, or another one in its place. */
export function withEntry(
  values: StateValues,
  { block, element }: { block: Block; element: Element },
  entry: Json,
): StateValues {
  const { block_id: id } = block;
  const ofBlock = Object.hasOwn(values, id) ? values[id] : undefined;
  // Computed keys of a literal, not assignments: those would take "__proto__" for the prototype.
  return { ...values, [id]: { ...ofBlock, [element.action_id]: entry } };
}

/** All options an element offers, out of their groups. */
export const optionsOf = (element: Element): Option[] =>
  element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);

/** The option with this value or this label. */
export const findOption = (element: Element, word: string): Option | undefined =>
  optionsOf(element).find((o) => o.value === word) ?? optionsOf(element).find((o) => o.text.text === word);

/** Whether an element's entry holds nothing. */
export function isEmpty(element: Element, entry: Json | undefined): boolean {
  const rule = stateRule(element.type);
  const value = rule ? entry?.[rule.field] : undefined;
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
