// A leave begins: whatever its person has open goes to others, and they are told what went where.
import { type Command, holderOf, type PersonId } from '../handshake/handshake.js';
import { type Next, offerAgain } from './offer-again.js';
import type { Workplace } from './workplace.js';

/** Leaves seen to in one run; what is left of more is seen to in the next. */
const MOST = 100;

const away =
  (of: PersonId, at: string) =>
  (next: Next): Command => ({ ...next, type: 'offer again', at, of, because: 'away' });

/** Offers what somebody has open to others, one lead after the other; returns how many it was. */
async function handOver(workplace: Workplace, leave: { id: string; person: PersonId }): Promise<number> {
  const { handshakes, leaves } = workplace.store;
  const { person } = leave;
  let gone = 0;
  for (const handshake of await handshakes.idsOpenOf(person)) {
    const now = workplace.now();
    const { handshake: after } = await offerAgain(
      workplace,
      handshake,
      away(person, now.toISOString()),
      (sql, { to }) => leaves.handOver(sql, leave, { handshake, to, at: now }),
    );
    if (holderOf(after) !== person) gone++;
  }
  return gone;
}

/** Sees to every leave that has begun. One that was half seen to when the process died is gone on with. */
export async function beginLeaves(workplace: Workplace): Promise<number> {
  const { leaves } = workplace.store;
  let gone = 0;
  for (const leave of await leaves.begins(workplace.now(), MOST)) {
    gone += await handOver(workplace, leave);
    await leaves.begun(leave.id);
  }
  if (gone > 0) workplace.owed();
  return gone;
}
