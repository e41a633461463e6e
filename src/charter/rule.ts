// The language in which a charter says what it asks of a lead: data, never code, and it always ends.
import { z } from 'zod';
import { type Fault, faultsOf, nearest, sentenceOf } from './problems.js';

/** A rule over one fact of the lead, named by its path (`company.employees`, `facts.plan`). */
export type FactRule =
  | { fact: string; between: [number, number] }
  | { fact: string; atLeast: number }
  | { fact: string; atMost: number }
  | { fact: string; is: string | number | boolean }
  | { fact: string; oneOf: string[] }
  | { fact: string; noneOf: string[] }
  | { fact: string; known: true }
  /** The fact is a date or an instant, that many days ago at most. A day that lies ahead is not met. */
  | { fact: string; withinDays: number }
  | { fact: string; olderThanDays: number };

/**
 * A rule over the signals of one type. `valueAtMost` judges the latest of those that count. `absent` says what the
 * verdict is when no such signal was ever seen: `unmet` for what our own systems would have noticed, `unknown` for
 * what only a conversation can tell.
 */
export interface SignalRule {
  signal: string;
  atLeast?: number | undefined;
  withinDays?: number | undefined;
  valueAtMost?: number | undefined;
  absent?: 'unmet' | 'unknown' | undefined;
}

export type Rule = FactRule | SignalRule | { all: Rule[] } | { any: Rule[] } | { not: Rule };

/** How deep rules may stand in each other, and of how many parts one may be made: judging is bounded by both. */
const DEEPEST = 8;
const PARTS_MOST = 200;
const LIST_MOST = 50;

const path = z
  .string()
  .regex(
    /^[A-Za-z][\w.]{0,99}$/,
    'Must be the path of a fact, like company.employees or facts.plan: letters, digits, underscores and dots.',
  );
/** JSON knows no −0, so a charter that was kept would differ from the one that was signed. */
const number = z.number().overwrite((given) => given + 0);
const days = number.positive().max(3660);
const text = z.string().max(200);
const range = z
  .tuple([number, number])
  .refine(([least, most]) => least <= most, 'Nothing lies between these. Write the smaller number first.');

const factForms = {
  between: z.strictObject({ fact: path, between: range }),
  atLeast: z.strictObject({ fact: path, atLeast: number }),
  atMost: z.strictObject({ fact: path, atMost: number }),
  is: z.strictObject({
    fact: path,
    is: z.union(
      [text, number, z.boolean()],
      'Must be text of 200 characters or less, a number, or true or false.',
    ),
  }),
  oneOf: z.strictObject({ fact: path, oneOf: z.array(text).min(1).max(500) }),
  noneOf: z.strictObject({ fact: path, noneOf: z.array(text).min(1).max(500) }),
  known: z.strictObject({ fact: path, known: z.literal(true) }),
  withinDays: z.strictObject({ fact: path, withinDays: days }),
  olderThanDays: z.strictObject({ fact: path, olderThanDays: days }),
} satisfies Record<string, z.ZodType<FactRule>>;

const signalForm = z.strictObject({
  signal: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, 'Must be the type of a signal in snake case, like pricing_page_viewed.'),
  atLeast: z.number().int().min(1).max(1000).optional(),
  withinDays: days.optional(),
  valueAtMost: number.optional(),
  absent: z.enum(['unmet', 'unknown']).optional(),
});

type Test = keyof typeof factForms;
const tests = Object.keys(factForms).filter((key): key is Test => Object.hasOwn(factForms, key));
const starts = ['fact', 'signal', 'all', 'any', 'not'] as const;
const START =
  'A rule starts with fact, signal, all, any or not, like { fact: company.employees, atLeast: 20 }.';

/** What has been read of one whole rule so far. */
interface Reading {
  parts: number;
  faults: Fault[];
}

interface Place {
  path: PropertyKey[];
  depth: number;
}

const isFields = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

function readWith<Read>(form: z.ZodType<Read>, given: unknown, at: Place, reading: Reading): Read | null {
  const parsed = form.safeParse(given, { error: sentenceOf });
  if (parsed.success) return parsed.data;
  for (const fault of faultsOf(parsed.error.issues))
    reading.faults.push({ ...fault, path: [...at.path, ...fault.path] });
  return null;
}

function readFact(given: Record<string, unknown>, at: Place, reading: Reading): Rule | null {
  const [test, second] = tests.filter((name) => Object.hasOwn(given, name));
  if (test !== undefined && second === undefined)
    return readWith<FactRule>(factForms[test], given, at, reading);
  const strange = Object.keys(given).find((key) => key !== 'fact');
  const meant = strange === undefined ? undefined : nearest(strange, tests);
  reading.faults.push(
    second === undefined
      ? {
          path: strange === undefined ? at.path : [...at.path, strange],
          message:
            meant === undefined
              ? `Say what the fact must be: ${tests.join(', ')}.`
              : `Did you mean "${meant}"?`,
        }
      : {
          path: [...at.path, second],
          message: `"${test}" and "${second}" do not go together. Write two rules, and join them with all.`,
        },
  );
  return null;
}

/** Reads the parts of `all` and `any`; null when one of them is wrong. */
function readParts(given: unknown, at: Place, reading: Reading): Rule[] | null {
  if (!Array.isArray(given) || given.length < 1 || given.length > LIST_MOST) {
    reading.faults.push({ path: at.path, message: `Must be a list of 1 to ${LIST_MOST} rules.` });
    return null;
  }
  const rules = given.map((part, index) => read(part, { ...at, path: [...at.path, index] }, reading));
  const sound = rules.filter((rule) => rule !== null);
  return sound.length === rules.length ? sound : null;
}

/** Reads one rule and what stands in it; null when something is wrong, which is then among the faults. */
function read(given: unknown, at: Place, reading: Reading): Rule | null {
  reading.parts++;
  if (reading.parts > PARTS_MOST) return null;
  const wrong = (message: string, ...deeper: PropertyKey[]): null => {
    reading.faults.push({ path: [...at.path, ...deeper], message });
    return null;
  };
  if (at.depth > DEEPEST)
    return wrong(`Rules stand more than ${DEEPEST} levels deep in each other. Make two criteria of it.`);
  if (!isFields(given)) return wrong(given === undefined ? `Missing. ${START}` : START);
  const [start, second] = starts.filter((name) => Object.hasOwn(given, name));
  if (start === undefined) return wrong(START, ...Object.keys(given).slice(0, 1));
  if (second !== undefined)
    return wrong(
      `"${start}" and "${second}" do not go together. Write two rules, and join them with all.`,
      second,
    );
  if (start === 'signal') return readWith(signalForm, given, at, reading);
  if (start === 'fact') return readFact(given, at, reading);
  const strange = Object.keys(given).find((key) => key !== start);
  if (strange !== undefined)
    return wrong(`"${strange.slice(0, 60)}" does not go beside "${start}". Remove it.`, strange);
  const inside = { path: [...at.path, start], depth: at.depth + 1 };
  if (start === 'not') {
    const not = read(given.not, inside, reading);
    return not === null ? null : { not };
  }
  const parts = readParts(given[start], inside, reading);
  if (parts === null) return null;
  return start === 'all' ? { all: parts } : { any: parts };
}

/** Checks a rule and everything inside it: at most 8 levels, at most 200 parts. */
export const Rule: z.ZodType<Rule> = z.unknown().transform((given, context): Rule => {
  const reading: Reading = { parts: 0, faults: [] };
  const rule = read(given, { path: [], depth: 1 }, reading);
  if (reading.parts > PARTS_MOST)
    reading.faults.unshift({
      path: [],
      message: `The rule has more than ${PARTS_MOST} parts. Make two criteria of it, or use oneOf.`,
    });
  if (rule !== null && reading.faults.length === 0) return rule;
  for (const { path, message } of reading.faults) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** The rules over facts and signals that a rule is made of, each with the path that leads to it. */
export function leavesOf(
  rule: Rule,
  path: PropertyKey[] = [],
): { leaf: FactRule | SignalRule; path: PropertyKey[] }[] {
  if ('all' in rule) return rule.all.flatMap((part, index) => leavesOf(part, [...path, 'all', index]));
  if ('any' in rule) return rule.any.flatMap((part, index) => leavesOf(part, [...path, 'any', index]));
  if ('not' in rule) return leavesOf(rule.not, [...path, 'not']);
  return [{ leaf: rule, path }];
}
