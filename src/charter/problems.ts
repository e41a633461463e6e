// What is wrong with something that people wrote for a charter: where it stands, and a sentence that says what to do.
import { z } from 'zod';

/** One fault. The path leads to it from the whole charter, or from the rule that was being read. */
export interface Fault {
  path: PropertyKey[];
  message: string;
}

const NAME_TOLD_CHARACTERS = 60;

/** Names further from what was written than this share of their letters are no help. */
const LIKENESS = 0.5;

/** How many letters must be added, dropped or changed to make one word of the other (Levenshtein's distance). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [above, letter] of Array.from(from).entries()) {
    const next = [above + 1];
    for (let index = 1; index <= to.length; index++)
      next.push(
        Math.min(
          (row[index] ?? 0) + 1,
          (next[index - 1] ?? 0) + 1,
          (row[index - 1] ?? 0) + (to[index - 1] === letter ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[to.length] ?? to.length;
}

/** The name that was probably meant, or undefined when none is like it. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const short = written.slice(0, NAME_TOLD_CHARACTERS).toLowerCase();
  const [best] = names
    .map((name) => ({ name, changes: distance(short, name.toLowerCase()) / Math.max(1, name.length) }))
    .sort((a, b) => a.changes - b.changes);
  return best !== undefined && best.changes <= LIKENESS ? best.name : undefined;
}

/** "Did you mean x?", or else all that there is to choose from. */
export function suggestion(written: string, names: readonly string[]): string {
  const meant = nearest(written, names);
  return meant === undefined ? `Use one of ${names.join(', ')}.` : `Did you mean "${meant}"?`;
}

const told = (name: string): string => `"${name.slice(0, NAME_TOLD_CHARACTERS)}"`;

const kinds: Record<string, string> = {
  string: 'text; put quotes around it where it looks like a number, or like true, false or null',
  number: 'a number without quotes',
  int: 'a whole number without quotes',
  boolean: 'true or false',
  object: 'named fields, like name: value',
  record: 'named fields, like name: value',
  array: 'a list',
};

const counted = (number: number | bigint): string => number.toLocaleString('en-AU');

/** The sentence for each unknown field of an object, one a line, in the order of the keys. */
function unknownFields(keys: readonly string[], inst: unknown): string {
  const fields = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
  return keys
    .map((key) => {
      const meant = nearest(key, fields);
      const advice = meant === undefined ? 'Remove it.' : `Did you mean "${meant}"?`;
      return `There is no field ${told(key)} here. ${advice}`;
    })
    .join('\n');
}

/** The sentence for one issue, as zod's error map. Fields whose rule needs other words carry their own. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, issue.inst);
  if (issue.code === 'invalid_type') {
    const wanted = kinds[issue.expected] ?? issue.expected;
    return issue.input === undefined ? `Missing. Give ${wanted}.` : `Must be ${wanted}.`;
  }
  if (issue.code === 'invalid_value') return `Must be ${issue.values.map(String).join(' or ')}.`;
  if (issue.code === 'too_big') {
    const most = counted(issue.maximum);
    if (issue.origin === 'string') return `Must be ${most} characters or less. Shorten it.`;
    if (issue.origin === 'array') return `Must have ${most} entries or less. Remove some.`;
    return `Must be ${most} or less.`;
  }
  if (issue.code === 'too_small') {
    const least = counted(issue.minimum);
    if (issue.origin === 'string') return `Must be ${least} or more characters. Write something.`;
    if (issue.origin === 'array') return `Must have ${least} or more entries. Add one.`;
    return issue.inclusive === false ? `Must be more than ${least}.` : `Must be ${least} or more.`;
  }
  return 'Not valid here. Compare it with the file that "/charter export" gives.';
}

/** The faults that zod found, one for each unknown field. */
export const faultsOf = (issues: readonly z.core.$ZodIssue[]): Fault[] =>
  issues.flatMap((issue): Fault[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
    const sentences = issue.message.split('\n');
    return issue.keys.map((key, index) => ({
      path: [...issue.path, key],
      message: sentences[index] ?? issue.message,
    }));
  });

/** A path as people and forms read it: "criteria.3.rule.between". */
export const pathWords = (path: readonly PropertyKey[]): string =>
  path.map((part) => String(part).slice(0, NAME_TOLD_CHARACTERS)).join('.');
