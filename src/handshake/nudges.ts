// The nudge plan: which rungs of the ladder are to be said now, to whom, and when something is next due; nothing is sent here.
import type { Charter } from '../charter/charter.js';
import { type Clock, type ClockKind, type ClockTerms, clocksOf, type Timed } from './clocks.js';
import { type Instant, isOpen, type PersonId } from './handshake.js';
import type { LeadKey } from './lead.js';
import { dayOf, dueAfter, nextDay, opensAt, type WorkCalendar } from './working-time.js';

export type Rung = Charter['ladder'][number];
export type Audience = Rung['who'];

/** A rung of one clock that was said; its place in the memory of a handshake. */
export interface Told {
  clock: ClockKind;
  atPercent: number;
  who: Audience;
}

/** A time in which somebody is away, from its first instant to the one at which they are back. */
export interface Leave {
  from: Instant;
  until: Instant;
}

/** Everything about one handshake that its nudges depend on. */
export interface Watched extends Timed {
  /** The ladder and the clocks of the charter it was offered under. */
  ladder: readonly Rung[];
  terms: ClockTerms;
  told: readonly Told[];
  /** When the lead was last the matter of a private reminder, of this handshake or another. */
  remindedAt: Instant | null;
  /** When the snooze that stands was asked for. */
  snoozedAt: Instant | null;
  /** When something new was last known about the lead. */
  newsAt: Instant | null;
}

/** What holds for all handshakes today: when people may be spoken to, who is away, and how much a rep is told alone. */
export interface Manners {
  /** The working time of the charter in force: it knows about nights better than the one an old lead was offered under. */
  calendar: WorkCalendar;
  away: ReadonlyMap<PersonId, readonly Leave[]>;
  /** Private messages a rep and working day, beyond which leads are listed in one. */
  capARepADay: number;
  /** The private messages, bundles left out, that each rep was sent on the working day of now. */
  sentToday: ReadonlyMap<PersonId, number>;
}

/** A rung to be said of one handshake. */
export type Due = Told & { handshake: string; lead: LeadKey; percent: number };

/**
 * One message to be sent. All rungs of a bundle are said by one message to `to`; a rep has one a working day, and what
 * comes later is added to it.
 */
export type Nudge =
  | { kind: 'reminder'; to: PersonId; due: Due }
  | { kind: 'bundle'; to: PersonId; due: Due[] }
  | { kind: 'thread' | 'manager' | 'all'; due: Due };

/** A hair of floating error must not hold a rung back; it is far less than a millisecond of any clock. */
const HAIR = 1e-9;

/** The rep whom a handshake is with: who accepted it, or who it is meant for. Null when it is everybody's. */
function repOf({ handshake }: Timed): PersonId | null {
  switch (handshake.status) {
    case 'offered':
      return handshake.suggested;
    case 'accepted':
      return handshake.by;
    case 'rejected':
    case 'handed_back':
    case 'qualified':
      return null;
  }
}

/**
 * Whether a rung may still come. An accepted lead has somebody, so only an offer is opened to all; and nobody is reminded
 * of what is everybody's. A rung is over once it was said, or a higher one to the same audience was.
 */
function mayCome(rung: Rung, clock: Clock, watched: Watched): boolean {
  if (rung.who === 'all' && clock.kind !== 'answer') return false;
  if (rung.who === 'rep' && repOf(watched) === null) return false;
  return !watched.told.some(
    (told) => told.clock === clock.kind && told.who === rung.who && told.atPercent >= rung.atPercent,
  );
}

/** The end of the snooze: its time, or the moment at which something new was known. Null when there is none. */
export function snoozeEnds({ handshake, snoozedAt, newsAt }: Watched): Instant | null {
  if (handshake.status !== 'offered' || handshake.snoozedUntil === null) return null;
  const { snoozedUntil } = handshake;
  const broken = newsAt !== null && snoozedAt !== null && newsAt > snoozedAt && newsAt < snoozedUntil;
  return broken ? newsAt : snoozedUntil;
}

/** Until when an audience must be left alone at an instant, whatever the hour: in a snooze, a leave, or a day on which the lead was its matter. */
function heldUntil(who: Audience, at: Date, watched: Watched, { calendar, away }: Manners): Date | null {
  const ends = snoozeEnds(watched);
  if (ends !== null && Date.parse(ends) > at.getTime()) return new Date(ends);
  const rep = who === 'rep' ? repOf(watched) : null;
  if (rep === null) return null;
  const leave = (away.get(rep) ?? []).find(
    ({ from, until }) => Date.parse(from) <= at.getTime() && at.getTime() < Date.parse(until),
  );
  if (leave !== undefined) return new Date(leave.until);
  const { remindedAt } = watched;
  if (remindedAt === null || !sameDay(at, new Date(remindedAt), calendar)) return null;
  return nextDay(at, calendar);
}

/** The first instant from `from` on at which an audience may be spoken to; null when there is none. */
function speakableAt(who: Audience, from: Date, watched: Watched, manners: Manners): Date | null {
  for (let at = opensAt(from, manners.calendar); at !== null; ) {
    const held = heldUntil(who, at, watched, manners);
    if (held === null) return at;
    at = opensAt(held, manners.calendar);
  }
  return null;
}

const sameDay = (a: Date, b: Date, calendar: WorkCalendar): boolean =>
  dayOf(a, calendar) === dayOf(b, calendar);

const running = (watched: Watched, now: Date): Clock[] =>
  isOpen(watched.handshake)
    ? clocksOf(watched, watched.terms, now).filter(({ stoppedAt }) => stoppedAt === null)
    : [];

/**
 * Of the rungs of one clock to one audience the highest, once: whoever was not told in time is told how it stands, not
 * how it came to that.
 */
function highest(rungs: readonly Rung[]): Rung[] {
  const byAudience = new Map<Audience, Rung>();
  for (const rung of rungs) {
    const other = byAudience.get(rung.who);
    if (other === undefined || rung.atPercent > other.atPercent) byAudience.set(rung.who, rung);
  }
  return [...byAudience.values()];
}

/** The rungs of one handshake that are to be said at `now`, an instant of working time; the private one first. */
function dueNow(watched: Watched, manners: Manners, now: Date): Due[] {
  const { id, lead } = watched.handshake;
  const due = running(watched, now).flatMap((clock) =>
    highest(
      watched.ladder.filter(
        (rung) => rung.atPercent <= clock.percent + HAIR && mayCome(rung, clock, watched),
      ),
    ).map(({ atPercent, who }): Due => {
      return { clock: clock.kind, atPercent, who, handshake: id, lead, percent: clock.percent };
    }),
  );
  const opened = due.some(({ who }) => who === 'all');
  const said = due.filter(
    ({ who }) => !(opened && who === 'rep') && heldUntil(who, now, watched, manners) === null,
  );
  // Two clocks run while a lead is worked: the one that is further gone is what its rep hears of today.
  const [reminder] = said.filter(({ who }) => who === 'rep').sort(furtherGone);
  return [...(reminder === undefined ? [] : [reminder]), ...said.filter(({ who }) => who !== 'rep')];
}

const furtherGone = (a: Due, b: Due): number =>
  b.percent - a.percent || (a.handshake < b.handshake ? -1 : a.handshake > b.handshake ? 1 : 0);

/** A rep's reminders: each alone while they fit under the cap, else all of them in one message. */
function remindersFor(to: PersonId, due: readonly Due[], { capARepADay, sentToday }: Manners): Nudge[] {
  const sorted = [...due].sort(furtherGone);
  if (sorted.length <= capARepADay - (sentToday.get(to) ?? 0))
    return sorted.map((each) => ({ kind: 'reminder', to, due: each }));
  return [{ kind: 'bundle', to, due: sorted }];
}

function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/**
 * What is to be said at `now`, and nothing outside working time. Each rung comes once a handshake and clock; after a
 * standstill only the highest of each audience is said, since four reminders of one lead in a row tell no more than the
 * last of them. A lead is the matter of one private message a working day, and a rep has so many of them. The thread,
 * the manager and everybody are told whenever it is due. What was planned must be kept as told before the next plan.
 */
export function planNudges(open: readonly Watched[], manners: Manners, now: Date): Nudge[] {
  if (opensAt(now, manners.calendar)?.getTime() !== now.getTime()) return [];
  const said: Nudge[] = [];
  const reminders = new Map<PersonId, Due[]>();
  for (const watched of open) {
    const rep = repOf(watched);
    for (const due of dueNow(watched, manners, now)) {
      if (due.who !== 'rep') said.push({ kind: due.who, due });
      else if (rep !== null) pushTo(reminders, rep, due);
    }
  }
  return [...[...reminders].flatMap(([rep, due]) => remindersFor(rep, due, manners)), ...said];
}

/** The lowest rung of those that may come: it is due first. */
const lowest = (rungs: readonly Rung[]): Rung[] =>
  rungs.length === 0 ? [] : [rungs.reduce((a, b) => (b.atPercent < a.atPercent ? b : a))];

/**
 * When something is next to be said of a handshake, not before `now`; null when nothing is left. At that instant, and
 * not before, a plan says it, unless the handshake, its lead, a leave or the hours have changed: then it must be asked anew.
 */
export function nextNudgeAt(watched: Watched, manners: Manners, now: Date): Date | null {
  let next: Date | null = null;
  for (const clock of running(watched, now)) {
    const coming = watched.ladder.filter((rung) => mayCome(rung, clock, watched));
    const first = [
      ...lowest(coming.filter(({ who }) => who === 'rep')),
      ...lowest(coming.filter(({ who }) => who !== 'rep')),
    ];
    for (const { atPercent, who } of first) {
      const due = reachedAt(atPercent, clock, watched.terms.calendar, now);
      const at = due && speakableAt(who, due, watched, manners);
      if (at !== null && (next === null || at < next)) next = at;
    }
  }
  return next;
}

/** When a clock reaches so many per cent, or now if it has. */
function reachedAt(atPercent: number, clock: Clock, calendar: WorkCalendar, now: Date): Date | null {
  if (atPercent <= clock.percent + HAIR) return now;
  return dueAfter(new Date(clock.startedAt), (clock.allowedMinutes * atPercent) / 100, calendar);
}

/**
 * Whether a nudge that was planned is still worth sending: what it asks for has not happened, nobody has put it off, and
 * the lead is still with the rep it was meant for. `to` is null for everybody but a rep.
 */
export function stillWanted(said: Told & { to: PersonId | null }, watched: Watched, now: Date): boolean {
  const ends = snoozeEnds(watched);
  if (ends !== null && Date.parse(ends) > now.getTime()) return false;
  if (said.to !== null && said.to !== repOf(watched)) return false;
  return running(watched, now).some(({ kind }) => kind === said.clock);
}
