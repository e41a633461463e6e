// Who people are by Slack: the user groups they belong to, and whether they administer the workspace. Remembered a while.
import type { UsersInfoResponse, WebClient } from '@slack/web-api';
import type { PeopleDirectory } from '../journey/workplace.js';

/** Memberships change rarely, and the method that tells them may be called twenty times a minute. */
const REMEMBERED_MS = 5 * 60_000;

/** People remembered at most; the ones asked about first are forgotten first. */
const PEOPLE_KEPT = 5_000;

/** What somebody is in the workspace. */
export interface Standing {
  isAdmin: boolean;
  isGuest: boolean;
}

export interface Directory extends PeopleDirectory {
  /** Which of these user groups somebody belongs to; null when Slack would not say. */
  groupsOf(person: string, groups: readonly string[]): Promise<string[] | null>;
  /** Whether somebody administers the workspace, or is only its guest; neither when Slack would not say. */
  standingOf(person: string): Promise<Standing>;
  /** What somebody is called; their id when Slack would not say. */
  nameOf(person: string): Promise<string>;
}

/** What somebody is called, and whether they have left. */
interface Known {
  name: string;
  names: string[];
  gone: boolean;
}

/** Each of the names that other systems may know somebody by. */
const namesOf = (user: UsersInfoResponse['user']): string[] => [
  ...new Set(
    [user?.real_name, user?.profile?.display_name, user?.name, user?.profile?.email].filter(
      (name): name is string => name !== undefined && name !== '',
    ),
  ),
];

interface Remembered<T> {
  value: T;
  until: number;
}

/** Asks again once what is known has grown old; while Slack is silent, old knowledge is better than none. */
function remembering<T>(ask: (id: string) => Promise<T>, wall: () => number) {
  const known = new Map<string, Remembered<T>>();
  return async (id: string): Promise<T | null> => {
    const before = known.get(id);
    if (before !== undefined && wall() < before.until) return before.value;
    try {
      const value = await ask(id);
      known.delete(id);
      known.set(id, { value, until: wall() + REMEMBERED_MS });
      const [oldest] = known.keys();
      if (oldest !== undefined && known.size > PEOPLE_KEPT) known.delete(oldest);
      return value;
    } catch {
      return before?.value ?? null;
    }
  };
}

/** The directory of the workspace that `client` belongs to. `wall` is real time in milliseconds. */
export function directoryOf(client: WebClient, wall: () => number): Directory {
  const members = remembering(async (usergroup) => {
    const { users } = await client.usergroups.users.list({ usergroup });
    return new Set(users ?? []);
  }, wall);
  const standings = remembering(async (person): Promise<Standing & Known> => {
    const { user } = await client.users.info({ user: person });
    return {
      names: namesOf(user),
      gone: user?.deleted === true,
      name: user?.real_name ?? user?.name ?? person,
      isAdmin: user?.is_admin === true || user?.is_owner === true,
      isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    };
  }, wall);
  return {
    async groupsOf(person, groups) {
      const lists = await Promise.all(groups.map(members));
      if (lists.includes(null)) return null;
      return groups.filter((_, index) => lists[index]?.has(person));
    },
    async standingOf(person) {
      const { isAdmin, isGuest } = (await standings(person)) ?? { isAdmin: false, isGuest: false };
      return { isAdmin, isGuest };
    },
    async membersOf(group) {
      const known = await members(group);
      return known === null ? null : [...known];
    },
    async personOf(person) {
      const known = await standings(person);
      return known === null ? null : { names: known.names, gone: known.gone };
    },
    nameOf: async (person) => (await standings(person))?.name ?? person,
  };
}
