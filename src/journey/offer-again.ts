// Offer again: an open handshake goes to the next rep, or a disputed one comes back; nobody gets a lead that they let go.
import { choose, everyone, type Wanting } from '../handshake/floor.js';
import { type Command, holderOf, isOpen, type PersonId, type Why } from '../handshake/handshake.js';
import { textOf } from '../handshake/lead.js';
import { overflowMessages } from '../handshake/unplaced.js';
import { dueAfter } from '../handshake/working-time.js';
import type { Placed } from '../store/floors.js';
import type { Sql } from '../store/sql.js';
import { type Acted, carryOut, standing } from './act.js';
import { turnsTaken, wantingOf } from './placing.js';
import { termsOf } from './watch.js';
import { dayIn, type Workplace } from './workplace.js';

/** The rep whom a lead is offered to next, and why; null for everybody. */
export interface Next {
  to: PersonId | null;
  why: Why | null;
  /** When an answer is due, if the clock begins now; null before the card is posted, and where nobody ever works. */
  dueAt: string | null;
}

/**
 * Offers a lead again, in the same cycle, to the rep chosen for it: `command` makes of that what is to be decided. The
 * choice, the turn it takes and what the command leads to are one transaction. Where nobody is free the lead is
 * everybody's, and managers are told. No command leaves it as it is. `also` is kept with it, if anything happened.
 */
export async function offerAgain(
  workplace: Workplace,
  id: string,
  command: (next: Next) => Command | null,
  also?: (sql: Sql, next: Next) => Promise<unknown>,
): Promise<Acted> {
  const { store } = workplace;
  const acted = await store.floors.step(async (sql) => {
    const now = workplace.now();
    const { charter: inForce } = await store.charters.inForce(sql);
    // Before the handshake is read: whoever offers it meanwhile is waited for.
    await store.floors.alone(sql);
    const loaded = await standing(workplace, id, sql);
    const { handshake, account } = loaded;
    const { lead, about } = handshake;
    const floor = await store.floors.read(sql, {
      now,
      cap: inForce.caps.openARep,
      accounts: account === null ? [] : [account],
      leads: [lead],
    });
    const facts = await store.leads.facts(lead, sql);
    const known = wantingOf(floor, {
      lead,
      account,
      segment: about.segment,
      owner: textOf(facts, 'owner'),
    });
    // To somebody else than whoever has it now, whatever the reason.
    const holder = holderOf(handshake);
    const wanting: Wanting =
      holder === null ? known : { ...known, passed: new Set([...known.passed, holder]) };
    const { choice, floor: after } = choose(floor.floor, wanting);
    const { clocks, calendar } = termsOf(workplace, loaded.charter.charter);
    const dueAt = handshake.postedAt === null ? null : dueAfter(now, clocks.answerWorkingMinutes, calendar);
    const next: Next = {
      to: choice.to,
      why: choice.why ?? 'nobody_free',
      dueAt: dueAt?.toISOString() ?? null,
    };
    const wanted = command(next);
    if (wanted === null) return { ...loaded, refused: null };
    const done = await carryOut(workplace, loaded, { command: wanted, sql });
    if (done.refused !== null || done.handshake.version === handshake.version) return done;
    const day = dayIn(inForce, now);
    await store.floors.keep(
      sql,
      leftBy(next, done, { day, managers: floor.staff.managers, turns: turnsTaken(floor.floor, after) }),
      {
        day,
        at: now,
        channel: workplace.channel,
      },
    );
    await also?.(sql, next);
    return done;
  });
  workplace.owed();
  return acted;
}

function leftBy(
  { to }: Next,
  { handshake, offered }: Acted,
  { day, managers, turns }: { day: string; managers: readonly string[]; turns: Placed['turns'] },
): Placed {
  const { lead, id, about } = handshake;
  if (to !== null || !isOpen(handshake)) return { turns, unplaced: [], placed: [lead], messages: [] };
  const unplaced = { lead, handshake: id, segment: about.segment ?? everyone, score: offered.score.total };
  return { turns, unplaced: [unplaced], placed: [], messages: overflowMessages(day, managers) };
}
