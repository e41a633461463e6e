// Roles: who in a company may do what with a lead and with the charter, and the sentence that refuses everybody else.
import { z } from 'zod';
import type { Charter } from './charter.js';

/** The roles of a workspace, in the order in which people set them. */
export const roleNames = [
  'owner',
  'marketing_leader',
  'sales_leader',
  'manager',
  'sales',
  'marketing',
] as const;
export type Role = (typeof roleNames)[number];

/** Who has each role: Slack user ids (U…, W…) and ids of user groups (S…). */
export type Roles = Readonly<Record<Role, readonly string[]>>;

/** The two teams that sign. */
export const sides = ['marketing', 'sales'] as const;
export type Side = (typeof sides)[number];

/** Who may sign for each side, by Slack user id. */
export type Leaders = Readonly<Record<Side, readonly string[]>>;

/** Nobody has any role yet. */
export const noRoles: Roles = {
  owner: [],
  marketing_leader: [],
  sales_leader: [],
  manager: [],
  sales: [],
  marketing: [],
};

const MOST_A_ROLE = 50;

const people = z
  .array(
    z
      .string()
      .regex(/^[UW][A-Z0-9]+$/, 'name people here, not a user group: each signs or is told in person'),
  )
  .max(MOST_A_ROLE);
const peopleOrGroups = z
  .array(z.string().regex(/^[USW][A-Z0-9]+$/, 'name people or user groups by their Slack ids'))
  .max(MOST_A_ROLE);

/** Checks the roles that somebody sets. Those who sign, and the owner, are people; the others may be user groups. */
export const RolesSchema = z
  .strictObject({
    owner: people,
    marketing_leader: people,
    sales_leader: people,
    manager: peopleOrGroups,
    sales: peopleOrGroups,
    marketing: peopleOrGroups,
  })
  .superRefine(({ marketing_leader, sales_leader }, context) => {
    if (sales_leader.some((id) => marketing_leader.includes(id)))
      context.addIssue({
        code: 'custom',
        path: ['sales_leader'],
        message: 'nobody signs for both sides; name somebody else to lead marketing or sales',
      });
  });

/** The roles as they hold under a charter: the people whom it names come before those of the setup. */
export function rolesUnder(roles: Roles, { people: named }: Pick<Charter, 'people'>): Roles {
  return {
    ...roles,
    ...(named.owner === null ? {} : { owner: [named.owner] }),
    ...(named.marketingLeader === null ? {} : { marketing_leader: [named.marketingLeader] }),
    ...(named.salesLeader === null ? {} : { sales_leader: [named.salesLeader] }),
  };
}

/** Who signs for each side. */
export const leadersOf = (roles: Roles): Leaders => ({
  marketing: roles.marketing_leader,
  sales: roles.sales_leader,
});

/**
 * Somebody who wants something. `groups` are the user groups of the setup that they belong to, or null when Slack would
 * not say; then they are taken for a member, since a silent Slack must not keep people from their work.
 */
export interface Actor {
  id: string;
  groups: readonly string[] | null;
  isAdmin: boolean;
  /** A guest of the workspace may do only what a role gives them by name: what is open to all is not open to guests. */
  isGuest: boolean;
}

const isGroup = (id: string): boolean => id.startsWith('S');

const hasRole = ({ id, groups }: Actor, members: readonly string[]): boolean =>
  members.some(
    (member) => member === id || (isGroup(member) && (groups === null || groups.includes(member))),
  );

/** What people do that not everybody may. */
export type Deed =
  | 'answer a lead'
  | 'reassign a lead'
  | 'follow a lead through'
  | 'close a deal'
  | 'answer a rejection'
  | 'rule on a dispute'
  | 'propose a charter'
  | 'name leaders'
  | 'sign a charter'
  | 'withdraw a draft'
  | 'note a leave'
  | 'read leads'
  | 'read a digest'
  | 'export leads'
  | 'diagnose the funnel'
  | 'see reps one by one'
  | 'set up';

interface Rule {
  /** Whose business it is. While one of these roles has nobody, anybody may; `strict` takes that away. */
  whose: readonly Role[];
  also: readonly Role[];
  /** Whether the one whose thing it is may: the holder of a lead, the proposer of a draft. */
  own: boolean;
  /** Whether a refusal need not say so: what it refuses is about others only. */
  tacit?: true;
  admin: boolean;
  strict: boolean;
  /** As in "Only … may …". */
  words: string;
}

const usual = { also: [], own: false, admin: false, strict: false } as const;

const rules: Readonly<Record<Deed, Rule>> = {
  'answer a lead': { ...usual, whose: ['sales'], also: ['manager', 'sales_leader'], words: 'answer a lead' },
  'reassign a lead': {
    ...usual,
    whose: ['sales'],
    also: ['manager', 'sales_leader'],
    words: 'reassign or snooze a lead',
  },
  'follow a lead through': {
    ...usual,
    whose: ['manager'],
    also: [],
    own: true,
    words: 'mark this lead as SQL or hand it back',
  },
  'close a deal': {
    ...usual,
    whose: ['manager'],
    also: ['sales_leader'],
    own: true,
    words: 'say how the deal of this SQL ended',
  },
  'answer a rejection': {
    ...usual,
    whose: ['marketing'],
    also: ['marketing_leader'],
    words: 'answer a rejection',
  },
  'rule on a dispute': { ...usual, whose: ['manager'], also: ['owner'], words: 'rule on a dispute' },
  'propose a charter': {
    ...usual,
    whose: ['sales', 'marketing'],
    also: ['owner', 'marketing_leader', 'sales_leader', 'manager'],
    words: 'propose or change a charter',
  },
  'name leaders': {
    ...usual,
    whose: ['owner'],
    admin: true,
    strict: true,
    words: 'change who owns the charter and who leads both sides',
  },
  'sign a charter': {
    ...usual,
    whose: ['marketing_leader', 'sales_leader'],
    strict: true,
    words: 'sign or decline a charter',
  },
  'withdraw a draft': { ...usual, whose: ['owner'], own: true, words: 'withdraw this draft' },
  'note a leave': {
    ...usual,
    whose: ['manager'],
    also: ['sales_leader'],
    own: true,
    tacit: true,
    words: 'say that somebody else is away',
  },
  'read a digest': {
    ...usual,
    whose: ['sales', 'marketing'],
    also: ['manager', 'owner', 'marketing_leader', 'sales_leader'],
    words: 'read the digest here',
  },
  'read leads': {
    ...usual,
    whose: ['sales', 'marketing'],
    also: ['manager', 'owner', 'marketing_leader', 'sales_leader'],
    words: 'look leads up here',
  },
  'export leads': {
    ...usual,
    whose: ['manager'],
    also: ['owner', 'marketing_leader', 'sales_leader'],
    admin: true,
    strict: true,
    words: 'take leads out as a file',
  },
  'diagnose the funnel': {
    ...usual,
    whose: ['manager'],
    also: ['owner', 'marketing_leader', 'sales_leader'],
    words: 'diagnose the funnel',
  },
  'see reps one by one': {
    ...usual,
    whose: ['manager'],
    strict: true,
    words: 'see the figures of reps one by one',
  },
  'set up': { ...usual, whose: ['owner'], admin: true, strict: true, words: 'run `/funnel setup`' },
};

const roleWords: Readonly<Record<Role, string>> = {
  owner: 'the owner of the charter',
  marketing_leader: 'the marketing leader',
  sales_leader: 'the sales leader',
  manager: 'managers',
  sales: 'sales',
  marketing: 'marketing',
};

const mention = (id: string): string => (isGroup(id) ? `<!subteam^${id}>` : `<@${id}>`);

/** More names than this help nobody. */
const MOST_NAMED = 6;

const listed = (words: readonly string[], last: 'and' | 'or'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

function refusal({ whose, also, own, tacit, admin, words }: Rule, roles: Roles): string {
  const may = [...whose, ...also];
  const who = [
    ...(own && !tacit ? ['whoever it belongs to'] : []),
    ...may.map((role) => roleWords[role]),
    ...(admin ? ['Slack admins'] : []),
  ];
  const named = [...new Set(may.flatMap((role) => roles[role]))];
  const ask =
    named.length === 0
      ? 'Nobody is named yet: ask a Slack admin to run `/funnel setup`.'
      : `Please ask ${listed(named.slice(0, MOST_NAMED).map(mention), 'or')}.`;
  return `Only ${listed(who, 'and')} may ${words}. ${ask}`;
}

/**
 * Whether somebody may do this: true, or a sentence of mrkdwn that names who may. `own` says that the thing is theirs:
 * the lead that they hold, the draft that they proposed.
 */
export function permitted(
  deed: Deed,
  actor: Actor,
  { roles, own = false }: { roles: Roles; own?: boolean },
): true | { refused: string } {
  const rule = rules[deed];
  if (own && rule.own) return true;
  if (actor.isAdmin && rule.admin) return true;
  if (!rule.strict && !actor.isGuest && rule.whose.some((role) => roles[role].length === 0)) return true;
  if ([...rule.whose, ...rule.also].some((role) => hasRole(actor, roles[role]))) return true;
  return { refused: refusal(rule, roles) };
}
