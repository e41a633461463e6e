// Roster: who belongs to the groups that sell, and what people are called, asked of Slack and kept for those who offer.
import type { Roster } from '../handshake/staff.js';
import type { PeopleDirectory, Workplace } from './workplace.js';

/** Whether an id among the roles is that of a user group. */
export const isGroup = (id: string): boolean => id.startsWith('S');

/** The people and user groups that are set up to sell, and what was known of them. */
async function sellersIn({ store }: Workplace): Promise<{ ids: string[]; before: Roster }> {
  const { teams, settings } = store;
  const [{ roles }, setup, before] = await Promise.all([settings.read(), teams.read(), teams.roster()]);
  const members = setup.teams.flatMap((team) => team.members.map(({ id }) => id));
  return { ids: [...new Set([...roles.sales, ...members])], before };
}

async function groupsOf(
  ids: readonly string[],
  before: Roster,
  directory: PeopleDirectory,
): Promise<Roster['groups']> {
  const groups: Record<string, readonly string[]> = {};
  for (const group of ids.filter(isGroup))
    groups[group] = (await directory.membersOf(group)) ?? before.groups[group] ?? [];
  return groups;
}

/** Asks Slack who belongs to the groups that sell: a call for each of them. Does nothing where there is no Slack to ask. */
export async function refreshGroups(workplace: Workplace): Promise<void> {
  const { people: directory, store, now } = workplace;
  if (directory === undefined) return;
  const { ids, before } = await sellersIn(workplace);
  await store.teams.keepRoster({ ...before, groups: await groupsOf(ids, before, directory) }, now());
}

/**
 * Asks Slack about everybody who sells, one after the other, and keeps what it says. Returns 1 if that was news, and 0 where
 * there is no Slack to ask.
 */
export async function refreshRoster(workplace: Workplace): Promise<number> {
  const { people: directory, store, now } = workplace;
  if (directory === undefined) return 0;
  const { ids, before } = await sellersIn(workplace);
  const groups = await groupsOf(ids, before, directory);
  const people: Record<string, Roster['people'][string]> = {};
  const all = [...ids.filter((id) => !isGroup(id)), ...Object.values(groups).flat()];
  for (const person of new Set(all)) {
    const told = (await directory.personOf(person)) ?? before.people[person];
    if (told !== undefined) people[person] = told;
  }
  return (await store.teams.keepRoster({ groups, people }, now())) ? 1 : 0;
}
