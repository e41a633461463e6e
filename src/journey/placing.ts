// Placing: whom each lead that is to be offered goes to first, one after the other, and which of them find nobody.
import { choose, roomFor, teamOf, type Wanting } from '../handshake/floor.js';
import type { LeadKey } from '../handshake/lead.js';
import { ownerNamed } from '../handshake/staff.js';
import { overflowMessages, type Unplaced } from '../handshake/unplaced.js';
import { leadName, type Placed, type StandingFloor } from '../store/floors.js';
import type { NewHandshake } from '../store/taking-in.js';

/** A lead that is to be offered, and what its facts say of its owner. */
export interface Fresh {
  opened: NewHandshake;
  owner: string;
}

/** Which leads are offered, to whom; which wait until somebody has room; and what is to be kept with them. */
export interface Placing {
  opened: NewHandshake[];
  waiting: NewHandshake[];
  placed: Placed;
}

/** What is known of a lead on a floor. */
export const wantingOf = (
  { staff, accounts, passed }: StandingFloor,
  of: { lead: LeadKey; segment: string | null; account: string | null; owner: string },
): Wanting => ({
  segment: of.segment,
  account: of.account === null ? null : (accounts.get(of.account) ?? null),
  owner: of.owner === '' ? null : ownerNamed(staff, of.owner),
  passed: passed.get(leadName(of.lead)) ?? new Set(),
});

/** The turns that are not what they were. */
export const turnsTaken = (before: StandingFloor['floor'], after: StandingFloor['floor']): Placed['turns'] =>
  [...after.turns].flatMap(([team, owed]) => (before.turns.get(team) === owed ? [] : [{ team, owed }]));

/**
 * Chooses for one lead after the other. Where nobody is free a lead goes to the whole channel and managers are told;
 * `paced`, it waits until somebody has room, and managers are told of that.
 */
export function place(
  fresh: readonly Fresh[],
  standing: StandingFloor,
  of: { day: string; paced: boolean },
): Placing {
  let { floor } = standing;
  const accounts = new Map(standing.accounts);
  const [opened, waiting]: [NewHandshake[], NewHandshake[]] = [[], []];
  const unplaced: Unplaced[] = [];
  for (const { opened: one, owner } of fresh) {
    const { lead, id, about } = one.handshake;
    const { segment } = about;
    const chosen = choose(
      floor,
      wantingOf({ ...standing, accounts }, { lead, segment, account: one.account, owner }),
    );
    const { to, why } = chosen.choice;
    // Where nobody is known to sell, as while Slack does not say who belongs to a group, there is nobody to wait for.
    const isSold = (teamOf(floor, segment)?.sellers.length ?? 0) > 0;
    const waits = of.paced && why === 'nobody_free' && isSold && roomFor(floor, segment) === 0;
    if (why === 'nobody_free')
      unplaced.push({ lead, handshake: waits ? null : id, segment, score: one.offered.score.total });
    if (waits) {
      waiting.push(one);
      continue;
    }
    floor = chosen.floor;
    // The next lead of the same company goes to the same rep, also when both come at once.
    if (to !== null && one.account !== null && !accounts.has(one.account)) accounts.set(one.account, to);
    opened.push({ ...one, handshake: { ...one.handshake, suggested: to, why } });
  }
  const messages = unplaced.length === 0 ? [] : overflowMessages(of.day, standing.staff.managers);
  return {
    opened,
    waiting,
    placed: { turns: turnsTaken(standing.floor, floor), unplaced, placed: [], messages },
  };
}
