// Who sells, worked out of what was set up and of what Slack tells of people: the teams, their shares, and their names.
import type { Roles } from '../charter/roles.js';
import { everyone, type Team } from './floor.js';
import type { PersonId } from './handshake.js';
import type { Seller } from './turns.js';

/** A team as it is set up: people and user groups (S…), each with their share. Its segment is '' for all other leads. */
export interface SetTeam {
  segment: string;
  members: readonly { id: string; weight: number }[];
}

/** What Slack last told of people. Groups that are not in it are not known. */
export interface Roster {
  groups: Readonly<Record<string, readonly PersonId[]>>;
  people: Readonly<Record<PersonId, { names: readonly string[]; gone: boolean }>>;
}

export const noRoster: Roster = { groups: {}, people: {} };

/** Everybody who sells. */
export interface Staff {
  teams: readonly Team[];
  /** Each once. */
  people: readonly PersonId[];
  /** Managers, as they are set up: people and user groups. */
  managers: readonly string[];
  /** Whom a name, an e-mail address or an id means; nobody where two people have the name. */
  named: ReadonlyMap<string, PersonId>;
}

const isGroup = (id: string): boolean => id.startsWith('S');

const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** The people behind an id: one, or the members of a group. Who has left the company is nobody. */
const peopleOf = (id: string, { groups, people }: Roster): PersonId[] =>
  (isGroup(id) ? (groups[id] ?? []) : [id]).filter((person) => people[person]?.gone !== true);

/** Each person once; whoever is named beside a group they belong to has the share they are named with. */
function sellersOf(members: SetTeam['members'], roster: Roster): Seller[] {
  const sellers = new Map<PersonId, Seller>();
  const named = [...members].sort((a, b) => Number(isGroup(a.id)) - Number(isGroup(b.id)));
  for (const { id, weight } of named)
    for (const person of peopleOf(id, roster))
      if (!sellers.has(person)) sellers.set(person, { person, weight });
  return [...sellers.values()];
}

function namesOf(people: readonly PersonId[], roster: Roster): Map<string, PersonId> {
  const named = new Map<string, PersonId | null>();
  for (const person of people)
    for (const name of new Set([person, ...(roster.people[person]?.names ?? [])].map(folded)))
      named.set(name, named.has(name) ? null : person);
  return new Map([...named].flatMap(([name, person]) => (person === null ? [] : [[name, person]])));
}

/**
 * Who sells to what. Without a team for all other leads everybody in sales has them, in equal shares. Nobody sells who is
 * not in sales: they could not answer. While nobody is in sales there are no teams, and every lead is everybody's.
 */
export function staffOf(set: { roles: Roles; teams: readonly SetTeam[]; roster: Roster }): Staff {
  const { roles, roster } = set;
  const inSales = roles.sales.map((id) => ({ id, weight: 1 }));
  const sales = sellersOf(inSales, roster);
  const rest = set.teams.some(({ segment, members }) => segment === everyone && members.length > 0);
  const all = rest ? set.teams : [...set.teams, { segment: everyone, members: inSales }];
  const teams = all.map(({ segment, members }) => ({
    segment,
    sellers: sellersOf(members, roster).filter(({ person }) => sales.some((one) => one.person === person)),
  }));
  const people = sales.map(({ person }) => person);
  return {
    teams: roles.sales.length === 0 ? [] : teams,
    people,
    managers: roles.manager,
    named: namesOf(people, roster),
  };
}

/** Whom a lead's own facts mean by its owner: a Slack id, a mention, a name or an e-mail address; null for nobody who sells. */
export const ownerNamed = ({ named }: Staff, owner: string): PersonId | null =>
  named.get(folded(owner.replace(/^<@([A-Z0-9]+)(\|[^>]*)?>$/, '$1'))) ?? null;
