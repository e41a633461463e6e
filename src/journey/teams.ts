// Teams: who sells to which segment and with what share, as part of the setup.
import { type Actor, permitted } from '../charter/roles.js';
import { everyone } from '../handshake/floor.js';
import { type SetTeam, staffOf } from '../handshake/staff.js';
import type { TeamSetup } from '../store/teams.js';
import { rolesInForce } from './roles.js';
import type { Workplace } from './workplace.js';

/** One team to set up, of a segment or, with null, of all leads that have no team of their own. */
export interface TeamRow {
  segment: string | null;
  /** What people call the segment. */
  name: string | null;
  members: SetTeam['members'];
}

/** The teams as they stand under the charter in force: one row for each of its segments, and one for all other leads. */
export interface Teams {
  revision: number;
  rows: TeamRow[];
}

/** Why a team was not kept. `sentence` says what to do. */
export type TeamRefusal =
  | { kind: 'not permitted'; sentence: string }
  | { kind: 'not in sales'; people: string[] }
  | { kind: 'changed since' };

const membersOf = ({ teams }: TeamSetup, segment: string | null): SetTeam['members'] =>
  teams.find((team) => team.segment === (segment ?? everyone))?.members ?? [];

/** Who sells to what. */
export async function readTeams({ store }: Workplace): Promise<Teams> {
  const [{ charter }, setup] = await Promise.all([store.charters.inForce(), store.teams.read()]);
  const segments = charter.segments.map(({ id, name }) => ({ segment: id, name }));
  return {
    revision: setup.revision,
    rows: [...segments, { segment: null, name: null }].map((row) => ({
      ...row,
      members: membersOf(setup, row.segment),
    })),
  };
}

/** The people of a team who are known not to be in sales: they could not answer what they are offered. */
async function strangers(
  { store }: Workplace,
  sales: readonly string[],
  members: SetTeam['members'],
): Promise<string[]> {
  const { people } = staffOf({
    roles: (await store.settings.read()).roles,
    teams: [],
    roster: await store.teams.roster(),
  });
  // Of a group that Slack has not told of yet nobody is known.
  if (sales.length === 0 || people.length === 0) return [];
  return members.map(({ id }) => id).filter((id) => !id.startsWith('S') && !people.includes(id));
}

/**
 * Sets up who sells to one segment, made from the teams of this revision; nobody means that its leads go to whom all other
 * leads go. The same team again is a success.
 */
export async function changeTeam(
  workplace: Workplace,
  of: { by: Actor; revision: number; segment: string | null; members: SetTeam['members'] },
): Promise<TeamRefusal | null> {
  const { by, revision, members } = of;
  const { teams } = workplace.store;
  const roles = await rolesInForce(workplace);
  const may = permitted('set up', by, { roles });
  if (may !== true) return { kind: 'not permitted', sentence: may.refused };
  const strange = await strangers(workplace, roles.sales, members);
  if (strange.length > 0) return { kind: 'not in sales', people: strange };
  const before = await teams.read();
  if (JSON.stringify(membersOf(before, of.segment)) === JSON.stringify(members)) return null;
  const segment = of.segment ?? everyone;
  const others = before.teams.filter((team) => team.segment !== segment);
  const wanted = members.length === 0 ? others : [...others, { segment, members }];
  const kept =
    before.revision === revision &&
    (await teams.change({ revision, teams: wanted }, { id: by.id, at: workplace.now() }));
  if (!kept) return { kind: 'changed since' };
  workplace.follow?.('setup');
  return null;
}
