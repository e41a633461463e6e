// The fields that rows are made of: what each may hold, as it arrives from outside.
import { z } from 'zod';
import type { FactValue } from '../handshake/lead.js';

const ID_CHARACTERS = 200;
const TEXT_CHARACTERS = 500;
const EMAIL_CHARACTERS = 254;
const FACT_CHARACTERS = 1_000;
const FACTS_MOST = 50;
const EMPLOYEES_MOST = 10_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A text that PostgreSQL can keep: it knows no NUL, and half a surrogate pair is not a character. */
const isStorable = (value: string): boolean => !value.includes('\u0000') && !/\p{Surrogate}/u.test(value);
const UNSTORABLE = 'Holds a NUL or half a character. Remove it, and send the text as UTF-8.';

const words = z.string().refine(isStorable, { error: UNSTORABLE }).trim();

/** An id or the name of a source: text of 1 to 200 characters, never a number. */
export const identifier = z
  .string({
    error: ({ code, input }) =>
      code === 'invalid_type' && input !== undefined
        ? 'Must be text of 1 to 200 characters. Put it in quotes, also when it is a number: "42".'
        : undefined,
  })
  .refine(isStorable, { error: UNSTORABLE })
  .trim()
  .min(1)
  .max(ID_CHARACTERS);

/** A text of up to 500 characters. An empty one says nothing, so it counts as absent. */
export const text = words
  .max(TEXT_CHARACTERS)
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** A text of 1 to 500 characters that must be there. */
export const requiredText = words.min(1).max(TEXT_CHARACTERS);

/** An e-mail address, checked plainly: something, an @, something with a dot. Empty counts as absent. */
export const email = words
  .max(EMAIL_CHARACTERS)
  .refine((value) => value === '' || /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value), {
    error: 'Not an e-mail address. Send one like name@example.com, or leave the field out.',
  })
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const number = z.number({
  error: ({ code, input }) =>
    code === 'invalid_type' && input !== undefined
      ? 'Must be a number. Send it without quotes and units.'
      : undefined,
});

/** Any finite number: days, or an amount in the charter's currency. */
export const amount = number;

/** An amount of 0 or more. */
export const positiveAmount = number.min(0);

/** How many people work there: a whole number. */
export const employees = number
  .refine(Number.isInteger, { error: 'Must be a whole number. Round it.' })
  .min(0)
  .max(EMPLOYEES_MOST);

const dateAlone = z.iso.date();
const dateWithTime = z.iso.datetime({ offset: true });

/** An instant: ISO 8601 with an offset or Z, or a date alone, which is its midnight in UTC. */
export const instant = z.string().transform((value, context) => {
  const given = value.trim();
  if (dateAlone.safeParse(given).success || dateWithTime.safeParse(given).success) return new Date(given);
  context.addIssue({
    code: 'custom',
    message:
      'Not a date. Send ISO 8601 with an offset, like 2026-03-02T09:30:00+11:00, or a date like 2026-03-02.',
  });
  return z.NEVER;
});

/** What is wrong with an instant at `now`, or null. A date may be a day ahead: zones differ. */
export function instantFault(at: Date, now: Date): string | null {
  if (at.getTime() < 0) return 'Before 1970. Correct the year, or leave the field out.';
  if (at.getTime() > now.getTime() + DAY_MS) return 'More than a day in the future. Correct the date.';
  return null;
}

/** The type of a signal, like pricing_page_viewed. */
export const signalType = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, {
  error:
    'Must be snake case, like pricing_page_viewed: small letters, digits and underscores, 64 characters at most.',
});

const factValue = z.unknown().transform((value, context): FactValue => {
  const fault = factFault(value);
  if (fault === null) return value as FactValue;
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

function factFault(value: unknown): string | null {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return null;
  if (typeof value !== 'string')
    return 'Must be text, a number, or true or false. Flatten lists and objects.';
  if (value.length > FACT_CHARACTERS) return 'Longer than 1,000 characters. Shorten it.';
  return isStorable(value) ? null : UNSTORABLE;
}

const factName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, {
  error:
    'A fact’s name starts with a letter and goes on with letters, digits and underscores, 64 characters at most. Rename it.',
});

/** Whatever else is known, by name: up to 50 texts, numbers, or yes and no. */
export const facts = z
  .record(factName, factValue)
  .refine((given) => Object.keys(given).length <= FACTS_MOST, {
    error: 'More than 50 facts. Send the ones that the charter asks about.',
  })
  .optional();
