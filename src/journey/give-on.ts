// Give on: the rung of the ladder at which a lead that nobody has answered goes to the next rep, in the sweep of nudges.
import type { Charter } from '../charter/charter.js';
import { choose } from '../handshake/floor.js';
import { type Command, type Handshake, holderOf } from '../handshake/handshake.js';
import type { Nudge } from '../handshake/nudges.js';
import { overflowMessages, type Unplaced } from '../handshake/unplaced.js';
import { dueAfter } from '../handshake/working-time.js';
import type { Placed } from '../store/floors.js';
import type { Batch, Looked } from '../store/nudges.js';
import { turnsTaken, wantingOf } from './placing.js';
import { termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

/** What is to be done to each lead that goes on, by its handshake, and what that leaves behind. */
export interface Giving {
  commands: Map<string, Extract<Command, { type: 'offer again' }>>;
  placed: Placed | null;
}

interface Round {
  workplace: Workplace;
  inForce: Charter;
  now: Date;
  /** YYYY-MM-DD in the charter's zone. */
  day: string;
}

/** Finds the next rep for every lead of a plan that is to go on; it goes to the whole channel where nobody is free. */
export async function giveOn(
  batch: Batch,
  of: { plan: readonly Nudge[]; looked: readonly Looked[] },
  { workplace, inForce, now, day }: Round,
): Promise<Giving> {
  const due = new Set(of.plan.flatMap((nudge) => (nudge.kind === 'reassign' ? nudge.due.handshake : [])));
  const going = of.looked.filter(({ handshake }) => due.has(handshake.id));
  if (going.length === 0) return { commands: new Map(), placed: null };
  const standing = await batch.floor({
    now,
    cap: inForce.caps.openARep,
    accounts: going.flatMap(({ account }) => account ?? []),
    leads: going.map(({ handshake }) => handshake.lead),
  });
  let { floor } = standing;
  const commands: Giving['commands'] = new Map();
  const unplaced: Unplaced[] = [];
  for (const { handshake, account } of going) {
    const { id, lead, about } = handshake;
    const holder = holderOf(handshake);
    const known = wantingOf(standing, { lead, account, segment: about.segment, owner: '' });
    const passed = new Set([...known.passed, ...(holder === null ? [] : [holder])]);
    const chosen = choose(floor, { ...known, passed });
    floor = chosen.floor;
    const { to, why } = chosen.choice;
    if (to === null) unplaced.push({ lead, handshake: id, segment: about.segment, score: 0 });
    const dueAt = await anew(workplace, batch, handshake, now);
    commands.set(id, {
      ...{ type: 'offer again', at: now.toISOString(), of: holder, to, why },
      because: 'unanswered',
      dueAt,
    });
  }
  return {
    commands,
    placed: {
      turns: turnsTaken(standing.floor, floor),
      unplaced,
      placed: [],
      messages: unplaced.length === 0 ? [] : overflowMessages(day, standing.staff.managers),
    },
  };
}

/** When an answer is due if the clock begins now, under the charter that the lead was offered under. */
async function anew(
  workplace: Workplace,
  batch: Batch,
  { charterVersion }: Handshake,
  now: Date,
): Promise<string | null> {
  const { charter } = await batch.charter(charterVersion);
  const { clocks, calendar } = termsOf(workplace, charter);
  return dueAfter(now, clocks.answerWorkingMinutes, calendar)?.toISOString() ?? null;
}
