// Who may sign a draft: the leaders whom it names itself, else those of the charter in force and the setup.
import type { Draft } from '../../charter/draft.js';
import { permitted, rolesUnder } from '../../charter/roles.js';
import { UserError } from '../../errors.js';
import { readSetup } from '../../journey/setup.js';
import type { Desk } from '../desk.js';

/** Throws a UserError that names who may, unless this person may sign or decline the draft. */
export async function admitSigner({ workplace }: Desk, person: string, draft: Draft): Promise<void> {
  const { roles } = await readSetup(workplace);
  // Leaders are named in person, so that no user group needs to be asked about.
  const actor = { id: person, groups: [], isAdmin: false, isGuest: false };
  const may = permitted('sign a charter', actor, { roles: rolesUnder(roles, draft.content) });
  if (may !== true) throw new UserError(may.refused);
}
