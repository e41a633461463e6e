// What is owed to be said after an event: the messages that must be drawn, or drawn again, each by its key.
import type { Handshake, HandshakeEvent } from './handshake.js';

/** One message that Slack should show. A message with a thread waits until the message it hangs under is there. */
export interface Announcement {
  key: string;
  kind: 'card' | 'reason' | 'qualified' | 'reassigned' | 'same_person' | 'unmade';
  handshake: string;
  thread: string | null;
}

/** The key of a handshake's card. */
export const cardKey = (handshake: string): string => `card:${handshake}`;

/** The card of a handshake, as it should be now. */
export const card = (handshake: string): Announcement => ({
  key: cardKey(handshake),
  kind: 'card',
  handshake,
  thread: null,
});

const inThread = (
  kind: Exclude<Announcement['kind'], 'card'>,
  handshake: string,
  of: string,
): Announcement => ({
  key: `${kind}:${of}`,
  kind,
  handshake,
  thread: cardKey(handshake),
});

/** What is owed after an event. `after` is the handshake with the event folded in. */
export function announce(after: Handshake, event: HandshakeEvent): Announcement[] {
  const { id } = after;
  switch (event.type) {
    case 'posted':
    case 'lapsed':
    case 'left_untouched':
      return [];
    case 'accepted':
    case 'accept_undone':
    case 'snoozed':
    case 'woken':
    case 'touched':
    case 'reoffered':
    case 'won':
    case 'lost':
      return [card(id)];
    // What a nudge itself says is a message of its own: see nudge-messages.ts.
    case 'nudged':
      return event.who === 'all' ? [card(id)] : [];
    case 'rejected':
    case 'handed_back':
      return [card(id), inThread('reason', id, event.rejection)];
    case 'qualified':
      return [card(id), inThread('qualified', id, id)];
    case 'acknowledged':
    case 'fixed':
    case 'disputed':
    case 'upheld':
    case 'overturned':
      return [card(id), inThread('reason', id, event.rejection)];
    case 'reassigned':
      return [card(id), inThread('reassigned', id, `${id}:${after.version}`)];
    case 'same_person_came':
      return [inThread('same_person', id, id)];
    case 'mql_unmade':
      return [card(id), inThread('unmade', id, `${id}:${after.version}`)];
  }
}
