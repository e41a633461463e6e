// What is owed to be said after an event: the messages that must be drawn, or drawn again, each by its key.
import type { Handshake, HandshakeEvent, PersonId } from './handshake.js';

/** The messages about one rejection, which may stand no more: each names it in its key. */
export const rejectionKinds = ['reason', 'dispute', 'dispute_alone', 'ruling'] as const;
type RejectionKind = (typeof rejectionKinds)[number];

/** One message that Slack should show. A message with a thread waits until the message it hangs under is there. */
export interface Announcement {
  key: string;
  kind: 'card' | RejectionKind | 'qualified' | 'reassigned' | 'same_person' | 'unmade';
  handshake: string;
  thread: string | null;
  /** The person it is private to; left out for what stands in the channel. */
  to?: PersonId;
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

/** A dispute as it is told to one manager alone, besides in the thread. */
export const disputeAlone = (handshake: string, rejection: string, to: PersonId): Announcement => ({
  key: `dispute_alone:${rejection}:${to}`,
  kind: 'dispute_alone',
  handshake,
  thread: null,
  to,
});

/** The rejection that the key of such a message names: `reason:<rejection>`, `dispute_alone:<rejection>:<person>`. */
export function rejectionIn(key: string): string {
  const [, rejection] = key.split(':');
  if (rejection === undefined) throw new Error(`this is not the key of a message about a rejection: ${key}`);
  return rejection;
}

/** What is owed after an event. `after` is the handshake with the event folded in. */
export function announce(after: Handshake, event: HandshakeEvent): Announcement[] {
  const { id } = after;
  switch (event.type) {
    case 'posted':
    case 'lapsed':
      return [];
    case 'accepted':
    case 'accept_undone':
    case 'snoozed':
    case 'woken':
    case 'touched':
    case 'left_untouched':
      return [card(id)];
    case 'won':
    case 'lost':
      return [card(id), inThread('qualified', id, id)];
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
      return [card(id), inThread('reason', id, event.rejection)];
    case 'disputed':
      return [card(id), inThread('reason', id, event.rejection), inThread('dispute', id, event.rejection)];
    case 'upheld':
    case 'overturned':
      return [
        card(id),
        inThread('reason', id, event.rejection),
        inThread('dispute', id, event.rejection),
        inThread('ruling', id, event.rejection),
      ];
    case 'reassigned':
    case 'reoffered':
      return [card(id), inThread('reassigned', id, `${id}:${after.version}`)];
    case 'same_person_came':
      return [inThread('same_person', id, id)];
    case 'mql_unmade':
      return [card(id), inThread('unmade', id, `${id}:${after.version}`)];
  }
}
