// Whether a nudge that was planned is still worth sending when it comes to that, and what the one that lists leads lists.
import { saidBy } from '../handshake/nudge-messages.js';
import { stillWanted } from '../handshake/nudges.js';
import type { Audience, ClockKind } from '../handshake/rungs.js';
import { opensAt } from '../handshake/working-time.js';
import type { Reminder } from '../store/nudges.js';
import { calendarUnder, termsOf } from './watch.js';
import type { Workplace } from './workplace.js';

/** `later`: nobody works now, and nobody is to be spoken to. `never`: nobody needs it any more. */
export type Wanted = 'now' | 'later' | 'never';

const audiences = {
  nudge: 'rep',
  nudge_thread: 'thread',
  nudge_manager: 'manager',
  nudge_all: 'all',
} as const satisfies Record<string, Audience>;

/** Whether a rung that was said of a handshake still asks for something that has not happened. */
async function isWanted(
  workplace: Workplace,
  id: string,
  rung: { clock: ClockKind; atPercent: number; who: Audience },
): Promise<boolean> {
  const { store, now } = workplace;
  const loaded = await store.handshakes.load(id);
  if (loaded === null) return false;
  const { handshake } = loaded;
  const told = handshake.told.find(
    ({ clock, atPercent, who }) => clock === rung.clock && atPercent === rung.atPercent && who === rung.who,
  );
  if (told === undefined) return false;
  const { charter } = await store.charters.version(handshake.charterVersion);
  return stillWanted(told, { handshake, terms: termsOf(workplace, charter) }, now());
}

/** The leads that the message of a key lists for a rep, without those that need no reminder any more. */
export async function remindersOf(workplace: Workplace, key: string): Promise<Reminder[]> {
  const said = saidBy(key);
  if (said.kind !== 'reminders') throw new Error(`this is not the key of a list of reminders: ${key}`);
  const wanted: Reminder[] = [];
  for (const reminder of await workplace.store.nudges.listed(said.rep, said.day))
    if (await isWanted(workplace, reminder.handshake, { ...reminder, who: 'rep' })) wanted.push(reminder);
  return wanted;
}

/** Whether the message of this key is worth sending still. Throws on a key that is not a nudge's. */
export async function nudgeStillWanted(workplace: Workplace, key: string): Promise<Wanted> {
  const said = saidBy(key);
  const wanted =
    said.kind === 'reminders'
      ? (await remindersOf(workplace, key)).length > 0
      : await isWanted(workplace, said.handshake, { ...said, who: audiences[said.kind] });
  if (!wanted) return 'never';
  const { charter } = await workplace.store.charters.inForce();
  const now = workplace.now();
  return opensAt(now, calendarUnder(workplace, charter))?.getTime() === now.getTime() ? 'now' : 'later';
}
