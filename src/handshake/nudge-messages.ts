// The messages by which nudges are said: one row each, by its key, and what a key tells of the rung that it says.
import { cardKey } from './announcement.js';
import type { PersonId } from './handshake.js';
import type { Nudge } from './nudges.js';
import type { ClockKind, Told } from './rungs.js';

/** `nudge` and `reminders` go to a rep, `nudge_manager` to a manager or into the thread, the others into the thread. */
export type NudgeKind = 'nudge' | 'nudge_thread' | 'nudge_manager' | 'nudge_all' | 'reminders';

/** One message that Slack should show. `to` is the person it is private to, or null for a reply under the card. */
export interface NudgeMessage {
  key: string;
  kind: NudgeKind;
  /** Null for the one that lists several. */
  handshake: string | null;
  thread: string | null;
  to: PersonId | null;
}

/** Who hears of it, and on which day, YYYY-MM-DD. */
export interface Hearers {
  day: string;
  /** The managers who are people. */
  managers: readonly PersonId[];
  /** Whether a user group of managers can be called only where everybody reads it. */
  groups: boolean;
}

type Rung = Pick<Told, 'clock' | 'atPercent'>;

const keyOf = (kind: NudgeKind, handshake: string, { clock, atPercent }: Rung): string =>
  `${kind}:${handshake}:${clock}:${atPercent}`;

const inThread = (kind: NudgeKind, handshake: string, rung: Rung): NudgeMessage => ({
  key: keyOf(kind, handshake, rung),
  kind,
  handshake,
  thread: cardKey(handshake),
  to: null,
});

/** The messages that say a nudge. Without a manager who is a person the thread hears it, so that somebody does. */
export function messagesOf(nudge: Nudge, { day, managers, groups }: Hearers): NudgeMessage[] {
  switch (nudge.kind) {
    case 'reminder': {
      const { due, to } = nudge;
      const { handshake } = due;
      return [{ key: keyOf('nudge', handshake, due), kind: 'nudge', handshake, thread: null, to }];
    }
    case 'bundle':
      return [
        {
          key: `reminders:${nudge.to}:${day}`,
          kind: 'reminders',
          handshake: null,
          thread: null,
          to: nudge.to,
        },
      ];
    case 'thread':
      return [inThread('nudge_thread', nudge.due.handshake, nudge.due)];
    // What it leads to is said in the thread: see announcement.ts.
    case 'reassign':
      return [];
    case 'all':
      return [inThread('nudge_all', nudge.due.handshake, nudge.due)];
    case 'manager': {
      const shared = inThread('nudge_manager', nudge.due.handshake, nudge.due);
      const alone = managers.map((to) => ({ ...shared, key: `${shared.key}:${to}`, thread: null, to }));
      return groups || alone.length === 0 ? [...alone, shared] : alone;
    }
  }
}

/** What a key of such a message says: a rung of one handshake, or everything a rep is reminded of on a day. */
export type Said =
  | { kind: Exclude<NudgeKind, 'reminders'>; handshake: string; clock: ClockKind; atPercent: number }
  | { kind: 'reminders'; rep: PersonId; day: string };

const clocks: readonly ClockKind[] = ['answer', 'first_touch', 'decide_sql'];

/** Reads the key of a nudge's message. Throws on any other key. */
export function saidBy(key: string): Said {
  const [kind, of = '', name = '', atPercent = ''] = key.split(':');
  if (kind === 'reminders') return { kind, rep: of, day: name };
  const clock = clocks.find((each) => each === name);
  if (clock !== undefined)
    switch (kind) {
      case 'nudge':
      case 'nudge_thread':
      case 'nudge_manager':
      case 'nudge_all':
        return { kind, handshake: of, clock, atPercent: Number(atPercent) };
    }
  throw new Error(`this is not the key of a nudge: ${key}`);
}
