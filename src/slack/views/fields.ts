// The inputs of our forms, and how what was entered is read: each block's element has the block's id.
import type { InputBlock, PlainTextInput, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { clip, oneLine, tidy } from '../mrkdwn.js';
import { plain } from './block-parts.js';
import { elementOf, LABEL_CHARACTERS, OPTION_CHARACTERS, type StateValues } from './modal-parts.js';

/** An input. What is not required may be left empty. */
export function field(of: {
  id: string;
  label: string;
  element: InputBlock['element'];
  hint?: string;
  required?: boolean;
}): InputBlock {
  return {
    type: 'input',
    block_id: of.id,
    label: plain(of.label, LABEL_CHARACTERS),
    optional: of.required !== true,
    element: { ...of.element, action_id: of.id },
    ...(of.hint === undefined ? {} : { hint: plain(of.hint, LABEL_CHARACTERS) }),
  };
}

/** Slack refuses an initial value that is empty or longer than the field. */
const beginning = (value: string, max: number): { initial_value?: string } =>
  value === '' ? {} : { initial_value: clip(value, max) };

export const shortText = (max: number, value = ''): PlainTextInput => ({
  type: 'plain_text_input',
  max_length: max,
  ...beginning(value, max),
});

export const longText = (max: number, value = ''): PlainTextInput => ({
  type: 'plain_text_input',
  multiline: true,
  max_length: max,
  ...beginning(value, max),
});

/** A number field; `decimals` allows a fraction. */
export const numberInput = (of: {
  value: number | null;
  decimals?: boolean;
  least?: number;
}): InputBlock['element'] => ({
  type: 'number_input',
  is_decimal_allowed: of.decimals ?? false,
  ...(of.value === null ? {} : { initial_value: String(of.value) }),
  ...(of.least === undefined ? {} : { min_value: String(of.least) }),
});

const optionOf = ([value, text]: readonly [string, string]): PlainTextOption => ({
  text: plain(text, OPTION_CHARACTERS),
  value,
});

/** A menu of `[value, words]`, with one of them chosen already. */
export function menu(
  choices: readonly (readonly [string, string])[],
  chosen: string | null,
): InputBlock['element'] {
  const options = choices.map(optionOf);
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'static_select',
    options,
    placeholder: plain('Choose', 150),
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

const Typed = z.object({
  type: z.enum(['plain_text_input', 'number_input']),
  value: z.string().nullish(),
});
const Chosen = z.object({
  type: z.enum(['static_select', 'radio_buttons']),
  selected_option: z.object({ value: z.string() }).nullable(),
});
const Several = z.object({
  type: z.literal('multi_static_select'),
  selected_options: z.array(z.object({ value: z.string() })),
});
const Time = z.object({ type: z.literal('timepicker'), selected_time: z.string().nullish() });
const Person = z.object({ type: z.literal('users_select'), selected_user: z.string().nullable() });
const People = z.object({ type: z.literal('multi_users_select'), selected_users: z.array(z.string()) });
const Conversation = z.object({
  type: z.literal('conversations_select'),
  selected_conversation: z.string().nullable(),
});

/** What was typed, without control characters; line breaks stay. Throws on any other shape, as all these readers do. */
export const typedIn = (values: StateValues, id: string): string =>
  tidy(Typed.parse(elementOf(values, id)).value ?? '');

/** What was typed, as one line. */
export const lineIn = (values: StateValues, id: string): string => oneLine(typedIn(values, id));

/** The lines that were typed, without empty ones. */
export const linesIn = (values: StateValues, id: string): string[] =>
  typedIn(values, id)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The number that was typed, or null for an empty field; Slack lets nothing else pass. */
export function numberIn(values: StateValues, id: string): number | null {
  const typed = typedIn(values, id);
  return typed === '' ? null : Number(typed);
}

export const chosenIn = (values: StateValues, id: string): string | null =>
  Chosen.parse(elementOf(values, id)).selected_option?.value ?? null;

export const severalIn = (values: StateValues, id: string): string[] =>
  Several.parse(elementOf(values, id)).selected_options.map(({ value }) => value);

/** The time of day that was chosen, HH:MM, or null. */
export const timeIn = (values: StateValues, id: string): string | null =>
  Time.parse(elementOf(values, id)).selected_time ?? null;

export const personIn = (values: StateValues, id: string): string | null =>
  Person.parse(elementOf(values, id)).selected_user;

export const peopleIn = (values: StateValues, id: string): string[] =>
  People.parse(elementOf(values, id)).selected_users;

export const conversationIn = (values: StateValues, id: string): string | null =>
  Conversation.parse(elementOf(values, id)).selected_conversation;
