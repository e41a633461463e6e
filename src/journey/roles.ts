// Roles: what holds now, of the setup and of the charter in force together, and whether somebody may do something.
import { type Actor, type Deed, permitted, type Roles, rolesUnder } from '../charter/roles.js';
import type { Workplace } from './workplace.js';

/** Who has which role under the charter in force. */
export async function rolesInForce({ store }: Workplace): Promise<Roles> {
  const { roles, charterVersion } = await store.settings.inForce();
  const { charter } = await store.charters.version(charterVersion);
  return rolesUnder(roles, charter);
}

/** Whether somebody may do this: true, or the sentence that names who may. `own`: the thing is theirs. */
export async function allowed(
  workplace: Workplace,
  deed: Deed,
  by: { actor: Actor; own?: boolean },
): Promise<true | { refused: string }> {
  return permitted(deed, by.actor, { roles: await rolesInForce(workplace), own: by.own ?? false });
}
