// Turning a person's words into an element's entry in `state.values`, as Slack's pickers would.
import { findOption, optionsOf, stateRule } from './element-state.js';
import { HttpError } from './http.js';
import type { Element, Json } from './model.js';
import { richTextOf } from './rich-text.js';
import type { Workspace } from './workspace.js';

/** What a person gives for an element: words, or null for "nothing". */
export type Words = string | readonly string[] | null;

export const wordList = (words: Words): string[] =>
  words === null || words === '' ? [] : typeof words === 'string' ? [words] : [...words];

/**
 * The entry for an element after a person entered these words.
 * Throws a 400 HttpError when a word fits nothing the element offers.
 */
export function entryFor(workspace: Workspace, element: Element, words: Words): Json {
  const rule = stateRule(element.type);
  if (!rule)
    throw new HttpError(400, 'no_input', `"${element.action_id}" takes no values. Click it instead.`);
  const given = wordList(words);
  if (!rule.many && given.length > 1) {
    throw new HttpError(400, 'too_many_values', `"${element.action_id}" takes one value. Give one.`);
  }
  const limit = element.max_selected_items;
  if (typeof limit === 'number' && given.length > limit) {
    throw new HttpError(
      400,
      'too_many_values',
      `"${element.action_id}" takes at most ${limit} values. Give fewer.`,
    );
  }
  const values = given.map((word) => valueFor(workspace, element, rule.source, word));
  return { type: element.type, [rule.field]: rule.many ? values : (values[0] ?? null) };
}

function valueFor(
  workspace: Workspace,
  element: Element,
  source: NonNullable<ReturnType<typeof stateRule>>['source'],
  word: string,
): unknown {
  switch (source) {
    case 'text':
      return word;
    case 'options':
      return (
        findOption(element, word) ??
        refuse(
          element,
          word,
          optionsOf(element).map((o) => o.text.text),
        )
      );
    case 'people':
      return findPerson(workspace, word)?.id ?? refuse(element, word, ['a person’s id or name']);
    case 'conversations':
      return (
        workspace.channel(word)?.id ??
        (element.type === 'conversations_select' ? findPerson(workspace, word)?.id : undefined) ??
        refuse(element, word, ['a channel’s id or name'])
      );
    case 'date':
      return isDate(word) ? word : refuse(element, word, ['a date as YYYY-MM-DD']);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(word) ? word : refuse(element, word, ['a time as HH:mm']);
    case 'instant': {
      const seconds = /^\d{10}$/.test(word) ? Number(word) : Math.floor(Date.parse(word) / 1000);
      return Number.isNaN(seconds) ? refuse(element, word, ['an ISO instant or Unix seconds']) : seconds;
    }
    case 'files':
      throw new HttpError(
        400,
        'not_files',
        `"${element.action_id}" takes files: [{ "name", "content" }] in base64.`,
      );
    case 'rich_text':
      return richTextOf(word);
  }
}

export const findPerson = (workspace: Workspace, word: string) => {
  const name = word.replace(/^@/, '');
  return workspace.state.people.find((p) => p.id === word || p.name === name || p.realName === name);
};

function isDate(word: string): boolean {
  const date = new Date(`${word}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(word)
  );
}

function refuse(element: Element, word: string, offers: string[]): never {
  throw new HttpError(
    400,
    'no_such_option',
    `"${element.action_id}" does not offer "${word}". It offers: ${offers.join(', ')}.`,
  );
}
