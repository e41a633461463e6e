// Unplaced: leads that found nobody are offered once somebody has room, the best scores first, and managers see it.
import { roomFor, teamOf } from '../handshake/floor.js';
import { holderOf } from '../handshake/handshake.js';
import { overflowMessages } from '../handshake/unplaced.js';
import type { Backlog } from '../store/unplaced-leads.js';
import { judgeAnew } from './judge-anew.js';
import { offerAgain } from './offer-again.js';
import { dayIn, type Workplace } from './workplace.js';

/** Leads judged in one transaction: see judgeAgain. */
const BATCH = 200;

/** The segments of a team, with how many leads its people have room for. */
interface Room {
  segments: (string | null)[];
  room: number;
}

/** How much room there is for what is left over, team by team. */
async function roomsFor({ store, now }: Workplace, backlog: readonly Backlog[]): Promise<Room[]> {
  const { charter } = await store.charters.inForce();
  const { floor } = await store.floors.now({ now: now(), cap: charter.caps.openARep });
  const rooms = new Map<string, Room>();
  for (const { segment } of backlog) {
    const team = teamOf(floor, segment)?.segment;
    if (team === undefined) continue;
    const room = rooms.get(team) ?? { segments: [], room: roomFor(floor, segment) };
    rooms.set(team, { ...room, segments: [...room.segments, segment] });
  }
  return [...rooms.values()].filter(({ room }) => room > 0);
}

/** Means an offer that is everybody's for somebody in particular, if there is somebody. */
async function meanFor(workplace: Workplace, handshake: string): Promise<boolean> {
  const at = workplace.now().toISOString();
  const { handshake: after } = await offerAgain(workplace, handshake, (next) =>
    next.to === null ? null : { ...next, type: 'offer again', at, of: null, because: 'untaken' },
  );
  return holderOf(after) !== null;
}

/**
 * Offers what waits as far as there is room, first what the channel has seen already. Whatever is no MQL any more, or was
 * taken meanwhile, is let go. Returns how many leads it saw to.
 */
export async function offerUnplaced(workplace: Workplace): Promise<number> {
  const { unplaced, charters, messages, settings } = workplace.store;
  const backlog = await unplaced.backlog();
  if (backlog.length === 0) return 0;
  const days = await unplaced.tidy();
  let did = 0;
  for (const { segments, room } of await roomsFor(workplace, backlog)) {
    const open = await unplaced.open(segments, room);
    for (const handshake of open) if (await meanFor(workplace, handshake)) did++;
    for (let left = room - open.length; left > 0; ) {
      const keys = await unplaced.waiting(segments, Math.min(left, BATCH));
      if (keys.length === 0) break;
      await judgeAnew(workplace, keys, { paced: true, waited: true });
      did += keys.length;
      left -= keys.length;
    }
  }
  if (did === 0 && days.length === 0) return 0;
  // What managers were told shows how it stands.
  const today = dayIn((await charters.inForce()).charter, workplace.now());
  const { manager } = (await settings.read()).roles;
  const told = [...new Set([...days, today])].flatMap((day) => overflowMessages(day, manager));
  await messages.redraw(told.map(({ key }) => key));
  workplace.owed();
  return did;
}
