// What a Stage-Definition Charter holds: the one written agreement on when a lead is an MQL, an SQL, or handed back.
import { z } from 'zod';
import { Rule } from './rule.js';

const id = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The three parts of the qualification checklist, in the order people read them. */
export const dimensions = ['fit', 'intent', 'readiness'] as const;
export type Dimension = (typeof dimensions)[number];

/** One line of the checklist. `rule` null means that only a person can judge it. */
export const Criterion = z.strictObject({
  id,
  name: z.string().min(1).max(60),
  dimension: z.enum(dimensions),
  gate: z.enum(['MQL', 'SQL']),
  mandatory: z.boolean(),
  statement: z.string().min(1).max(140),
  rule: Rule.nullable(),
});
export type Criterion = z.infer<typeof Criterion>;

/**
 * Points for a met criterion or for each signal of a type. A rule gives min(cap, Σ points · 2^(−age / half-life)),
 * age and half-life in days; without a half-life the points stay.
 */
export const ScoringRule = z.strictObject({
  id,
  label: z.string().min(1).max(60),
  owner: z.enum(['marketing', 'sales']),
  points: z.number().positive().max(1000),
  cap: z.number().positive().max(1000),
  halfLifeDays: z.number().positive().max(3660).optional(),
  when: z.union([
    z.strictObject({ criterion: id }),
    z.strictObject({ signal: z.string().max(64), valueAtMost: z.number().optional() }),
  ]),
});
export type ScoringRule = z.infer<typeof ScoringRule>;

const hours = z
  .strictObject({ from: time, to: time })
  .refine((day) => day.from < day.to, 'must end after it starts');

/** Whether this machine knows the zone: in one that it does not know nothing could ever be due. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-AU', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

/** When people work. A weekday without an entry is a day off. */
export const WorkingHours = z.strictObject({
  zone: z.string().max(60).refine(isZone, 'is no time zone; write one like Australia/Sydney'),
  days: z.strictObject({
    monday: hours.optional(),
    tuesday: hours.optional(),
    wednesday: hours.optional(),
    thursday: hours.optional(),
    friday: hours.optional(),
    saturday: hours.optional(),
    sunday: hours.optional(),
  }),
  holidays: z
    .strictObject({ country: z.string().length(2), region: z.string().max(10).optional() })
    .nullable(),
  alsoClosed: z.array(z.iso.date()).max(200),
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** Where a rejected lead may go next. */
export const nextSteps = ['recycle', 'fix', 'archive', 'duplicate', 'wrong_owner'] as const;
export type NextStep = (typeof nextSteps)[number];

/** The whole charter: one numbered version is immutable once it has been in force. */
export const Charter = z
  .strictObject({
    name: z.string().min(1).max(120),
    currency: z.string().length(3),
    criteria: z.array(Criterion).min(1).max(40),
    mql: z.strictObject({
      threshold: z.number().min(0).max(10_000),
      /** Of each group of criteria at least one must be met. */
      atLeastOneOf: z.array(z.array(id).min(1)).max(10),
    }),
    scoring: z.array(ScoringRule).max(60),
    signals: z.record(z.string().max(64), z.string().max(60)),
    working: WorkingHours,
    clocks: z.strictObject({
      answerWorkingMinutes: z.number().int().positive(),
      firstTouchWorkingMinutes: z.number().int().positive(),
      decideSqlWorkingDays: z.number().int().positive(),
      undoMinutes: z.number().int().positive(),
    }),
    ladder: z
      .array(
        z.strictObject({
          atPercent: z.number().int().positive(),
          who: z.enum(['rep', 'thread', 'manager', 'all']),
        }),
      )
      .max(10),
    rejecting: z.strictObject({ otherNeedsCharacters: z.number().int().min(1).max(500) }),
    commitment: z.string().min(1).max(500),
    reviewEveryMonths: z.number().int().min(1).max(24),
  })
  .superRefine((charter, context) => {
    const known = new Set(charter.criteria.map((criterion) => criterion.id));
    if (known.size !== charter.criteria.length)
      context.addIssue({
        code: 'custom',
        path: ['criteria'],
        message: 'two criteria share an id; give each its own',
      });
    if (new Set(charter.scoring.map((rule) => rule.id)).size !== charter.scoring.length)
      context.addIssue({
        code: 'custom',
        path: ['scoring'],
        message: 'two scoring rules share an id; give each its own',
      });
    const named = [
      ...charter.mql.atLeastOneOf.flat(),
      ...charter.scoring.flatMap((rule) => ('criterion' in rule.when ? [rule.when.criterion] : [])),
    ];
    for (const missing of named.filter((name) => !known.has(name)))
      context.addIssue({
        code: 'custom',
        message: `no criterion is called "${missing}"; add it or name another`,
      });
  });
export type Charter = z.infer<typeof Charter>;

/** A charter with its number. `signed` is false while it is in force only provisionally. */
export interface CharterVersion {
  version: number;
  signed: boolean;
  charter: Charter;
}

/** The criterion with this id, or undefined. */
export const criterionOf = (charter: Charter, criterionId: string): Criterion | undefined =>
  charter.criteria.find((criterion) => criterion.id === criterionId);
