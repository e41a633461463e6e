// The sales floor: who sells to which leads, who is at work with room for one more, and whom a lead is offered to first.
import type { PersonId, Why } from './handshake.js';
import { type Seller, type Turns, takeTurn } from './turns.js';

/** Those who sell to one segment, by its id, or to all leads without a team of their own, by `everyone`. */
export interface Team {
  segment: string;
  sellers: readonly Seller[];
}

/** What stands for the segment of the team that sells to all leads which no other team sells to. */
export const everyone = '';

/** How things stand on the floor when an offer is made. */
export interface Floor {
  teams: readonly Team[];
  /** Those who cannot be offered anything now. */
  away: ReadonlySet<PersonId>;
  /** How many open leads each has, offered to them or accepted; of more than the cap only so many are counted. */
  inHand: ReadonlyMap<PersonId, number>;
  /** Open leads a rep, at most. */
  cap: number;
  /** Whose turn it is, by the segment of the team. */
  turns: ReadonlyMap<string, Turns>;
}

/** What is known of a lead that is to be offered. */
export interface Wanting {
  segment: string | null;
  /** Who holds a lead of the same company, or held one last. */
  account: PersonId | null;
  /** Whom the lead's own facts name as its owner. */
  owner: PersonId | null;
  /** Who has had it and let it go. */
  passed: ReadonlySet<PersonId>;
}

/** Whom a lead is offered to first, and why; null for the whole channel. */
export interface Choice {
  to: PersonId | null;
  /** Null where nobody sells: nothing is set up, so there is nobody to choose. */
  why: Why | null;
}

/** The team of a segment: its own, else the one for everybody else; null where nobody sells to it. */
export function teamOf({ teams }: Pick<Floor, 'teams'>, segment: string | null): Team | null {
  const staffed = teams.filter(({ sellers }) => sellers.length > 0);
  return (
    staffed.find((team) => team.segment === segment) ??
    staffed.find((team) => team.segment === everyone) ??
    null
  );
}

/** How many leads somebody can take on now; none while away. */
const roomOf = ({ away, inHand, cap }: Floor, person: PersonId): number =>
  away.has(person) ? 0 : Math.max(0, cap - (inHand.get(person) ?? 0));

/** How many leads of a segment can be offered to somebody in particular now. */
export const roomFor = (floor: Floor, segment: string | null): number =>
  (teamOf(floor, segment)?.sellers ?? []).reduce((sum, { person }) => sum + roomOf(floor, person), 0);

/** The floor once somebody has one more open lead. */
const withOneMore = (floor: Floor, person: PersonId): Floor => ({
  ...floor,
  inHand: new Map([...floor.inHand, [person, (floor.inHand.get(person) ?? 0) + 1]]),
});

/**
 * Chooses whom a lead is offered to first, and how the floor stands then: whoever knows the company, then whom the lead's
 * facts name, then the next in turn of its segment's team. Nobody who is away, has as many leads as they may, or has let
 * this one go. Who knows the company gets its leads beside their turns.
 */
export function choose(
  floor: Floor,
  { segment, account, owner, passed }: Wanting,
): { choice: Choice; floor: Floor } {
  const could = (person: PersonId): boolean => !passed.has(person) && roomOf(floor, person) > 0;
  const sells = (person: PersonId): boolean =>
    floor.teams.some(({ sellers }) => sellers.some((seller) => seller.person === person));
  for (const [person, why] of [
    [account, 'account'],
    [owner, 'owner'],
  ] as const)
    if (person !== null && sells(person) && could(person))
      return { choice: { to: person, why }, floor: withOneMore(floor, person) };
  const team = teamOf(floor, segment);
  if (team === null)
    return { choice: { to: null, why: floor.teams.length === 0 ? null : 'nobody_free' }, floor };
  const turn = takeTurn(
    floor.turns.get(team.segment) ?? {},
    team.sellers.filter(({ person }) => could(person)),
  );
  if (turn === null) return { choice: { to: null, why: 'nobody_free' }, floor };
  const after = withOneMore(floor, turn.person);
  return {
    choice: { to: turn.person, why: 'turn' },
    floor: { ...after, turns: new Map([...floor.turns, [team.segment, turn.turns]]) },
  };
}
