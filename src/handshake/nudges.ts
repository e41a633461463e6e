// The nudge plan: which rungs of the ladder are to be said now, to whom, and when something is next due; nothing is sent here.
import { type Clock, type ClockTerms, runningClocks, runningUntil } from './clocks.js';
import { type Handshake, holderOf, type Instant, isOpen, type PersonId } from './handshake.js';
import type { LeadKey } from './lead.js';
import { type Audience, type Rung, rungsFor, type Told, wasTold } from './rungs.js';
import { dayOf, dueAfter, nextDay, opensAt, type WorkCalendar } from './working-time.js';

/** A time in which somebody is away, from its first instant to the one at which they are back. */
export interface Leave {
  from: Instant;
  until: Instant;
}

/** Everything about one handshake that its nudges depend on. */
export interface Watched {
  handshake: Handshake;
  /** The ladder and the clocks of the charter it was offered under. */
  ladder: readonly Rung[];
  terms: ClockTerms;
  /** When the lead was last the matter of a private reminder, of this handshake or another. */
  remindedAt: Instant | null;
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
export type Due = Omit<Told, 'to' | 'at'> & { handshake: string; lead: LeadKey; percent: number };

/**
 * One message to be sent. All rungs of a bundle are said by one message to `to`; a rep has one a working day, and what
 * comes later is added to it.
 */
export type Nudge =
  | { kind: 'reminder'; to: PersonId; due: Due }
  | { kind: 'bundle'; to: PersonId; due: Due[] }
  | { kind: 'thread' | 'manager' | 'reassign' | 'all'; due: Due };

/** A hair of floating error must not hold a rung back; it is far less than a millisecond of any clock. */
const HAIR = 1e-9;

/**
 * Whether a rung may still come. An accepted lead has somebody, so only an offer is given to the next rep or opened to all; and nobody is reminded
 * of what is everybody's. A rung is over once it was said, or a higher one to the same audience was.
 */
function mayCome(rung: Rung, clock: Clock, { handshake }: Pick<Watched, 'handshake'>): boolean {
  if ((rung.who === 'all' || rung.who === 'reassign') && clock.kind !== 'answer') return false;
  if (rung.who === 'rep' && holderOf(handshake) === null) return false;
  return !wasTold(handshake.told, { ...rung, clock: clock.kind });
}

/** Until when an offer is put off; null when it is not. Something new about the lead ends that: see the state machine. */
const snoozeEnds = ({ handshake }: Pick<Watched, 'handshake'>): Instant | null =>
  handshake.status === 'offered' ? handshake.snoozedUntil : null;

/** Until when an audience must be left alone at an instant, whatever the hour: in a snooze, a leave, or a day on which the lead was its matter. */
function heldUntil(who: Audience, at: Date, watched: Watched, { calendar, away }: Manners): Date | null {
  const ends = snoozeEnds(watched);
  if (ends !== null && Date.parse(ends) > at.getTime()) return new Date(ends);
  const rep = who === 'rep' ? holderOf(watched.handshake) : null;
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

const running = ({ handshake, terms }: Pick<Watched, 'handshake' | 'terms'>, now: Date): Clock[] =>
  isOpen(handshake) ? runningClocks(handshake, terms, now) : [];

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
      rungsFor(clock.kind, watched.ladder).filter(
        (rung) => rung.atPercent <= clock.percent + HAIR && mayCome(rung, clock, watched),
      ),
    ).map(({ atPercent, who }): Due => {
      return { clock: clock.kind, atPercent, who, handshake: id, lead, percent: clock.percent };
    }),
  );
  // A lead that leaves its rep in this moment asks nothing more of them.
  const opened = due.some(({ who }) => who === 'all' || who === 'reassign');
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
    const rep = holderOf(watched.handshake);
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

/** The rungs that come next, one for the rep and one for the others of each clock, and when the handshake lets each be said. */
function coming(watched: Omit<Watched, 'remindedAt'>, now: Date): { who: Audience; from: Date }[] {
  const ends = snoozeEnds(watched);
  const asleep = ends === null ? null : new Date(ends);
  return running(watched, now).flatMap((clock) => {
    const rungs = rungsFor(clock.kind, watched.ladder).filter((rung) => mayCome(rung, clock, watched));
    return [
      ...lowest(rungs.filter(({ who }) => who === 'rep')),
      ...lowest(rungs.filter(({ who }) => who !== 'rep')),
    ].flatMap(({ atPercent, who }) => {
      const reached = reachedAt(atPercent, clock, watched.terms.calendar, now);
      return reached === null ? [] : [{ who, from: asleep !== null && asleep > reached ? asleep : reached }];
    });
  });
}

const sooner = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other < one) ? other : one;

/** When something is next to be said, and whether hours, a leave or an earlier reminder put that off. */
export interface Next {
  at: Date;
  held: boolean;
}

/**
 * When something is next to be said of a handshake, not before `now`; null when nothing is left. At that instant, and
 * not before, a plan says it, unless the handshake, its lead, a leave or the hours have changed: then it must be asked anew.
 */
export function nextNudge(watched: Watched, manners: Manners, now: Date): Next | null {
  let [at, unheld]: [Date | null, Date | null] = [null, null];
  for (const { who, from } of coming(watched, now)) {
    at = sooner(at, speakableAt(who, from, watched, manners));
    unheld = sooner(unheld, from);
  }
  return at === null ? null : { at, held: unheld !== null && at > unheld };
}

/** When the time for the first touch of an accepted lead is over, if nobody has touched it and that was not noted yet. */
export function untouchedFrom({ handshake, terms }: Pick<Watched, 'handshake' | 'terms'>): Date | null {
  if (handshake.status !== 'accepted' || handshake.leftUntouched) return null;
  return runningUntil('first_touch', handshake, terms);
}

/**
 * When to look at a handshake next, as far as it tells by itself: never later than its next nudge, whatever the manners.
 * So whoever answers need not ask about leaves and hours; a sweep that looks too early puts the next look off.
 */
export const nextLookAt = (watched: Omit<Watched, 'remindedAt'>, now: Date): Date | null =>
  coming(watched, now).reduce<Date | null>((at, { from }) => sooner(at, from), untouchedFrom(watched));

/** When a clock reaches so many per cent, or now if it has. */
function reachedAt(atPercent: number, clock: Clock, calendar: WorkCalendar, now: Date): Date | null {
  if (atPercent <= clock.percent + HAIR) return now;
  return dueAfter(new Date(clock.startedAt), (clock.allowedMinutes * atPercent) / 100, calendar);
}

/**
 * Whether a nudge that was planned is still worth sending: what it asks for has not happened, nobody has put it off, and
 * the lead is still with the rep it was meant for. `to` is null for everybody but a rep.
 */
export function stillWanted(
  said: Pick<Told, 'clock' | 'to'>,
  watched: Pick<Watched, 'handshake' | 'terms'>,
  now: Date,
): boolean {
  const ends = snoozeEnds(watched);
  if (ends !== null && Date.parse(ends) > now.getTime()) return false;
  if (said.to !== null && said.to !== holderOf(watched.handshake)) return false;
  return running(watched, now).some(({ kind }) => kind === said.clock);
}
