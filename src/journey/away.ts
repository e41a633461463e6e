// Away: somebody is on leave from one day to another: they get no offers and no nudges, and what they have goes to others.
import type { Actor } from '../charter/roles.js';
import type { PersonId } from '../handshake/handshake.js';
import type { NotedLeave } from '../store/leaves.js';
import { startOfDay } from './day-starts.js';
import { beginLeaves } from './leave-begins.js';
import { allowed } from './roles.js';
import type { Workplace } from './workplace.js';

/** Why nothing was noted. `sentence` names who may. */
export type AwayRefusal =
  | { kind: 'not permitted'; sentence: string }
  | { kind: 'over already' }
  | { kind: 'ends before it begins' };

/** More than anybody reads. */
const LISTED = 200;

const DAY_MS = 86_400_000;

const permission = async (workplace: Workplace, by: Actor, person: PersonId): Promise<AwayRefusal | null> => {
  const may = await allowed(workplace, 'note a leave', { actor: by, own: by.id === person });
  return may === true ? null : { kind: 'not permitted', sentence: may.refused };
};

/** The leave that lasts from the beginning of one day, YYYY-MM-DD, to the end of another, in the charter's zone. */
export async function daysAway(
  { store }: Workplace,
  days: { from: string; until: string },
): Promise<{ from: Date; until: Date }> {
  const { zone } = (await store.charters.inForce()).charter.working;
  const after = new Date(Date.parse(`${days.until}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return { from: startOfDay(days.from, zone), until: startOfDay(after, zone) };
}

/**
 * Notes that a person is away, by themselves or a manager; the same leave again is a success. One that has begun takes
 * effect at once, one that is to come when it begins. Null, or why not.
 */
export async function setAway(
  workplace: Workplace,
  of: { by: Actor; person: PersonId; from: Date; until: Date },
): Promise<AwayRefusal | null> {
  const { by, person, from, until } = of;
  const refused = await permission(workplace, by, person);
  if (refused !== null) return refused;
  const at = workplace.now();
  if (until <= from) return { kind: 'ends before it begins' };
  if (until <= at) return { kind: 'over already' };
  // No watch need be looked at again: a sweep that comes to one of their leads finds the leave.
  await workplace.store.leaves.add(person, { from, until }, { by: by.id, at });
  if (from <= at) await beginLeaves(workplace);
  return null;
}

/** What came of being back, or of calling a leave off: whether there was a leave to end, or how many to call off. */
export type Ended = { refused: AwayRefusal } | { refused: null; ended: number };

/** Ends the leave that a person is in, by themselves or a manager; what waited for them is looked at again at once. */
export async function backEarly(workplace: Workplace, of: { by: Actor; person: PersonId }): Promise<Ended> {
  const { by, person } = of;
  const refused = await permission(workplace, by, person);
  if (refused !== null) return { refused };
  const ended = await workplace.store.leaves.end(person, workplace.now());
  return { refused: null, ended: ended ? 1 : 0 };
}

/** Calls off the leaves of a person that have not begun, by themselves or a manager. */
export async function callOff(workplace: Workplace, of: { by: Actor; person: PersonId }): Promise<Ended> {
  const { by, person } = of;
  const refused = await permission(workplace, by, person);
  if (refused !== null) return { refused };
  return { refused: null, ended: await workplace.store.leaves.cancel(person, workplace.now()) };
}

/** Everybody who is away now or will be, whoever leaves first coming first. */
export const whoIsAway = ({ store, now }: Workplace): Promise<NotedLeave[]> =>
  store.leaves.coming(now(), LISTED);

/** The leave that somebody is in now; null while they are at work. */
export async function leaveOf(
  { store, now }: Workplace,
  person: PersonId,
): Promise<{ until: string } | null> {
  const at = now();
  const leaves = (await store.leaves.of([person], at)).get(person) ?? [];
  return leaves.find(({ from }) => Date.parse(from) <= at.getTime()) ?? null;
}
