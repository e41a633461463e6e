// What a Stage-Definition Charter holds: the one written agreement on when a lead is an MQL, an SQL, or handed back.
import { z } from 'zod';
import { suggestion } from './problems.js';
import { Rule } from './rule.js';

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,49}$/,
    'Must be snake case, like company_size: small letters, digits and underscores, 50 characters at most.',
  );
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time in quotes, like "09:00".');
/** JSON knows no −0, so a charter that was kept would differ from the one that was signed. */
const number = z.number().overwrite((given) => given + 0);

/** A day's work may last until midnight. */
const endTime = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'Must be a time in quotes, like "17:00", or "24:00" for midnight.',
  );

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
  points: number.positive().max(1000),
  cap: number.positive().max(1000),
  halfLifeDays: number.positive().max(3660).optional(),
  when: z.union(
    [
      z.strictObject({ criterion: id }),
      z.strictObject({ signal: z.string().max(64), valueAtMost: number.optional() }),
    ],
    'Must be { criterion: … }, { signal: … } or { signal: …, valueAtMost: … }.',
  ),
});
export type ScoringRule = z.infer<typeof ScoringRule>;

const BREAKS_MOST = 6;

const pause = z
  .strictObject({ from: time, to: endTime })
  .refine(({ from, to }) => from < to, 'The break must end after it starts. Correct from or to.');

const hours = z
  .strictObject({ from: time, to: endTime, breaks: z.array(pause).max(BREAKS_MOST).optional() })
  .refine((day) => day.from < day.to, 'The day must end after it starts. Correct from or to.');

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
  zone: z.string().max(60).refine(isZone, 'This is no time zone. Write one like Australia/Sydney.'),
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

const nobody = { owner: null, marketingLeader: null, salesLeader: null };

const person = z
  .string()
  .regex(/^[UW][A-Z0-9]{1,30}$/, 'Must be the id of a member of the Slack workspace, like U012AB3CD.')
  .nullable()
  .default(null);

/** Who keeps the charter and who signs it, as Slack member ids. Null where setup's roles hold. */
export const People = z
  .strictObject({ owner: person, marketingLeader: person, salesLeader: person })
  .refine(({ marketingLeader, salesLeader }) => marketingLeader === null || marketingLeader !== salesLeader, {
    path: ['salesLeader'],
    message: 'One person cannot sign for both sides. Name two leaders.',
  })
  .default(nobody);
export type People = z.infer<typeof People>;

/** No clock runs longer than half a year of working hours: a search for its end must end. */
const WORKING_MINUTES_MOST = 60_000;
const WORKING_DAYS_MOST = 260;
const UNDO_MINUTES_MOST = 1440;
const PERCENT_MOST = 1000;

const workingMinutes = z.number().int().positive().max(WORKING_MINUTES_MOST);

const NUDGES_A_DAY_MOST = 50;
const OPEN_A_REP_MOST = 500;

/** A kind of lead that people of its own sell to. Of several that a lead meets, the first in the list is its segment. */
export const Segment = z.strictObject({ id, name: z.string().min(1).max(60), rule: Rule });
export type Segment = z.infer<typeof Segment>;

const SEGMENTS_MOST = 20;

/** How much one rep gets: private reminders of one lead a working day, and leads that are open at a time. */
const Caps = z
  .strictObject({
    nudgesARepADay: z.number().int().min(0).max(NUDGES_A_DAY_MOST),
    openARep: z.number().int().min(1).max(OPEN_A_REP_MOST),
  })
  .default({ nudgesARepADay: 5, openARep: 20 });

/** The days of a week in their order, as a charter names them. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** When a week is told, in the charter's zone; where nobody works then, it is told when work goes on. */
const Digest = z.strictObject({ day: z.enum(weekdays), time }).default({ day: 'monday', time: '09:00' });

/** Where a rejected lead may go next. */
export const nextSteps = ['recycle', 'fix', 'archive', 'duplicate', 'wrong_owner'] as const;
export type NextStep = (typeof nextSteps)[number];

/** The places at which an id stands that stood before. */
const repeated = (ids: readonly string[]): number[] =>
  ids.flatMap((each, index) => (ids.indexOf(each) < index ? [index] : []));

/** The whole charter: one numbered version is immutable once it has been in force. */
export const Charter = z
  .strictObject({
    name: z.string().min(1).max(120),
    currency: z.string().length(3),
    criteria: z.array(Criterion).min(1).max(40),
    mql: z.strictObject({
      threshold: number.min(0).max(10_000),
      /** Of each group of criteria at least one must be met. */
      atLeastOneOf: z.array(z.array(id).min(1)).max(10),
    }),
    scoring: z.array(ScoringRule).max(60),
    signals: z.record(z.string().max(64), z.string().max(60)),
    working: WorkingHours,
    clocks: z.strictObject({
      answerWorkingMinutes: workingMinutes,
      firstTouchWorkingMinutes: workingMinutes,
      decideSqlWorkingDays: z.number().int().positive().max(WORKING_DAYS_MOST),
      undoMinutes: z.number().int().positive().max(UNDO_MINUTES_MOST),
    }),
    ladder: z
      .array(
        z.strictObject({
          atPercent: z.number().int().positive().max(PERCENT_MOST),
          who: z.enum(['rep', 'thread', 'manager', 'reassign', 'all']),
        }),
      )
      .max(10),
    caps: Caps,
    digest: Digest,
    segments: z.array(Segment).max(SEGMENTS_MOST).default([]),
    rejecting: z.strictObject({ otherNeedsCharacters: z.number().int().min(1).max(500) }),
    commitment: z.string().min(1).max(500),
    reviewEveryMonths: z.number().int().min(1).max(24),
    people: People,
  })
  .superRefine((charter, context) => {
    const known = new Set(charter.criteria.map((criterion) => criterion.id));
    const complain = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const index of repeated(charter.criteria.map((criterion) => criterion.id)))
      complain(['criteria', index, 'id'], 'Two criteria share an id. Give each its own.');
    for (const index of repeated(charter.scoring.map((rule) => rule.id)))
      complain(['scoring', index, 'id'], 'Two scoring rules share an id. Give each its own.');
    for (const index of repeated(charter.segments.map((segment) => segment.id)))
      complain(['segments', index, 'id'], 'Two segments share an id. Give each its own.');
    const named: [PropertyKey[], string][] = [
      ...charter.mql.atLeastOneOf.flatMap((group, index) =>
        group.map((name, place): [PropertyKey[], string] => [['mql', 'atLeastOneOf', index, place], name]),
      ),
      ...charter.scoring.flatMap(({ when }, index): [PropertyKey[], string][] =>
        'criterion' in when ? [[['scoring', index, 'when', 'criterion'], when.criterion]] : [],
      ),
    ];
    for (const [path, name] of named)
      if (!known.has(name))
        complain(path, `No criterion is called "${name}". ${suggestion(name, [...known])}`);
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
