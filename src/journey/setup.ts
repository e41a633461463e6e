// Setup: the shared channel and who has which role; until somebody has set it up, the environment says what holds.
import { type Actor, permitted, type Roles, RolesSchema } from '../charter/roles.js';
import type { Setup } from '../store/settings.js';
import { rolesInForce } from './roles.js';
import type { Workplace } from './workplace.js';

/** One thing to mend in a setup; `path` is `channel` or the role. */
export interface SetupProblem {
  path: string;
  message: string;
}

/** Why a setup was not kept. `sentence` names who may. */
export type SetupRefusal =
  | { kind: 'not permitted'; sentence: string }
  | { kind: 'problems'; problems: SetupProblem[] }
  | { kind: 'changed since' };

/** The setup as it stands. */
export const readSetup = ({ store }: Workplace): Promise<Setup> => store.settings.read();

const CHANNEL = /^[CG][A-Z0-9]+$/;

function problemsWith(channel: string, roles: Roles): SetupProblem[] {
  const parsed = RolesSchema.safeParse(roles);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ path: String(path[0]), message }));
  if (CHANNEL.test(channel)) return problems;
  return [{ path: 'channel', message: 'choose the channel that both teams share' }, ...problems];
}

const alike = (one: Pick<Setup, 'channel' | 'roles'>, other: Setup): boolean =>
  one.channel === other.channel &&
  Object.entries(other.roles).every(
    ([role, ids]) => JSON.stringify(one.roles[role as keyof Roles]) === JSON.stringify(ids),
  );

/**
 * Sets up the channel and the roles, made from the setup with this revision. Messages that are in Slack stay where they
 * are. Resolves with the setup as it stands; the same setup again is a success.
 */
export async function changeSetup(
  workplace: Workplace,
  of: { by: Actor; revision: number; channel: string; roles: Roles },
): Promise<{ setup: Setup; refused: SetupRefusal | null }> {
  const { by, ...wanted } = of;
  const { settings } = workplace.store;
  const setup = await settings.read();
  const may = permitted('set up', by, { roles: await rolesInForce(workplace) });
  if (may !== true) return { setup, refused: { kind: 'not permitted', sentence: may.refused } };
  const problems = problemsWith(wanted.channel, wanted.roles);
  if (problems.length > 0) return { setup, refused: { kind: 'problems', problems } };
  if (setup.revision > 0 && alike(wanted, setup)) return { setup, refused: null };
  const kept = await settings.change(wanted, { id: by.id, at: workplace.now() });
  const after = await settings.read();
  if (!kept) return { setup: after, refused: alike(wanted, after) ? null : { kind: 'changed since' } };
  workplace.follow?.('setup');
  return { setup: after, refused: null };
}
