// Who sees how the jobs run: managers and the owner of the charter, and until somebody has set up, Slack admins.
import { UserError } from '../errors.js';
import { rolesInForce } from '../journey/roles.js';
import { readSetup } from '../journey/setup.js';
import { actorOf, type RoleDesk } from './desk.js';
import { mentions } from './mrkdwn.js';

/** The people and user groups whose business the jobs are. */
async function watchers({ workplace }: RoleDesk): Promise<readonly string[]> {
  const { manager, owner } = await rolesInForce(workplace);
  return [...manager, ...owner];
}

/** Whether this person sees how the jobs run. */
export async function seesJobs(desk: RoleDesk, person: string): Promise<boolean> {
  const [own, { changed }, { groups, isAdmin }] = await Promise.all([
    watchers(desk),
    readSetup(desk.workplace),
    actorOf(desk, person),
  ]);
  if (changed === null && isAdmin) return true;
  return own.some((id) => id === person || (groups ?? []).includes(id));
}

/** Throws a UserError that names who may, unless this person does. */
export async function admitToJobs(desk: RoleDesk, person: string): Promise<void> {
  if (await seesJobs(desk, person)) return;
  const named = await watchers(desk);
  const ask =
    named.length === 0
      ? 'Nobody is named yet: ask a Slack admin to run `/funnel setup`.'
      : `Please ask ${mentions(named.slice(0, 6))}.`;
  throw new UserError(`Only managers and the owner of the charter see how the jobs run. ${ask}`);
}
