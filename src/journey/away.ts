// Away: somebody is on leave from one instant to another, and is not nudged meanwhile; or is back early.
import type { Actor } from '../charter/roles.js';
import type { PersonId } from '../handshake/handshake.js';
import { allowed } from './roles.js';
import type { Workplace } from './workplace.js';

/** Why nothing was noted. `sentence` names who may. */
export type AwayRefusal =
  | { kind: 'not permitted'; sentence: string }
  | { kind: 'over already' }
  | { kind: 'ends before it begins' };

const permission = async (workplace: Workplace, by: Actor, person: PersonId): Promise<AwayRefusal | null> => {
  const may = await allowed(workplace, 'note a leave', { actor: by, own: by.id === person });
  return may === true ? null : { kind: 'not permitted', sentence: may.refused };
};

/** Notes that a person is away, by themselves or a manager; the same leave again is a success. Null, or why not. */
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
  // Nothing need be looked at again: a sweep that comes to one of their leads finds the leave.
  await workplace.store.leaves.add(person, { from, until }, { by: by.id, at });
  return null;
}

/** Ends the leave that a person is in, by themselves or a manager; what waited for them is looked at again at once. */
export async function backEarly(
  workplace: Workplace,
  of: { by: Actor; person: PersonId },
): Promise<AwayRefusal | null> {
  const { by, person } = of;
  const refused = await permission(workplace, by, person);
  if (refused !== null) return refused;
  await workplace.store.leaves.end(person, workplace.now());
  return null;
}
