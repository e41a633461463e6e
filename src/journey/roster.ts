// Roster: who belongs to the groups that sell, and what people are called, asked of Slack and kept for those who offer.
import type { Roster } from '../handshake/staff.js';
import type { Workplace } from './workplace.js';

const isGroup = (id: string): boolean => id.startsWith('S');

/**
 * Asks Slack about everybody who sells, one after the other, and keeps what it says. Returns 1 if that was news, and 0 where
 * there is no Slack to ask.
 */
export async function refreshRoster(workplace: Workplace): Promise<number> {
  const { people: directory } = workplace;
  if (directory === undefined) return 0;
  const { teams, settings } = workplace.store;
  const [{ roles }, setup, before] = await Promise.all([settings.read(), teams.read(), teams.roster()]);
  const ids = [
    ...new Set([...roles.sales, ...setup.teams.flatMap(({ members }) => members.map(({ id }) => id))]),
  ];
  const groups: Record<string, readonly string[]> = {};
  for (const group of ids.filter(isGroup))
    groups[group] = (await directory.membersOf(group)) ?? before.groups[group] ?? [];
  const people: Record<string, Roster['people'][string]> = {};
  const all = [...ids.filter((id) => !isGroup(id)), ...Object.values(groups).flat()];
  for (const person of new Set(all)) {
    const told = (await directory.personOf(person)) ?? before.people[person];
    if (told !== undefined) people[person] = told;
  }
  return (await teams.keepRoster({ groups, people }, workplace.now())) ? 1 : 0;
}
