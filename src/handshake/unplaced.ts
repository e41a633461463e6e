// Leads for which nobody was free: what is kept of them, and the one message a day by which managers hear of them.
import type { LeadKey } from './lead.js';

/** A lead for which nobody was free. Without a handshake it waits to be offered; with one, the whole channel has it. */
export interface Unplaced {
  lead: LeadKey;
  handshake: string | null;
  segment: string | null;
  score: number;
}

/** The message of one day, private to a manager, or in the shared channel where `to` is null. */
export interface OverflowMessage {
  key: string;
  kind: 'overflow';
  handshake: null;
  thread: null;
  to: string | null;
}

const overflow = (day: string, to: string | null): OverflowMessage => ({
  key: to === null ? `overflow:${day}` : `overflow:${day}:${to}`,
  kind: 'overflow',
  handshake: null,
  thread: null,
  to,
});

/** The messages by which managers hear of a day, YYYY-MM-DD. User groups, or nobody, are told where everybody reads it. */
export function overflowMessages(day: string, managers: readonly string[]): OverflowMessage[] {
  const people = managers.filter((id) => !id.startsWith('S'));
  const alone = people.map((to) => overflow(day, to));
  return people.length === managers.length && people.length > 0 ? alone : [...alone, overflow(day, null)];
}

/** The day that the key of such a message names. Throws on any other key. */
export function overflowDay(key: string): string {
  const [kind, day] = key.split(':');
  if (kind !== 'overflow' || day === undefined) throw new Error(`this is not the key of an overflow: ${key}`);
  return day;
}
