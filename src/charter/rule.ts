// The language in which a charter says what it asks of a lead: data, never code, and it always ends.
import { z } from 'zod';

/**
 * A rule over a lead's facts and signals. Facts are named by their path (`company.employees`, `facts.plan`).
 * `absent` says what the verdict is when no such signal was ever seen: `unmet` for what our own systems would
 * have noticed, `unknown` for what only a conversation can tell.
 */
export type Rule =
  | { fact: string; between: [number, number] }
  | { fact: string; oneOf: string[] }
  | { fact: string; known: true }
  | {
      signal: string;
      atLeast?: number | undefined;
      withinDays?: number | undefined;
      valueAtMost?: number | undefined;
      absent?: 'unmet' | 'unknown' | undefined;
    }
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule };

const path = z.string().regex(/^[A-Za-z][\w.]{0,99}$/);
const range = z
  .tuple([z.number(), z.number()])
  .refine(([least, most]) => least <= most, 'nothing lies between these; write the smaller number first');
const signalType = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);

/** Checks a rule and everything inside it. */
export const Rule: z.ZodType<Rule> = z.union([
  z.strictObject({ fact: path, between: range }),
  z.strictObject({ fact: path, oneOf: z.array(z.string().max(200)).min(1).max(500) }),
  z.strictObject({ fact: path, known: z.literal(true) }),
  z.strictObject({
    signal: signalType,
    atLeast: z.number().int().min(1).max(1000).optional(),
    withinDays: z.number().positive().max(3660).optional(),
    valueAtMost: z.number().optional(),
    absent: z.enum(['unmet', 'unknown']).optional(),
  }),
  z.strictObject({ all: z.lazy(() => z.array(Rule).min(1).max(50)) }),
  z.strictObject({ any: z.lazy(() => z.array(Rule).min(1).max(50)) }),
  z.strictObject({ not: z.lazy(() => Rule) }),
]);
