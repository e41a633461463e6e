// Who reads rejections: a user group or named people, and whether somebody is one of them.
import type { WebClient } from '@slack/web-api';

export interface Marketing {
  /** How a message calls them. */
  mention: string;
  /** Whether this person is one of them; null when Slack would not say. */
  includes(person: string): Promise<boolean | null>;
}

/** Memberships change rarely, and the method that tells them may be called twenty times a minute. */
const REMEMBERED_MS = 5 * 60_000;

const isGroup = (id: string): boolean => id.startsWith('S');

/** Marketing by the ids of user groups (S…) and people (U…). `wall` is real time in milliseconds. */
export function marketingOf(ids: readonly string[], client: WebClient, wall: () => number): Marketing {
  const people = ids.filter((id) => !isGroup(id));
  const groups = ids.filter(isGroup);
  let known: { members: Set<string>; until: number } | null = null;

  async function members(): Promise<Set<string> | null> {
    if (known !== null && wall() < known.until) return known.members;
    try {
      const lists = await Promise.all(groups.map((usergroup) => client.usergroups.users.list({ usergroup })));
      known = {
        members: new Set([...people, ...lists.flatMap(({ users }) => users ?? [])]),
        until: wall() + REMEMBERED_MS,
      };
      return known.members;
    } catch {
      return known?.members ?? null; // without the list nobody is refused
    }
  }

  return {
    mention: ids.map((id) => (isGroup(id) ? `<!subteam^${id}>` : `<@${id}>`)).join(' '),
    includes: async (person) => (await members())?.has(person) ?? null,
  };
}
