// The clocks of a handshake: what was agreed to happen within a time, how much of it is used, and by how much it is over.
import type { Charter } from '../charter/charter.js';
import type { Handshake, Instant } from './handshake.js';
import type { ClockKind } from './rungs.js';
import { dueAfter, dueAfterDays, type WorkCalendar, workingMinutes } from './working-time.js';

const MINUTE_MS = 60_000;

/**
 * One clock at an instant. Minutes are working minutes. It goes on after it is over, so that a breach is timed too, until
 * what it waits for has happened: then `stoppedAt` says when. `percent` is of the time allowed, unrounded.
 */
export interface Clock {
  kind: ClockKind;
  startedAt: Instant;
  stoppedAt: Instant | null;
  dueAt: Instant;
  usedMinutes: number;
  allowedMinutes: number;
  /** Null until it is over. */
  overdueMinutes: number | null;
  percent: number;
}

/** What the clocks of a handshake are read by: those of the charter it was offered under. */
export interface ClockTerms {
  clocks: Charter['clocks'];
  calendar: WorkCalendar;
}

/** When a clock began, and when what it waits for happened. */
interface Run {
  kind: ClockKind;
  startedAt: Instant;
  stoppedAt: Instant | null;
}

/** When somebody answered; an accept that was undone is no answer. */
function answeredAt(handshake: Handshake): Instant | null {
  switch (handshake.status) {
    case 'offered':
      return null;
    case 'accepted':
    case 'rejected':
      return handshake.at;
    case 'handed_back':
    case 'qualified':
      return handshake.accepted.at;
  }
}

/** When it was accepted, and when that came to an end. */
function workOf(handshake: Handshake): { from: Instant; until: Instant | null } | null {
  switch (handshake.status) {
    case 'offered':
    case 'rejected':
      return null;
    case 'accepted':
      return { from: handshake.at, until: null };
    case 'handed_back':
    case 'qualified':
      return { from: handshake.accepted.at, until: handshake.at };
  }
}

function runsOf(handshake: Handshake): Run[] {
  const { touchedAt } = handshake;
  const runs: Run[] = [];
  // Nobody is late for a card that is not in the channel yet.
  if (handshake.postedAt !== null)
    runs.push({ kind: 'answer', startedAt: handshake.postedAt, stoppedAt: answeredAt(handshake) });
  const work = workOf(handshake);
  if (work === null) return runs;
  const { from, until } = work;
  const touched = touchedAt !== null && touchedAt < from ? from : touchedAt;
  return [
    ...runs,
    { kind: 'first_touch', startedAt: from, stoppedAt: touched ?? until },
    { kind: 'decide_sql', startedAt: from, stoppedAt: until },
  ];
}

/** When a clock is over, and after how many working minutes. */
interface Limit {
  dueAt: Date;
  minutes: number;
}

/** The limit of a clock that began at `start`; null when it is never over. */
function limitOf(kind: ClockKind, start: Date, { clocks, calendar }: ClockTerms): Limit | null {
  const after = (minutes: number): Limit | null => {
    const dueAt = dueAfter(start, minutes, calendar);
    return dueAt && { dueAt, minutes };
  };
  switch (kind) {
    case 'answer':
      return after(clocks.answerWorkingMinutes);
    case 'first_touch':
      return after(clocks.firstTouchWorkingMinutes);
    case 'decide_sql': {
      const dueAt = dueAfterDays(start, clocks.decideSqlWorkingDays, calendar);
      return dueAt && { dueAt, minutes: workingMinutes(start, dueAt, calendar) };
    }
  }
}

function clockOf(run: Run, terms: ClockTerms, now: Date): Clock[] {
  const start = new Date(run.startedAt);
  const limit = limitOf(run.kind, start, terms);
  if (limit === null) return [];
  const { dueAt, minutes: allowedMinutes } = limit;
  const stop = run.stoppedAt === null ? now : new Date(run.stoppedAt);
  // A card may be posted, by Slack's clock, a moment later than now.
  const end = stop.getTime() < start.getTime() ? start : stop;
  const usedMinutes = workingMinutes(start, end, terms.calendar);
  const clock = {
    ...run,
    dueAt: dueAt.toISOString(),
    usedMinutes,
    allowedMinutes,
    overdueMinutes: end.getTime() > dueAt.getTime() ? usedMinutes - allowedMinutes : null,
    percent: (100 * usedMinutes) / allowedMinutes,
  };
  return [clock];
}

/**
 * Every clock that has begun, in the order of the work, as it stands at `now`. Working days are over when work ends on
 * the last of them; the day on which they begin does not count. Where nobody ever works nothing is ever due, and there
 * are no clocks.
 */
export const clocksOf = (handshake: Handshake, terms: ClockTerms, now: Date): Clock[] =>
  runsOf(handshake).flatMap((run) => clockOf(run, terms, now));

/** Those of them that what they wait for has not stopped. */
export const runningClocks = (handshake: Handshake, terms: ClockTerms, now: Date): Clock[] =>
  runsOf(handshake).flatMap((run) => (run.stoppedAt === null ? clockOf(run, terms, now) : []));

/** When one of them will be over; null when it does not run, or never is. */
export function runningUntil(kind: ClockKind, handshake: Handshake, terms: ClockTerms): Date | null {
  const run = runsOf(handshake).find((each) => each.kind === kind && each.stoppedAt === null);
  return run === undefined ? null : (limitOf(kind, new Date(run.startedAt), terms)?.dueAt ?? null);
}

/**
 * What the system took, in minutes by day and night: from the fact that made the lead an MQL to its card in the channel,
 * or until now while the card is on its way. Nobody's working time counts towards it.
 */
export function systemDelay(receivedAt: Instant, { postedAt }: Handshake, now: Date): number {
  const until = postedAt === null ? now.getTime() : Date.parse(postedAt);
  return Math.max(0, until - Date.parse(receivedAt)) / MINUTE_MS;
}
