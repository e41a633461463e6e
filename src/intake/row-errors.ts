// What is wrong with a row, said so that the person who sends it knows what to change.
import type { z } from 'zod';

/** One fault of a row: the field, and a sentence that says what to do. */
export interface RowError {
  path: string;
  message: string;
}

/** A row that was not kept, by its place in what was sent, counted from 0. */
export interface RejectedRow {
  index: number;
  errors: RowError[];
}

/** Faults told of one row. Whoever sends two hundred wrong signals needs to see only some of them. */
const ERRORS_TOLD = 20;
const NAME_TOLD_CHARACTERS = 80;

const counted = (number: number | bigint): string => number.toLocaleString('en-AU');

const kinds: Record<string, string> = {
  string: 'text in quotes',
  number: 'a number without quotes',
  int: 'a whole number without quotes',
  boolean: 'true or false',
  object: 'an object in braces',
  record: 'an object in braces',
  array: 'a list in square brackets',
};

/** The sentence for one issue, as zod's error map. Fields whose rule needs other words carry their own. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') {
    const wanted = kinds[issue.expected] ?? issue.expected;
    if (issue.input === undefined) return `Missing. Give ${wanted}.`;
    if (issue.input === null)
      return `Must be ${wanted}, not null. Leave the field out where nothing is known.`;
    return `Must be ${wanted}.`;
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `Longer than ${counted(issue.maximum)} characters. Shorten it.`;
    if (issue.origin === 'array') return `More than ${counted(issue.maximum)}. Send the others separately.`;
    return `Must be ${counted(issue.maximum)} or less.`;
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'Empty. Give at least one character.';
    return `Must be ${counted(issue.minimum)} or more.`;
  }
  return 'Not valid. Compare it with the field’s description in the README.';
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => String(part).slice(0, NAME_TOLD_CHARACTERS)).join('.');

/** The faults that zod found, one for each unknown field. */
export function rowErrorsOf(issues: readonly z.core.$ZodIssue[]): RowError[] {
  const errors = issues.flatMap((issue): RowError[] => {
    const path = pathOf(issue.path);
    // The fault of a name lies one level down.
    if (issue.code === 'invalid_key') return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: `Unknown field "${key.slice(0, NAME_TOLD_CHARACTERS)}". Remove it, correct its name, or send it inside facts.`,
    }));
  });
  return errors.slice(0, ERRORS_TOLD);
}
