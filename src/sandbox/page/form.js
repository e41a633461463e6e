// What a form holds, as plain data: an element's value, what the server already knows, and what is submitted.

import { wordsOfRichText } from './rich-words.js';

/**
 * A field's value in the page: a string for one, a list of strings for many. Options are held by their value,
 * a date and time by its unix seconds, nothing by '' or [].
 * @typedef {string | string[]} FieldValue
 */

/** Whether an element holds a list. */
export const holdsMany = (element) =>
  element.type === 'checkboxes' || element.type === 'file_input' || element.type.startsWith('multi_');

/** Whether an element is drawn as several controls under one legend. */
export const isGroup = (element) => element.type === 'checkboxes' || element.type === 'radio_buttons';

/** Every option of an element, groups flattened. */
export function optionsOf(element) {
  return element.option_groups
    ? element.option_groups.flatMap((group) => group.options)
    : (element.options ?? []);
}

/** The value an element starts with. */
export function initialValue(element) {
  if (element.type === 'rich_text_input') return wordsOfRichText(element.initial_value);
  if (holdsMany(element)) {
    const named = element.initial_users ?? element.initial_conversations ?? element.initial_channels;
    return named ?? (element.initial_options ?? []).map((option) => option.value);
  }
  const one =
    element.initial_value ??
    element.initial_option?.value ??
    element.initial_user ??
    element.initial_conversation ??
    element.initial_channel ??
    element.initial_date ??
    element.initial_time ??
    element.initial_date_time;
  return typeof one === 'object' || one === undefined ? '' : String(one);
}

/** The value in one entry of `view.state.values`; undefined when the entry says nothing. */
export function stateValue(entry) {
  if (!entry) return undefined;
  if ('rich_text_value' in entry) return wordsOfRichText(entry.rich_text_value);
  if (entry.selected_options) return entry.selected_options.map((option) => option.value);
  const many = entry.selected_users ?? entry.selected_conversations ?? entry.selected_channels;
  if (many) return many;
  const keys = ['value', 'selected_user', 'selected_conversation', 'selected_channel', 'selected_date'];
  const key = [...keys, 'selected_time', 'selected_date_time', 'selected_option'].find(
    (name) => name in entry,
  );
  if (key === undefined) return undefined;
  const held = entry[key];
  if (held === null) return '';
  return key === 'selected_option' ? held.value : String(held);
}

/** The options that an entry of `state.values` holds as chosen. */
export const chosenOptions = (entry) =>
  [...(entry?.selected_options ?? []), entry?.selected_option].filter((each) => each?.text !== undefined);

/** The input elements of a view with the block each stands in. */
export function inputsOf(view) {
  return view.blocks
    .filter((block) => block.type === 'input')
    .map((block) => ({ block, element: block.element }));
}

/**
 * What is sent on submit: each value under its action_id, or under its block_id when that action_id is used twice.
 * @param view the open view
 * @param {(block: object, element: object) => FieldValue} read what the person sees in that field
 */
export function submission(view, read) {
  const used = view.blocks
    .flatMap((block) => [block.element, block.accessory, ...(block.elements ?? [])])
    .map((element) => element?.action_id);
  const twice = (id) => used.indexOf(id) !== used.lastIndexOf(id);
  return Object.fromEntries(
    inputsOf(view).map(({ block, element }) => [
      twice(element.action_id) ? block.block_id : element.action_id,
      read(block, element),
    ]),
  );
}

/** Adds or takes away one value, keeping the order of the options. */
export function toggled(values, value, options) {
  const next = values.includes(value) ? values.filter((held) => held !== value) : [...values, value];
  const order = options.map((option) => option.value);
  return next.sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Whether two field values are the same. */
export function sameValue(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
