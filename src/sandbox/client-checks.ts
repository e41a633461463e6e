// What Slack's client checks before a form is sent: required inputs, lengths, addresses and numbers.
import { entryOf, isEmpty } from './element-state.js';
import type { Block, Element, Json, StateValues } from './model.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const WEB_ADDRESS = /^https?:\/\/[^\s/]+/i;
/** As people write numbers: `Number` alone would take `0x1f` and `1e3` too. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** The errors under inputs (block_id → sentence) that keep a form from being sent; empty when it may go. */
export function formErrors(blocks: readonly Block[], values: StateValues): Record<string, string> {
  const errors = blocks.flatMap((block): [string, string][] => {
    if (block.type !== 'input' || !block.element) return [];
    const entry = entryOf(values, block.block_id, block.element.action_id);
    const error = isEmpty(block.element, entry)
      ? block.optional === true
        ? undefined
        : 'Please complete this required field.'
      : entryError(block.element, entry);
    return error === undefined ? [] : [[block.block_id, error]];
  });
  return Object.fromEntries(errors);
}

/** What is checked of typed text; pickers and choices cannot hold anything malformed. */
const CHECKS: Record<string, (value: string, element: Element) => string | undefined> = {
  plain_text_input: lengthError,
  email_text_input: (value) => (EMAIL.test(value) ? undefined : 'Please enter a valid email address.'),
  url_text_input: (value) =>
    WEB_ADDRESS.test(value) && URL.canParse(value) ? undefined : 'Please enter a valid URL.',
  number_input: numberError,
};

function entryError(element: Element, entry: Json | undefined): string | undefined {
  const value = entry?.value;
  return typeof value === 'string' ? CHECKS[element.type]?.(value, element) : undefined;
}

function lengthError(value: string, element: Element): string | undefined {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  if (value.length < min) return `Please enter at least ${min} characters.`;
  if (value.length > max) return `Please enter no more than ${max} characters.`;
  return undefined;
}

function numberError(value: string, element: Element): string | undefined {
  const number = Number(value);
  if (!NUMBER.test(value.trim())) return 'Please enter a valid number.';
  if (element.is_decimal_allowed === false && !Number.isInteger(number))
    return 'Please enter a whole number.';
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && number < Number(min)) return `Please enter a number of at least ${String(min)}.`;
  if (max !== undefined && number > Number(max)) return `Please enter a number of at most ${String(max)}.`;
  return undefined;
}
