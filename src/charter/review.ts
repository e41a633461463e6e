// The review of the charter in force: when it is due, who is reminded when, and what signing "no change" leads to.
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { type Decision, decideSignature } from './amendment.js';
import type { Charter } from './charter.js';
import type { Draft, InForce } from './draft.js';
import type { Leaders, Side } from './roles.js';

dayjs.extend(utc);

/** The first reminder comes so many days before the review is due, the later ones so many days apart. */
const DAYS_BETWEEN_REMINDERS = 7;

/** How a review stands on a calendar day. `rung` is the reminder that is due now; null while there is none yet. */
export interface ReviewStanding {
  dueOn: string;
  state: 'not yet' | 'soon' | 'due' | 'overdue';
  /** -1 in the week before, 0 in the week that begins on the day, 1 in the week after that, and so on. */
  rung: number | null;
}

/**
 * How the review of a charter stands on `today`. `since` is the day on which it came into force or was last reviewed;
 * all days are YYYY-MM-DD in the charter's zone. A month that has no such day ends the count on its last.
 */
export function reviewStanding(
  { reviewEveryMonths }: Pick<Charter, 'reviewEveryMonths'>,
  since: string,
  today: string,
): ReviewStanding {
  const due = dayjs.utc(since).add(reviewEveryMonths, 'month');
  const late = dayjs.utc(today).diff(due, 'day');
  const dueOn = due.format('YYYY-MM-DD');
  if (late < -DAYS_BETWEEN_REMINDERS) return { dueOn, state: 'not yet', rung: null };
  const state = late < 0 ? 'soon' : late === 0 ? 'due' : 'overdue';
  return { dueOn, state, rung: Math.floor(late / DAYS_BETWEEN_REMINDERS) };
}

/**
 * One leader's "review, no change". `hash` names the text that they had before them, and `since` the review that it is
 * about: the instant from which its months count.
 */
export interface ReviewSignature {
  side: Side;
  since: string;
  by: string;
  at: string;
  hash: string;
}

/** The instant from which the months until the next review count. */
export const reviewedSince = ({ reviewedAt, since }: InForce): string => reviewedAt ?? since;

/** What signing the review leads to. A second click after the review is complete does not begin the next one. */
export function decideReview(draft: Draft, command: ReviewSignature, leaders: Leaders): Decision {
  if (draft.status !== 'in_force') return { refused: { kind: 'not open' } };
  if (command.since !== reviewedSince(draft)) return { events: [] };
  const { review: signatures } = draft;
  const decided = decideSignature(command, { signatures, leaders, text: draft, seen: null });
  if (decided === 'again') return { events: [] };
  if ('refused' in decided) return decided;
  const { side, by, at, hash } = command;
  const signed = { type: 'review_signed', side, by, at, hash } as const;
  return { events: decided.last ? [signed, { type: 'reviewed', by: null, at }] : [signed] };
}
