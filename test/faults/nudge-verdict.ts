// What must hold of everything that was ever nudged, read from the events, the messages and what Slack heard.
import type { Charter } from '../../src/charter/charter.js';
import type { Handshake, HandshakeEvent } from '../../src/handshake/handshake.js';
import { handshakeFrom, holderOf } from '../../src/handshake/handshake.js';
import { messagesOf } from '../../src/handshake/nudge-messages.js';
import { planNudges, type Watched } from '../../src/handshake/nudges.js';
import { calendarUnder, termsOf } from '../../src/journey/watch.js';
import { dayIn } from '../../src/journey/workplace.js';
import { slowClock } from '../handshake/slow-time.js';
import type { Place } from '../journey/a-workplace.js';
import type { YearSeen } from './nudge-year.js';

/** `day` is the working day on which it was said. */
type Nudged = Extract<HandshakeEvent, { type: 'nudged' }> & { handshake: string; lead: string; day: string };

export interface NudgeVerdict {
  rungs: number;
  messages: number;
  /** Each with words that say which: none must be left. */
  twice: string[];
  outsideHours: string[];
  beyondTheCap: string[];
  inALeave: string[];
  unsaid: string[];
  missed: string[];
}

async function nudgedIn(place: Place, { workplace, charter }: YearSeen): Promise<Nudged[]> {
  const { rows } = await place.database.bulk.query<{ handshake: string; lead: string; data: Nudged }>(
    `SELECT e.handshake_id AS handshake, h.lead_id AS lead, e.data FROM handshake_event e JOIN handshake h ON h.id = e.handshake_id
     WHERE e.workspace = $1 AND e.type = 'nudged' ORDER BY e.handshake_id, e.version`,
    [workplace.store.workspace],
  );
  return rows.map(({ data, ...of }) => ({ ...data, ...of, day: dayIn(charter, new Date(data.at)) }));
}

/** No rung of one clock to one audience twice, or below one that was said. */
function saidTwice(nudged: readonly Nudged[], { heard }: YearSeen): string[] {
  const highest = new Map<string, number>();
  const keys = new Set<string>();
  return [
    ...nudged.flatMap(({ handshake, clock, who, atPercent }) => {
      const audience = `${handshake} ${clock} ${who}`;
      const before = highest.get(audience) ?? 0;
      highest.set(audience, Math.max(before, atPercent));
      return atPercent > before ? [] : [`${audience} ${atPercent}`];
    }),
    ...heard.flatMap(({ key }) => {
      if (keys.has(key)) return [`heard ${key}`];
      keys.add(key);
      return [];
    }),
  ];
}

/** The keys of the messages that say nudges. */
async function keysIn({ database }: Place, { workplace }: YearSeen): Promise<string[]> {
  const { rows } = await database.bulk.query<{ key: string }>(
    `SELECT key FROM message WHERE workspace = $1 AND (kind LIKE 'nudge%' OR kind = 'reminders') ORDER BY key`,
    [workplace.store.workspace],
  );
  return rows.map(({ key }) => key);
}

/** What stands more often than it may. */
function moreThan(most: number, names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, many]) => many > most).map(([name, many]) => `${many} ${name}`);
}

const ownKey = ({ handshake, clock, atPercent }: Nudged): string =>
  `nudge:${handshake}:${clock}:${atPercent}`;

/** Of every lead one private reminder a day, and for every rep so many that come alone. */
function beyondTheCap(nudged: readonly Nudged[], keys: ReadonlySet<string>, { caps }: Charter): string[] {
  const reminders = nudged.filter(({ who }) => who === 'rep');
  const alone = reminders.filter((each) => keys.has(ownKey(each)));
  return [
    ...moreThan(
      1,
      reminders.map((each) => `of ${each.lead} on ${each.day}`),
    ),
    ...moreThan(
      caps.nudgesARepADay,
      alone.map((each) => `to ${each.to} on ${each.day}`),
    ),
  ];
}

/** The keys of which one must be there for a rung that was said. Nobody is a manager in this year. */
function keysFor(nudged: Nudged): string[] {
  const { handshake, clock, atPercent, who, to } = nudged;
  if (who === 'rep') return [ownKey(nudged), `reminders:${to}:${nudged.day}`];
  return [`nudge_${who}:${handshake}:${clock}:${atPercent}`];
}

/** Rungs that were said by no message, and messages that say no rung. */
function unsaid(nudged: readonly Nudged[], keys: ReadonlySet<string>): string[] {
  const meant = new Set(nudged.flatMap(keysFor));
  return [
    ...nudged
      .filter((each) => !keysFor(each).some((key) => keys.has(key)))
      .map((each) => `${ownKey(each)} to ${each.who}`),
    ...[...keys].filter((key) => !meant.has(key)),
  ];
}

/** What a planner that looks at everything would still say, now that the last sweep is over. */
async function missed({ database }: Place, { workplace, charter }: YearSeen): Promise<string[]> {
  const { store } = workplace;
  const now = workplace.now();
  const { rows } = await database.bulk.query<{ state: Handshake; remindedAt: Date | null }>(
    `SELECT h.state, (SELECT max(r.at) FROM reminder r WHERE r.lead_id = h.lead_id AND r.workspace = $1) AS "remindedAt"
     FROM handshake h WHERE h.workspace = $1 AND h.open`,
    [store.workspace],
  );
  const open = rows.map(
    ({ state, remindedAt }): Watched => ({
      handshake: handshakeFrom(state),
      ladder: charter.ladder,
      terms: termsOf(workplace, charter),
      remindedAt: remindedAt?.toISOString() ?? null,
    }),
  );
  const people = open.flatMap(({ handshake }) => holderOf(handshake) ?? []);
  const away = await store.leaves.of(people, now, database.bulk);
  const calendar = calendarUnder(workplace, charter);
  const plan = planNudges(open, { calendar, away, capARepADay: 1, sentToday: new Map() }, now);
  return plan
    .flatMap((nudge) => messagesOf(nudge, { day: dayIn(charter, now), managers: [], groups: false }))
    .map(({ key }) => key);
}

/** Reads all of it, once the last sweep is over. */
export async function nudgeVerdict(place: Place, seen: YearSeen): Promise<NudgeVerdict> {
  const { charter } = seen;
  const nudged = await nudgedIn(place, seen);
  const keys = new Set(await keysIn(place, seen));
  const isWorking = slowClock(charter.working, seen.workplace.holidaysOf(charter));
  const awayAt = ({ to, at }: Nudged): boolean =>
    seen.leaves.some(({ rep, leave }) => rep === to && leave.from <= at && at < leave.until);
  return {
    rungs: nudged.length,
    messages: keys.size,
    twice: saidTwice(nudged, seen),
    outsideHours: [
      ...nudged.filter(({ at }) => !isWorking(Date.parse(at))).map((each) => `${ownKey(each)} at ${each.at}`),
      ...seen.heard.filter(({ at }) => !isWorking(at)).map(({ key }) => `heard ${key}`),
    ],
    beyondTheCap: beyondTheCap(nudged, keys, charter),
    inALeave: nudged.filter((each) => each.who === 'rep' && awayAt(each)).map(ownKey),
    unsaid: unsaid(nudged, keys),
    missed: await missed(place, seen),
  };
}
