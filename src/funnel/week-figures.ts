// The figures of one week, as they are kept when it is told: counts and what was said of them, never how they are worded.
import { z } from 'zod';

const count = z.int().nonnegative();
const day = z.iso.date();
const minutes = z.number().nonnegative().nullable();
const Tally = z.strictObject({ hits: count, of: count });

/** What came in, by the day it came; `again` are offers of a second or later cycle. */
const Intake = z.strictObject({ leads: count, mqls: count, offered: count, again: count });

/** What happened in the week, whenever the lead was offered. */
const Answers = z.strictObject({
  /** The hits are those in time. */
  accepted: Tally,
  rejected: Tally,
  handedBack: count,
  touched: count,
  untouched: count,
  sql: count,
  won: count,
  lost: count,
  /** Working minutes from the card to the answer. */
  median: minutes,
});

/** How those offered in the week stand; they add up to `offered`. */
const Fates = z.record(z.string().max(60), count);

const Group = z.strictObject({
  name: z.string().nullable(),
  offered: count,
  accepted: count,
  rejected: count,
  sql: count,
  unanswered: count,
});

const Point = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** What the workspace's own weeks say of this one: see methods/change.ts. */
const Change = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('not enough data'), weeks: count, needed: count }),
  z.strictObject({ verdict: z.literal('noise'), weeks: count, centre: z.number(), point: Point }),
  z.strictObject({
    verdict: z.literal('signal'),
    weeks: count,
    centre: z.number(),
    point: Point,
    direction: z.enum(['up', 'down']),
    sign: z.enum(['outside', 'one side']),
    run: count,
  }),
]);

/** What is watched from week to week. */
export const watched = ['offered', 'acceptance', 'in_time', 'median', 'sql'] as const;
export type Watched = (typeof watched)[number];

/** Everything that is told of a week. Instants are ISO 8601 text in UTC. */
export const WeekFigures = z.strictObject({
  week: day,
  zone: z.string(),
  /** When it was counted; a week that is still running is not judged. */
  asOf: z.iso.datetime(),
  running: z.boolean(),
  /** The charter in force when it was counted, and the versions that came into force in the week. */
  charter: z.strictObject({
    version: count,
    signed: z.boolean(),
    review: z.enum(['not yet', 'soon', 'due', 'overdue']),
    reviewOn: day,
    began: z.array(count),
    answerMinutes: count,
    touchMinutes: count,
  }),
  /** The days on which nobody worked although they are working days, and the weeks that nobody told in their time. */
  holidays: z.array(day),
  missed: z.array(day),
  intake: z.strictObject({ now: Intake, before: Intake }),
  answers: z.strictObject({ now: Answers, before: Answers }),
  fates: Fates,
  /** All that is open when it was counted, whenever it was offered. */
  open: z.strictObject({ inTime: count, overdue: count, inWork: count }),
  /** Minutes of the wall clock from the offer to the card: ours, not people's. */
  delay: z.strictObject({ n: count, median: minutes }),
  sources: z.array(Group),
  teams: z.array(Group),
  reps: z.array(
    z.strictObject({
      rep: z.string(),
      offered: count,
      accepted: Tally,
      rejected: Tally,
      handedBack: count,
      sql: count,
      untouched: count,
      median: minutes,
    }),
  ),
  reasons: z.strictObject({
    refusals: count,
    other: count,
    contradicted: count,
    cited: z.array(z.strictObject({ criterion: z.string(), name: z.string(), n: count })),
    bySource: z.array(
      z.strictObject({
        source: z.string(),
        refusals: count,
        cited: z.array(z.strictObject({ name: z.string(), n: count })),
      }),
    ),
    /** How often criteria were cited in `weeks` weeks, and the pairs of which chance does not explain how often. */
    weeks: count,
    citedInAll: count,
    stands: z.array(
      z.strictObject({
        name: z.string(),
        source: z.string(),
        n: count,
        expected: z.number(),
        residual: z.number(),
      }),
    ),
  }),
  /** What became of the reasons that were given in the week before. */
  replies: z.strictObject({
    refusals: count,
    acknowledged: count,
    fixed: count,
    disputed: count,
    median: minutes,
  }),
  /** Of the rejections of four weeks up to this one. */
  disputes: z.strictObject({ refusals: count, disputed: count, upheld: count, overturned: count }),
  /** Of what was offered in four weeks up to this one and accepted: how much nobody touched in time. */
  hollow: Tally,
  /** Of the answers of the week. */
  watch: z.strictObject({ quick: count, lastMinute: count, firstListed: count }),
  changes: z.partialRecord(z.enum(watched), Change),
});
export type WeekFigures = z.infer<typeof WeekFigures>;
export type GroupFigures = z.infer<typeof Group>;
export type RepFigures = WeekFigures['reps'][number];
